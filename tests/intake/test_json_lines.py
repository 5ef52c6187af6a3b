from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from sayso.errors import NoField, NoProse, NotText, ReadError, TooLarge
from sayso.intake import Limits, read_reports
from sayso.records import Report
from tests.intake.pages import PROSE, read_all, read_one, write

ROW: dict[str, object] = {
    "id": "1",
    "outlet": "Meridian Herald",
    "url": "https://herald.example/1",
    "published": "2031-03-04",
    "title": "Harbour opens again",
    "authors": "Mira Tan, Jon Harrow",
    "text": PROSE,
}


def test_a_line_is_a_report(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", json.dumps(ROW) + "\n")
    report = read_one(path)
    assert report.where == f"{path}#1"
    assert report.text == PROSE
    assert (report.outlet, report.url) == ("Meridian Herald", "https://herald.example/1")
    assert report.authors == ("Mira Tan", "Jon Harrow")
    assert report.published == date(2031, 3, 4)
    assert report.title == "Harbour opens again"


def test_only_text_is_needed_and_authors_may_be_a_list(tmp_path: Path) -> None:
    rows = [{"text": PROSE}, {"text": PROSE, "authors": ["Mira Tan", ""], "published": "soon"}]
    first, second = read_all(write(tmp_path / "a.jsonl", "\n".join(map(json.dumps, rows))))
    assert isinstance(first, Report)
    assert isinstance(second, Report)
    assert second.authors == ("Mira Tan",)
    assert second.published is None


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (b"{not json", "not JSON"),
        (b'"a string"', "not a JSON object"),
        (b'{"body": "x"}', 'no "text"'),
        (b'{"text": 3}', "not a string"),
        (b'{"text": "caf\xe9"}', "not UTF-8"),
        (b"[" * 100_000, "JSON"),
        (b'{"text": ' + b"9" * 9000 + b"}", "JSON"),
    ],
)
def test_a_bad_line_is_one_error_and_the_rest_goes_on(
    tmp_path: Path, line: bytes, told: str
) -> None:
    good = json.dumps(ROW).encode()
    path = write(tmp_path / "a.jsonl", b"\n".join([good, b"", line, good]))
    before, error, after = read_all(path)
    assert isinstance(before, Report)
    assert isinstance(error, NotText | NoField)
    assert error.where == f"{path}#3"
    assert told in error.what
    assert isinstance(after, Report)
    assert after.where == f"{path}#4"


def test_an_empty_text_and_an_empty_file_are_told_apart(tmp_path: Path) -> None:
    (blank,) = read_all(write(tmp_path / "a.jsonl", '{"text": "  "}'))
    (empty,) = read_all(write(tmp_path / "b.jsonl", "\n"))
    assert isinstance(blank, NoProse)
    assert isinstance(empty, NotText)


def test_an_overlong_line_is_one_error(tmp_path: Path) -> None:
    long = json.dumps({"text": "x" * 5000})
    path = write(tmp_path / "a.jsonl", f"{long}\n{json.dumps(ROW)}\n")
    error, report = read_all(path, Limits(page_bytes=2000))
    assert isinstance(error, TooLarge)
    assert isinstance(report, Report)
    assert report.where.endswith("#2")


def test_a_lone_surrogate_in_json_is_no_crash(tmp_path: Path) -> None:
    (found,) = read_all(write(tmp_path / "a.jsonl", '{"text": "' + "words " * 9 + '\\ud800"}'))
    assert not isinstance(found, ReadError)
    assert found.text.endswith("\ufffd")


def test_other_peoples_fields_are_mapped(tmp_path: Path) -> None:
    row = {"body": PROSE, "headline": "Harbour opens", "text": 3}
    path = write(tmp_path / "a.jsonl", json.dumps(row))
    (report,) = read_reports(str(path), columns={"text": "body", "title": "headline"})
    assert isinstance(report, Report)
    assert (report.text, report.title) == (PROSE, "Harbour opens")
