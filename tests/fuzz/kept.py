"""What is fuzzed of a ledger: what is asked of it, addresses of its desk, and its own files."""

from __future__ import annotations

import asyncio
import io
import json
import re
import shutil
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from sayso.errors import SaysoError
from sayso.ledger import Ledger, Query, open_ledger
from tests.fuzz.targets import Target, check_all, check_error
from tests.intake.pages import PAGE, PROSE
from tests.ledger.quick import QuickPipeline

PAGES = 150  # of the desk, whose addresses are changed
_LINK = re.compile(r'(?:href|action)="(/[^"#]*)')
_SAFE = frozenset(range(0x21, 0x7F)) - set(b"#")


def sampled(home: Path) -> Path:
    """A ledger of the samples, read with the model once a run."""
    from tests.ledger.sampled import RECONCILE, RUN, sample_readings

    path = home / "event.db"
    if not path.exists():
        with open_ledger(home / "making.db", create=True) as ledger:
            for reading in sample_readings():
                ledger.add(reading, RUN, RECONCILE)
        (home / "making.db").rename(path)
    return path


def search(home: Path) -> Target:
    """Words, sources, actors and outlets that are asked for, with bytes that are no text too."""
    ledger = open_ledger(sampled(home))

    def run(data: bytes) -> None:
        lines = data.decode("utf-8", "surrogateescape").split("\n")
        words, source, actor, outlet = (*lines, "", "", "")[:4]
        query = Query(words, source or None, actor or None, outlet=outlet or None)
        try:
            for hit in ledger.search(query):
                assert hit.report.text
        except SaysoError as error:
            check_error(error)

    samples = [
        b'harbour "the gate" clos*', b"\nMarren", b"harbour\n\nMarren\nCourier", b"said\n\n\nRadio",
        b'"near the" -gate', "Vosse “usurpers”".encode(),
    ]  # fmt: skip
    tokens = (
        b'"', b"*", b"(", b")", b" AND ", b" OR ", b" NOT ", b" NEAR(", b"{source}", b":", b"^",
        b"-",
        b"\\", b"'", b";", b"--", b"%", b"_", b"&", b"|", b"!", b"<->", b"\n", b"\x00", b"a" * 300,
    )  # fmt: skip
    return Target(samples, tokens, run)


async def _answer(desk: Any, address: bytes, sent: bytes | None = None) -> tuple[int, bytes]:
    """Status and body for a GET, or for a POST of JSON, as a server that has read them asks."""
    told = b"".join(bytes([c]) if c in _SAFE else b"%%%02X" % c for c in address)
    path, _, query = told.partition(b"?")
    scope = {
        "type": "http", "http_version": "1.1", "scheme": "http", "raw_path": path,
        "method": "GET" if sent is None else "POST",
        "path": unquote(path.decode()), "query_string": query, "root_path": "",
        "headers": [(b"host", b"127.0.0.1:8001"), (b"content-type", b"application/json")],
        "server": ("127.0.0.1", 8001),
        "client": ("127.0.0.1", 50000), "asgi": {"version": "3.0"}, "state": {},
    }  # fmt: skip
    status, body = 0, io.BytesIO()

    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": sent or b"", "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        nonlocal status
        status = message.get("status", status)
        body.write(message.get("body", b""))

    await desk(scope, receive, send)
    return status, body.getvalue()


def addresses(home: Path) -> Target:
    """Addresses of every page of the desk, as HTML, JSON and CSV."""
    from sayso.desk import Settings, make_desk

    desk = make_desk(open_ledger(sampled(home)), Settings())
    loop = asyncio.new_event_loop()

    def get(address: bytes) -> bytes:
        status, body = loop.run_until_complete(_answer(desk, b"/" + address.lstrip(b"/")))
        assert 200 <= status < 500, status
        return body

    tokens = (
        b"?", b"&", b"=", b"/", b"..", b"%00", b"%2F", b"%FF", b"%ED%A0%80", b".json", b".csv",
        b"page=0",
        b"page=-1", b"page=99999999999999999999", b"since=2019-02-30", b"mark=9-1",
        b"near=91,181,1",
        b"&words=", b"&manner=xx", b"until=9999-12-31", b"%0d%0a", b"<script>", b"'", b"%22",
    )  # fmt: skip

    def run(data: bytes) -> None:
        get(data)

    return Target(list(_linked(get)), tokens, run)


def posted(home: Path) -> Target:
    """What programs send to be read, with a pattern in the place of the model."""
    from sayso.desk import Settings, make_desk

    desk = make_desk(open_ledger(sampled(home)), Settings(), QuickPipeline())
    loop = asyncio.new_event_loop()

    def run(data: bytes) -> None:
        if b"address" in data:  # it would be fetched
            return
        status, _ = loop.run_until_complete(_answer(desk, b"/v1/read", data))
        assert status in (200, 400, 413, 415, 422), status

    told = {"text": PROSE, "title": "Harbour", "outlet": "Echo", "published": "2021-03-04"}
    page = {"html": PAGE, "url": "https://a.example/1", "own": True}
    tokens = (
        b"null", b"{", b"}", b"[", b"]", b'"text":', b'"html":', b'"own":', b"1e999", b"NaN", b'"',
        b"\\ud800", b"\\u0000", b'"published": "0001-01-01"', b'"x": 1', b"true", b"\xff",
    )  # fmt: skip
    return Target([json.dumps(told).encode(), json.dumps(page).encode()], tokens, run)


def _linked(get: Any) -> Iterator[bytes]:
    """Addresses that links lead to from the front page, and their forms as data."""
    waiting, seen = [b"/"], {b"/"}
    while waiting and len(seen) < PAGES:
        at = waiting.pop(0)
        for found in _LINK.findall(get(at).decode("utf-8", "replace")):
            address = unescape(found).encode()
            if address not in seen and not address.startswith(b"/-/"):
                seen.add(address)
                waiting.append(address)
    for address in sorted(seen):
        yield address
        path, mark, query = address.partition(b"?")
        yield path + b".json" + mark + query


def exported(home: Path) -> Target:
    """The export of a ledger that is brought in, each into a ledger of its own."""
    from sayso.export.whole import write
    from sayso.importing.whole import Whole

    empty, path, file = home / "empty.db", home / "own.db", home / "export.jsonl"
    if not empty.exists():
        open_ledger(empty, create=True).close()
    out = io.BytesIO()
    with open_ledger(sampled(home)) as ledger:
        write(ledger, out)
    by_report: dict[str, list[bytes]] = {}
    for line in out.getvalue().splitlines(keepends=True):
        row = json.loads(line)
        by_report.setdefault(str(row.get("report") or row.get("id")), []).append(line)
    first = [line for line in out.getvalue().splitlines(keepends=True) if b'"run"' in line[:40]]
    samples = [b"".join((*first, *lines[:25])) for lines in by_report.values() if len(lines) > 5]
    reconcile = QuickPipeline()

    def run(data: bytes) -> None:
        shutil.copy(empty, path)
        file.write_bytes(data)
        with open_ledger(path) as opened:
            check_all(Whole(opened, reconcile).bring(file))

    tokens = (
        b"null", b"{", b"}", b"[", b"]", b'"id":', b'"report":', b'"span":', b"-1", b"1e999", b"\n",
        b'"record": "report"', b'"record": "judgement"', b"\\ud800", b"\\u0000", b'""', b"true",
    )  # fmt: skip
    return Target(samples or [out.getvalue()[:100_000]], tokens, run)


def databases(home: Path) -> Target:
    """Files that say they are ledgers: opened, searched, and given out whole."""
    path = home / "hostile.db"
    whole = sampled(home).read_bytes()

    def run(data: bytes) -> None:
        # A change of a megabyte is made where the sample of 4 kB that it was made of stood.
        path.write_bytes(data + whole[len(data) :])
        try:
            with open_ledger(path) as ledger:
                _ask(ledger)
        except SaysoError as error:
            check_error(error)

    tokens = (b"\x00", b"\xff" * 8, b"SQLite format 3\x00", b"CREATE TRIGGER", b"\x0d\x00", b"\x05")
    return Target([whole[:n] for n in (100, 4096, 16_384, 65_536, 180_000)], tokens, run)


def _ask(ledger: Ledger) -> None:
    for hit in ledger.search(Query("harbour")):
        assert hit.report.id
    for _ in ledger.rows():
        pass
