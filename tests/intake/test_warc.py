from __future__ import annotations

import gzip
import io
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from sayso.errors import Damaged, NoProse, ReadError, TooLarge
from sayso.intake import Limits
from sayso.records import Report
from tests.intake.pages import PAGE, fail_one, read_all, read_one, write

DATE = "2031-05-12T09:00:00Z"
HTML = "text/html; charset=utf-8"


def page(number: int) -> str:
    return PAGE.replace("forty colleagues", f"{number + 10} colleagues")


def archive(*bodies: str | bytes, packed: bool = True, **how: str) -> bytes:
    """An archive with one response a body, as crawlers write it."""
    data = io.BytesIO()
    writer = WARCWriter(data, gzip=packed)
    writer.write_record(writer.create_warcinfo_record("a.warc", {"software": "tests"}))
    for number, body in enumerate(bodies):
        payload = body.encode() if isinstance(body, str) else body
        headers = [("Content-Type", how.get("kind", HTML))]
        headers += [(name.replace("_", "-"), value) for name, value in how.items() if "_" in name]
        record = writer.create_warc_record(
            f"https://herald.example/{number}",
            "response",
            payload=io.BytesIO(payload),
            http_headers=StatusAndHeaders(how.get("status", "200 OK"), headers, "HTTP/1.1"),
            warc_headers_dict={"WARC-Date": DATE},
        )
        writer.write_record(record)
    return data.getvalue()


def raw(body: str, length: int | str | None = None) -> bytes:
    """One record by hand, whose length may lie."""
    http = f"HTTP/1.1 200 OK\r\nContent-Type: {HTML}\r\n\r\n{body}".encode()
    size = len(http) if length is None else length
    return (
        (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://herald.example/x\r\n"
            f"WARC-Date: {DATE}\r\nContent-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {size}\r\n\r\n"
        ).encode()
        + http
        + b"\r\n\r\n"
    )


def reports(found: list[Report | ReadError]) -> list[str]:
    """The numbers in the pages that were read."""
    texts = [item.text for item in found if isinstance(item, Report)]
    return [text.partition(" colleagues")[0].rpartition(" ")[2] for text in texts]


@pytest.mark.parametrize(("name", "packed"), [("a.warc", False), ("a.warc.gz", True), ("a", True)])
def test_every_page_of_an_archive_is_a_report(tmp_path: Path, name: str, packed: bool) -> None:
    found = read_all(write(tmp_path / name, archive(page(1), page(2), packed=packed)))
    assert reports(found) == ["11", "12"]
    first = found[0]
    assert isinstance(first, Report)
    assert first.url == "https://herald.example/0"
    assert first.where.endswith("#1")


def test_the_date_of_the_record_stands_in_for_one_that_the_page_lacks(tmp_path: Path) -> None:
    undated = PAGE.replace("2021-03-04T10:15:00+01:00", "").replace(" March 4, 2021", "")
    dated, by_record = read_all(write(tmp_path / "a.warc", archive(PAGE, undated)))
    assert isinstance(dated, Report)
    assert isinstance(by_record, Report)
    assert dated.published == datetime.fromisoformat("2021-03-04T10:15:00+01:00")
    assert by_record.published == datetime(2031, 5, 12, 9, tzinfo=UTC)


def test_what_is_no_page_is_passed_over(tmp_path: Path) -> None:
    data = archive(PAGE, status="404 Not Found") + archive("{}", kind="application/json")
    found = read_all(write(tmp_path / "a.warc.gz", data + archive(page(3))))
    assert reports(found) == ["13"]
    assert isinstance(fail_one(write(tmp_path / "b.warc.gz", data)), Damaged)


def test_packed_and_chunked_bodies_are_opened(tmp_path: Path) -> None:
    body = page(1).encode()
    halves = (body[:700], body[700:])
    chunks = b"".join(f"{len(half):x}\r\n".encode() + half + b"\r\n" for half in halves)
    chunked = archive(chunks + b"0\r\n\r\n", Transfer_Encoding="chunked")
    lies = archive(page(2), Transfer_Encoding="chunked")
    packed = archive(gzip.compress(page(3).encode()), Content_Encoding="gzip")
    found = read_all(write(tmp_path / "a.warc.gz", chunked + lies + packed))
    assert reports(found) == ["11", "12", "13"]


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("length", [90, 4000, 10**15, -7, "many"])
def test_a_length_that_lies_costs_its_own_record(
    tmp_path: Path, length: int | str, packed: bool
) -> None:
    good = [gzip.compress(raw(page(n))) if packed else raw(page(n)) for n in (1, 2, 3)]
    bad = gzip.compress(raw(PAGE, length)) if packed else raw(PAGE, length)
    found = read_all(write(tmp_path / "a.warc", good[0] + bad + good[1] + good[2]))
    assert reports(found) == ["11", "12", "13"]
    assert any(isinstance(item, Damaged | TooLarge) for item in found)


def test_what_is_damaged_in_the_middle_costs_no_other_record(tmp_path: Path) -> None:
    first, middle, last = (archive(page(n)) for n in (1, 2, 3))
    hurt = bytearray(middle)
    hurt[len(hurt) // 2] ^= 0xFF
    found = read_all(write(tmp_path / "a.warc.gz", first + bytes(hurt) + last))
    assert {"11", "13"} <= set(reports(found))
    assert any(isinstance(item, Damaged) for item in found)
    found = read_all(write(tmp_path / "b.warc.gz", first + bytes(70) + last))
    assert reports(found) == ["11", "13"]


@pytest.mark.parametrize("packed", [False, True])
def test_an_archive_that_is_cut_short_gives_what_is_whole(tmp_path: Path, packed: bool) -> None:
    data = archive(page(1), page(2), packed=packed)
    found = read_all(write(tmp_path / "a.warc.gz", data[:-200]))
    assert reports(found) == ["11"]
    assert isinstance(found[-1], Damaged)


def test_a_bomb_in_an_archive_is_too_large_and_the_rest_goes_on(tmp_path: Path) -> None:
    bomb = archive(bytes(9_000_000))
    inner = archive(gzip.compress(bytes(9_000_000)), Content_Encoding="gzip")
    path = write(tmp_path / "a.warc.gz", bomb + inner + archive(page(1), "<p>Menu</p>"))
    found = read_all(path, replace(Limits(), page_bytes=1_000_000))
    assert [type(item) for item in found] == [TooLarge, TooLarge, Report, NoProse]


def test_what_is_no_archive_is_one_error(tmp_path: Path) -> None:
    for data in (b"", b"words " * 1000, b"WARC/1.0\r\n" * 500, gzip.compress(b"words")):
        found = read_all(write(tmp_path / "a.warc", data))
        assert found
        assert all(isinstance(item, Damaged) for item in found)
        assert len(found) < 120


def test_an_archive_from_standard_input_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    stdin = io.TextIOWrapper(io.BufferedReader(io.BytesIO(archive(page(1)))))
    monkeypatch.setattr("sys.stdin", stdin)
    assert read_one("-").url == "https://herald.example/0"


@pytest.mark.parametrize("packed", [False, True])
def test_an_archive_may_come_through_a_pipe(tmp_path: Path, packed: bool) -> None:
    data = archive(page(1), page(2), packed=packed)
    code = "import sys; from sayso.intake import read_reports; print(*read_reports('-'), sep='\\n')"
    for cut in (None, -300):
        ran = subprocess.run(
            [sys.executable, "-c", code], input=data[:cut], capture_output=True, check=True
        )
        assert ran.stdout.count(b"Report(") == (2 if cut is None else 1)
        assert ran.stdout.count(b"standard input") == 2
