from __future__ import annotations

import gzip
import json
import zlib
from dataclasses import replace
from pathlib import Path

import pytest

from sayso.errors import Damaged, NotText, TooLarge
from sayso.intake import Limits
from sayso.intake.unpack import unpack_body
from sayso.records import Report
from tests.intake.pages import PAGE, PROSE, fail_one, read_all, read_one, write

ROWS = b"".join(json.dumps({"text": f"{n}. {PROSE}"}).encode() + b"\n" for n in range(400))


@pytest.mark.parametrize("name", ["a.html.gz", "a.gz", "a"])
def test_a_packed_file_is_read_like_any_other(tmp_path: Path, name: str) -> None:
    path = write(tmp_path / name, gzip.compress(PAGE.encode()))
    assert read_one(path).outlet == "Meridian Herald"


def test_packed_files_of_a_folder_are_found(tmp_path: Path) -> None:
    write(tmp_path / "a.txt.gz", gzip.compress(PROSE.encode()))
    assert read_one(tmp_path).text == PROSE


def test_a_table_that_is_cut_short_gives_the_rows_before(tmp_path: Path) -> None:
    *rows, error = read_all(write(tmp_path / "a.jsonl.gz", gzip.compress(ROWS)[:-600]))
    assert len(rows) > 50
    assert all(isinstance(row, Report) for row in rows)
    assert isinstance(error, Damaged)
    assert "cut short" in error.what


@pytest.mark.parametrize("name", ["a.txt.gz", "a.jsonl.gz", "a.csv.gz"])
@pytest.mark.parametrize("filling", [b"\n", b"a"])
def test_a_bomb_is_one_error(tmp_path: Path, name: str, filling: bytes) -> None:
    path = write(tmp_path / name, gzip.compress(filling * 5_000_000))
    found = read_all(path, Limits(page_bytes=100_000))
    assert all(isinstance(error, TooLarge) for error in found)
    assert len(found) == 1


@pytest.mark.parametrize("broken", [b"\x1f\x8b", b"\x1f\x8b\x08" + bytes(40)])
def test_broken_gzip_is_one_error(tmp_path: Path, broken: bytes) -> None:
    assert isinstance(fail_one(write(tmp_path / "a.gz", broken)), Damaged)


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        ("", PAGE.encode()),
        ("identity", PAGE.encode()),
        ("GZIP", gzip.compress(PAGE.encode())),
        ("deflate", zlib.compress(PAGE.encode())),
        ("deflate", zlib.compress(PAGE.encode())[2:-4]),
    ],
)
def test_every_coding_that_was_asked_for_is_unpacked(coding: str, body: bytes) -> None:
    parts = [body[n : n + 100] for n in range(0, len(body), 100)]
    assert unpack_body(parts, coding, "page", Limits()).decode() == PAGE


def test_a_coding_within_a_coding_is_refused() -> None:
    body = gzip.compress(gzip.compress(bytes(1000)))
    with pytest.raises(NotText, match="gzip, gzip"):
        unpack_body([body], "gzip, gzip", "page", Limits())


def test_no_more_is_unpacked_than_is_allowed() -> None:
    bomb = zlib.compress(bytes(50_000_000))
    with pytest.raises(TooLarge):
        unpack_body([bomb], "deflate", "page", replace(Limits(), page_bytes=1000))
