from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path

import pytest

from sayso.errors import NotFound, NotText, ReadError
from sayso.intake.formats import Format, sniff_format
from sayso.records import Report
from tests.intake.pages import PAGE, PROSE, fail_one, read_all, read_one, write


def test_a_folder_is_read_in_the_order_of_its_paths(tmp_path: Path) -> None:
    for name in ("b/two.html", "a.txt", "c.jsonl", "b/one.MD"):
        content = PAGE if "html" in name else json.dumps({"text": PROSE}) if "l" in name else PROSE
        write(tmp_path / name, content)
    for name in (".hidden.txt", ".git/config.txt", "a.ann", "picture.png"):
        write(tmp_path / name, b"\x89PNG")
    read = [Path(found.where).relative_to(tmp_path).as_posix() for found in read_all(tmp_path)]
    assert read == ["a.txt", "c.jsonl#1", "b/one.MD", "b/two.html"]


def test_one_bad_file_does_not_keep_the_others(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", PROSE)
    write(tmp_path / "b.txt", b"")
    write(tmp_path / "c.txt", PROSE)
    first, bad, last = read_all(tmp_path)
    assert isinstance(bad, NotText)
    assert isinstance(first, Report)
    assert isinstance(last, Report)


def test_an_address_that_is_not_of_the_web_is_no_missing_file() -> None:
    assert "only http(s)" in str(fail_one("ftp://herald.example/a.txt"))


def test_a_missing_path_and_a_bare_folder_say_so(tmp_path: Path) -> None:
    missing = fail_one(tmp_path / "none.txt")
    assert isinstance(missing, NotFound)
    assert str(tmp_path / "none.txt") in str(missing)
    write(tmp_path / "feed.xml", "<rss/>")
    write(tmp_path / "picture.png", "")
    bare = fail_one(tmp_path)
    assert isinstance(bare, NotFound)
    assert ".jsonl" in bare.what
    assert isinstance(fail_one("a\0b"), NotFound)
    assert isinstance(fail_one("a" * 5000), NotFound)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_says_so(tmp_path: Path) -> None:
    write(tmp_path / "a" / "a.txt", PROSE)
    path = write(tmp_path / "b.txt", PROSE)
    path.chmod(0)
    (tmp_path / "a").chmod(0)
    try:
        errors = read_all(tmp_path)
    finally:
        (tmp_path / "a").chmod(0o700)
    assert [type(error) for error in errors] == [NotFound, NotFound]


@pytest.mark.parametrize(
    ("content", "outlet"),
    [
        (PAGE, "Meridian Herald"),
        (json.dumps({"text": PROSE, "outlet": "TVN"}), "TVN"),
        (PROSE, None),
    ],
    ids=["html", "json lines", "text"],
)
def test_standard_input_is_sniffed(
    monkeypatch: pytest.MonkeyPatch, content: str, outlet: str | None
) -> None:
    stdin = io.TextIOWrapper(io.BufferedReader(io.BytesIO(content.encode())))
    monkeypatch.setattr(sys, "stdin", stdin)
    assert read_one("-").outlet == outlet


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b"<!DOCTYPE html><p>", Format.HTML),
        (b"\xef\xbb\xbf \n<!-- saved --><html>", Format.HTML),
        (b'<?xml version="1.0"?>\n<html xmlns="x">', Format.HTML),
        (b"<p>words</p>", Format.HTML),
        (b'{"text": "cut in the mid', Format.JSON_LINES),
        (b'\n{"text": "a"}\n{"te', Format.JSON_LINES),
        (b'{"text": "what <html> is"}\n', Format.JSON_LINES),
        (b"{not json}\nwords", Format.TEXT),
        (b"<3 to all", Format.TEXT),
        (b"", Format.TEXT),
    ],
)
def test_a_format_is_told_by_how_it_begins(head: bytes, expected: Format) -> None:
    assert sniff_format(head) is expected


def test_json_that_is_not_lines_is_not_read_as_prose(tmp_path: Path) -> None:
    error = fail_one(write(tmp_path / "a.json", json.dumps({"text": PROSE}, indent=1)))
    assert ".jsonl" in error.mend


def test_a_device_or_a_loop_of_links_is_an_error_not_a_crash(tmp_path: Path) -> None:
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    assert isinstance(fail_one(tmp_path), ReadError)
