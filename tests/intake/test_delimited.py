from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from sayso.errors import Damaged, NoField, NotText, TooLarge
from sayso.intake import Limits, read_reports
from sayso.records import Report
from tests.intake.pages import PROSE, fail_one, read_all, read_one, write

TEXT = PROSE.replace('"', '""')
ROW = f'Harbour opens again,"{TEXT}",2031-03-04 10:15:00,"Mira Tan; Jon Harrow"\n'
TABLE = f"title,text,published,authors\n{ROW}"


def test_a_row_is_a_report(tmp_path: Path) -> None:
    report = read_one(write(tmp_path / "a.csv", TABLE))
    assert report.text == PROSE
    assert report.title == "Harbour opens again"
    assert report.published == datetime(2031, 3, 4, 10, 15)
    assert report.authors == ("Mira Tan", "Jon Harrow")
    assert report.where.endswith("a.csv#2")


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_other_delimiters_are_told_by_the_header(tmp_path: Path, delimiter: str) -> None:
    table = delimiter.join(["\ufefftitle", " text "]) + f'\r\n"A, b"{delimiter}"{TEXT}"\r\n'
    assert read_one(write(tmp_path / "a.csv", table)).title == "A, b"
    if delimiter == "\t":
        assert read_one(write(tmp_path / "a.tsv", table)).title == "A, b"


def test_other_peoples_columns_are_mapped(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", TABLE.replace("text,published", "body,date"))
    columns = {"text": "body", "published": "date"}
    (report,) = read_reports(str(path), columns=columns)
    assert isinstance(report, Report)
    assert report.published == datetime(2031, 3, 4, 10, 15)


def test_wrong_columns_are_one_error_that_names_the_right_ones(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", "headline,body\n" + "a,b\n" * 50)
    error = fail_one(path)
    assert isinstance(error, NoField)
    assert "headline, body" in error.what
    assert "--map" in error.mend
    (mapped,) = read_reports(str(path), columns={"text": "body", "published": "when"})
    assert isinstance(mapped, NoField)
    assert '"when"' in mapped.what


def test_a_field_that_no_report_has_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="'body'"):
        read_reports("a.csv", columns={"body": "text"})


def test_a_bad_row_is_one_error_and_the_rest_goes_on(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", TABLE + "too,few\n" + ROW)
    first, error, last = read_all(path)
    assert isinstance(first, Report)
    assert isinstance(error, Damaged)
    assert error.where.endswith("#4")  # the text of the first row has two lines
    assert isinstance(last, Report)


@pytest.mark.parametrize(
    ("rest", "kind"),
    [
        (b'a,"never closed\n' + b"more\n" * 90, Damaged),
        (b'a,"b" c\n', Damaged),
        (b"caf\xe9,words\n", NotText),
        (b"x" * 30_000, TooLarge),
    ],
)
def test_where_a_table_breaks_the_rest_is_one_error(
    tmp_path: Path, rest: bytes, kind: type
) -> None:
    path = write(tmp_path / "a.csv", TABLE.encode() + rest)
    first, error = read_all(path, Limits(page_bytes=20_000))
    assert isinstance(first, Report)
    assert type(error) is kind


def test_a_header_with_a_lone_carriage_return_is_broken(tmp_path: Path) -> None:
    error = fail_one(write(tmp_path / "a.csv", f"title,te\rxt\n{ROW}"))
    assert isinstance(error, Damaged)
    assert "header" in error.what


def test_an_empty_table_says_so(tmp_path: Path) -> None:
    assert isinstance(fail_one(write(tmp_path / "a.csv", "\n\n")), NotText)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2031-03-04", date(2031, 3, 4)),
        ("Tue, 04 Mar 2031 10:15:00 +0100", datetime.fromisoformat("2031-03-04T10:15:00+01:00")),
        ("soon", None),
    ],
)
def test_dates_are_read_as_tables_write_them(
    tmp_path: Path, written: str, expected: date | None
) -> None:
    table = f'text,published\n"{TEXT}","{written}"\n'
    assert read_one(write(tmp_path / "a.csv", table)).published == expected
