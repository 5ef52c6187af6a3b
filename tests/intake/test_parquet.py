from __future__ import annotations

import io
import sys
from datetime import datetime
from pathlib import Path

import pyarrow
import pytest
from pyarrow import parquet

from sayso.errors import Damaged, NoField, NoProse, ReadError
from sayso.intake import read_reports
from sayso.records import Report
from tests.intake.pages import PROSE, fail_one, read_all, write

WHEN = datetime(2031, 3, 4, 10, 15)


def table(**columns: list[object]) -> bytes:
    data = io.BytesIO()
    parquet.write_table(pyarrow.table(columns), data)
    return data.getvalue()


def test_a_row_is_a_report_and_a_bad_one_costs_itself(tmp_path: Path) -> None:
    data = table(text=[PROSE, "", None, PROSE], published=[WHEN] * 4, other=[1, 2, 3, 4])
    first, empty, missing, last = read_all(write(tmp_path / "a.parquet", data))
    assert isinstance(first, Report)
    assert first.published == WHEN
    assert isinstance(empty, NoProse)
    assert isinstance(missing, NoField)
    assert isinstance(last, Report)
    assert last.where.endswith("a.parquet#4")


def test_columns_are_mapped_and_missing_ones_named(tmp_path: Path) -> None:
    path = write(tmp_path / "a.parquet", table(body=[PROSE], authors=[["Mira Tan"]]))
    assert "body" in fail_one(path).what
    (report,) = read_reports(str(path), columns={"text": "body"})
    assert isinstance(report, Report)
    assert report.authors == ("Mira Tan",)


@pytest.mark.parametrize("cut", [8, 60, -4, -200])
def test_a_malformed_table_is_one_error(tmp_path: Path, cut: int) -> None:
    data = table(text=[PROSE] * 9)
    assert isinstance(fail_one(write(tmp_path / "a.parquet", data[:cut])), Damaged)


def test_a_table_whose_pages_are_damaged_is_no_crash(tmp_path: Path) -> None:
    data = bytearray(table(text=[PROSE + str(n) for n in range(200)]))
    data[20:400] = bytes(380)
    assert isinstance(read_all(write(tmp_path / "a.parquet", bytes(data)))[-1], ReadError)


def test_without_pyarrow_one_line_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    error = fail_one(write(tmp_path / "a.parquet", b"PAR1"))
    assert "pip install" in error.mend
