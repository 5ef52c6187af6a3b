"""What is fuzzed: for each, samples to start from, marks that mean something, and what must hold.

``run`` raises where something is wrong. That an input is refused by a SaysoError is right, as long
as the error is one line.
"""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sayso.errors import SaysoError
from sayso.records import Report
from sayso.samples import feed_path, sample_paths
from tests.intake.pages import PAGE, PROSE

Run = Callable[[bytes], None]


@dataclass(frozen=True, slots=True)
class Target:
    """One thing that takes what strangers write."""

    samples: Sequence[bytes]
    tokens: Sequence[bytes]
    run: Run


def check_report(report: Report) -> None:
    """Blocks are in order, lie in the text, and hold all of it but white space."""
    at = 0
    for block in report.blocks:
        assert at <= block.span.start < block.span.end <= len(report.text), block
        assert not report.text[at : block.span.start].strip(), "text outside of blocks"
        at = block.span.end
    assert not report.text[at:].strip(), "text behind the blocks"
    report.text.encode()  # no half of a pair


def check_error(error: SaysoError) -> None:
    """One line that tells where, what and the mend."""
    told = str(error)
    assert told == " ".join(told.splitlines()), told
    assert error.where, told
    assert error.what, told
    assert error.mend, told


def check_all(found: Iterable[object]) -> None:
    """Take all that is found; what is refused is refused well."""
    try:
        for one in found:
            if isinstance(one, SaysoError):
                check_error(one)
            elif isinstance(one, Report):
                check_report(one)
    except SaysoError as error:
        check_error(error)


def _reading(name: str) -> Run:
    from sayso.intake import read_stream

    return lambda data: check_all(read_stream(io.BytesIO(data), name))


_TAGS = (
    b"<div>", b"<p>", b"</p>", b"<br>", b"<table><tr><td>", b"<blockquote>", b"<article>", b"<!--",
    b"-->", b"<script>", b"</script>", b"<![CDATA[", b"<meta charset=utf-16>", b"<base href='//x'>",
    b"<meta property='article:published_time' content='2019-02-30T25:61'>", b"<title>", b"<svg>",
    b"<time datetime='0000-00-00'>", b"<link rel=canonical href='http://['>", b"&#x0;", b"&#xd800;",
    b"&amp;", b"<script type='application/ld+json'>{\"@type\":\"NewsArticle\"", b"<figcaption>",
    b"<html lang=xx>", b"<a href='https://a.example/\xff'>", b"<template>", b"<body>", b"\"", b"'",
)  # fmt: skip


def html(_: Path) -> Target:
    """Pages, from a file that says what it is."""
    pages = [path.read_bytes() for path in sample_paths() if path.suffix == ".html"]
    # A date of no common form: the languages that it may be of are loaded once, which takes 3 s.
    odd = PAGE.replace("2021-03-04T10:15:00+01:00", "2021-0-04T10:15:00+01:00")
    return Target([*pages, PAGE.encode(), odd.encode()], _TAGS, _reading("page.html"))


def text(_: Path) -> Target:
    """Plain texts, with and without lines about them in front; nothing declares the format."""
    digest = next(path for path in sample_paths() if path.suffix == ".txt").read_bytes()
    front = f"---\ntitle: Harbour\noutlet: Echo\ndate: 2021-03-04\n---\n{PROSE}".encode()
    tokens = (b"---\n", b"By ", b"\n\n", b"date: ", b"http://", b"(AP)", b"Updated 3:00", b"\x00")
    return Target([digest, front, PROSE.encode()], tokens, _reading("text"))


def warc(_: Path) -> Target:
    """Archives, packed and not, with answers in chunks."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    page = PAGE.encode()
    chunked = b"".join(
        b"%x\r\n%s\r\n" % (len(part), part) for part in (page[:500], page[500:], b"")
    )
    samples = []
    for packed in (False, True):
        out = io.BytesIO()
        writer = WARCWriter(out, gzip=packed)
        for body, more in (
            (page, ()),
            (chunked, (("Transfer-Encoding", "chunked"),)),
            (gzip.compress(page, mtime=0), (("Content-Encoding", "gzip"),)),
        ):
            told = [("Content-Type", "text/html; charset=utf-8"), *more]
            head = StatusAndHeaders("200 OK", told, protocol="HTTP/1.1")
            record = writer.create_warc_record(
                "https://a.example/", "response", payload=io.BytesIO(body), http_headers=head
            )
            writer.write_record(record)
        samples.append(out.getvalue())
    tokens = (
        b"WARC/1.0\r\n", b"WARC/1.1\r\n", b"Content-Length: 0\r\n", b"\r\n\r\n", b"\x1f\x8b\x08",
        b"WARC-Type: response\r\n", b"HTTP/1.1 200 OK\r\n", b"Transfer-Encoding: chunked\r\n",
        b"Content-Encoding: br\r\n", b"Content-Encoding: deflate, gzip\r\n", b"ffffffff\r\n",
        b"0\r\n",
    )  # fmt: skip
    return Target([*samples, samples[0]], tokens, _reading("crawl.warc"))


def feeds(_: Path) -> Target:
    """RSS, Atom and OPML; nothing of what they name is fetched."""
    from sayso.intake.feeds import find_links
    from sayso.intake.formats import Format, sniff_format

    def run(data: bytes) -> None:
        sniffed = sniff_format(data[:8192])
        found = Format.OPML if sniffed is Format.OPML else Format.FEED
        try:
            for link in find_links(data, found, "feed.xml", "https://a.example/feed"):
                assert link == type(link).remembered(link.to_remember())
        except SaysoError as error:
            check_error(error)

    atom = (
        b'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Echo</title><entry>'
        b'<link rel="alternate" href="/one"/><published>2021-03-04T10:15:00Z</published></entry>'
        b'<entry xml:base="https://b.example/"><link href="two"/></entry></feed>'
    )
    opml = (
        b'<opml version="2.0"><body><outline text="a"><outline type="rss" '
        b'xmlUrl="https://a.example/rss"/></outline></body></opml>'
    )
    tokens = (
        b"<item>", b"<link>", b"</link>", b"<entry>", b"<!DOCTYPE x [", b"<!ENTITY a 'b'>", b"&a;",
        b"<![CDATA[", b"]]>", b'xml:base="http://["', b"<pubDate>",
        b"Thu, 32 Foo 20210 99:99:99 +9999",
        b"<outline>", b'href="javascript:x"', b"<dc:date>", b"<guid isPermaLink='true'>", b"\x00",
    )  # fmt: skip
    return Target([feed_path().read_bytes(), atom, opml], tokens, run)


_ROW = {
    "text": PROSE, "title": "Harbour", "outlet": "Echo", "published": "2021-03-04",
    "url": "https://a.example/1", "authors": ["Mira Tan"], "language": "en",
}  # fmt: skip


def json_lines(_: Path) -> Target:
    """Rows of reports."""
    rows = "".join(json.dumps({**_ROW, "title": f"Harbour {n}"}) + "\n" for n in range(3))
    tokens = (
        b"{", b"}", b"[", b"]", b'"', b"\\", b"\\ud800", b"\\u0000", b"null", b"true", b"1e999",
        b"NaN",
        b'"text":', b'"published":', b'"authors":', b'{"a":', b"\n", b"\r\n", b",", b":",
    )  # fmt: skip
    return Target([rows.encode()], tokens, _reading("reports.jsonl"))


def delimited(_: Path) -> Target:
    """Tables of reports."""
    line = ",".join(f'"{value}"' for value in _ROW.values() if isinstance(value, str))
    head = ",".join(name for name, value in _ROW.items() if isinstance(value, str))
    table = f"{head}\r\n{line}\r\n{line}\r\n"
    semicolons = f'text;title;published\n"{PROSE}";Harbour;04/03/2021\n'
    tokens = (b'"', b'""', b",", b";", b"\t", b"|", b"\n", b"\r", b"text", b"published", b"\x00")
    return Target([table.encode(), semicolons.encode()], tokens, _reading("reports.csv"))


def actors(home: Path) -> Target:
    """Files of known actors: tables, FollowTheMoney, Wikidata."""
    from sayso.pipeline import read_known

    path = home / "actors"

    def run(data: bytes) -> None:
        path.write_bytes(data)
        check_all(read_known(path))

    table = b"id,name,names,kind\nQ1,Ilka Marren,Marren;I. Marren,person\nQ2,Corvane,,state\n"
    money = json.dumps(
        {"id": "x", "schema": "Person", "properties": {"name": ["Ilka Marren"], "alias": ["M"]}}
    )
    named = {"en": {"language": "en", "value": "Ilka Marren"}}
    claim = {"mainsnak": {"datavalue": {"value": {"id": "Q5"}, "type": "wikibase-entityid"}}}
    entity = {
        "id": "Q7", "type": "item", "labels": named, "aliases": {"en": [named["en"]]},
        "claims": {"P31": [claim]},
    }  # fmt: skip
    dump = "[\n" + json.dumps(entity) + ",\n" + json.dumps(entity) + "\n]\n"
    whole = json.dumps({"entities": {"Q7": entity}})
    tokens = (
        b"{", b"[", b"]", b"}", b'"id":', b'"name":', b"null", b";", b",", b"\t", b"\n", b"1e999",
        b'"',
        b'"schema":', b'"claims":', b'{"mainsnak":', b"\\ud800", b"person", b"\x00",
    )  # fmt: skip
    return Target([table, money.encode(), dump.encode(), whole.encode()], tokens, run)


def gazetteers(home: Path) -> Target:
    """The user's places, as a table and as GeoNames has them."""
    from sayso.pipeline import open_gazetteer
    from sayso.resolve.places.gazetteer import read_gazetteer

    path = home / "places.csv"
    assert callable(open_gazetteer)

    def run(data: bytes) -> None:
        path.write_bytes(data)
        try:
            found, faults = read_gazetteer(path)
        except SaysoError as error:
            check_error(error)
            return
        check_all(faults)
        for key, rows in found.rows.items():
            assert found.find(key) == rows
            assert all(abs(row.latitude) <= 90 and abs(row.longitude) <= 180 for row in rows)

    table = b"name,latitude,longitude,names,radius,country\nDovane,10.5,-66.9,Old Dovane,4,VE\n"
    cells = ["1", "Dovane", "Dovane", "Dov", "10.5", "-66.9", "P", "PPL", "VE", "", "25", "", ""]
    geonames = "\t".join([*cells, "", "90000", "", "900", "America/Caracas", "2020-01-01"]) + "\n"
    tokens = (b",", b'"', b"\t", b"\n", b"lat", b"lon", b"nan", b"inf", b"91", b";", b"\x00")
    return Target([table, geonames.encode() * 2], tokens, run)
