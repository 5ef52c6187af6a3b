from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sayso.errors import Damaged, Forbidden, NotFound, ReadError, TooLarge
from sayso.intake.feeds import find_links
from sayso.intake.formats import Format, sniff_format
from sayso.records import Report
from tests.intake.pages import PAGE, fail_one, read_all, read_one, write
from tests.intake.site import NEAR, Answer, Site

RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>Herald</title>
<link>https://herald.example/</link>
<item><link>/a</link><pubDate>Thu, 04 Mar 2021 09:15:00 GMT</pubDate></item>
<item><link>https://herald.example/b</link></item>
<item><link>/a</link></item><item><title>No link</title></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Herald</title>
<entry><link href="/a"/><updated>2021-03-04T09:15:00Z</updated></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
xmlns="http://purl.org/rss/1.0/"><item><link>https://herald.example/a</link></item></rdf:RDF>"""
OPML = """<opml version="2.0"><body><outline text="World">
<outline xmlUrl="https://a.example/rss"/><outline xmlUrl="https://b.example/rss"/>
<outline text="none"/></outline></body></opml>"""
BASE = "https://herald.example/feed"
BOMB = """<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>"""
OUTSIDE = """<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>"""


def feed(*addresses: str) -> str:
    items = "".join(f"<item><link>{address}</link></item>" for address in addresses)
    return f'<rss version="2.0"><channel><title>Herald</title>{items}</channel></rss>'


def opml(*addresses: str) -> str:
    outlines = "".join(f'<outline xmlUrl="{address}"/>' for address in addresses)
    return f"<opml><body>{outlines}</body></opml>"


@pytest.mark.parametrize(
    ("text", "count"), [(RSS, 2), (ATOM, 1), (RDF, 1)], ids=["rss", "atom", "rdf"]
)
def test_feeds_of_every_kind_name_their_pages_once(text: str, count: int) -> None:
    assert sniff_format(text.encode()) is Format.FEED
    links = find_links(text.encode(), Format.FEED, "feed", BASE)
    assert links[0].address == "https://herald.example/a"
    assert len(links) == count
    if text is not RDF:
        assert links[0].published == datetime(2021, 3, 4, 9, 15, tzinfo=UTC)


def test_a_list_of_feeds_names_them_in_order() -> None:
    assert sniff_format(OPML.encode("utf-16")) is Format.OPML
    links = find_links(OPML.encode(), Format.OPML, "list", None)
    assert [link.address for link in links] == ["https://a.example/rss", "https://b.example/rss"]


@pytest.mark.parametrize("found", [Format.FEED, Format.OPML])
@pytest.mark.parametrize("head", [BOMB, OUTSIDE, BOMB.replace("ENTITY a", "ENTITY % a")])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(found: Format, head: str, encoding: str) -> None:
    text = head + (RSS if found is Format.FEED else OPML).replace('<?xml version="1.0"?>', "")
    with pytest.raises(Forbidden, match="entities"):
        find_links(text.encode(encoding), found, "feed", BASE)


@pytest.mark.parametrize(
    ("found", "text"),
    [
        (Format.OPML, OPML[:-30]),
        (Format.OPML, "<opml/>"),
        (Format.OPML, "<a>" * 100_000),
        (Format.FEED, "<rss"),
        (Format.FEED, ""),
        (Format.FEED, PAGE),
    ],
)
def test_what_is_no_list_says_so(found: Format, text: str) -> None:
    with pytest.raises(Damaged):
        find_links(text.encode(), found, "feed", BASE)


def test_what_the_reader_of_feeds_itself_fails_on_is_damaged() -> None:
    data = b'<?l?><d xmlns="\xed\xa0\xed\xa0m">'  # it takes the name apart at odd blanks
    with pytest.raises(Damaged, match="no feed that can be read"):
        find_links(data, Format.FEED, "feed.xml", None)


def test_a_feed_gives_the_pages_it_lists(site: Site) -> None:
    undated = PAGE.replace("2021-03-04T10:15:00+01:00", "").replace(" March 4, 2021", "")
    site.pages |= {"/feed": Answer(RSS.replace("https://herald.example", ""), kind="text/xml")}
    site.pages |= {"/a": Answer(undated), "/b": Answer(PAGE.replace("noon", "one"))}
    first, second = read_all(f"{site.url}/feed", NEAR)
    assert isinstance(first, Report)
    assert isinstance(second, Report)
    assert (first.where, second.where) == (f"{site.url}/a", f"{site.url}/b")
    assert first.published == datetime(2021, 3, 4, 9, 15, tzinfo=UTC)  # as the feed says


def test_a_feed_in_a_file_is_followed_and_one_in_a_folder_is_not(
    site: Site, tmp_path: Path
) -> None:
    site.pages["/a"] = Answer(PAGE)
    path = write(tmp_path / "feed.xml", feed(f"{site.url}/a"))
    assert read_one(path, NEAR).where == f"{site.url}/a"
    assert isinstance(fail_one(tmp_path, NEAR), NotFound)


def test_a_dead_feed_does_not_keep_the_others(site: Site, tmp_path: Path) -> None:
    site.pages |= {"/good": Answer(feed(f"{site.url}/a")), "/a": Answer(PAGE)}
    site.pages |= {"/broken": Answer("<rss><chan"), "/page": Answer(PAGE.replace("noon", "one"))}
    path = write(tmp_path / "feeds.opml", opml(*(f"{site.url}/{n}" for n in ("dead", "broken"))))
    path.write_text(
        path.read_text().replace("</body>", f'<outline xmlUrl="{site.url}/good"/></body>')
    )
    dead, broken, report = read_all(path, NEAR)
    assert isinstance(dead, NotFound)
    assert isinstance(broken, Damaged)
    assert isinstance(report, Report)


def test_a_feed_that_points_out_of_the_web_or_nowhere_costs_those_entries(
    site: Site, tmp_path: Path
) -> None:
    site.pages["/a"] = Answer(PAGE)
    bad = ("file:///etc/passwd", "javascript:alert(1)", "http://[bad/")
    path = write(tmp_path / "feed.rss", feed(*bad, f"{site.url}/a"))
    *errors, report = read_all(path, NEAR)
    assert [type(error) for error in errors] == [Forbidden, Forbidden, NotFound]
    assert isinstance(report, Report)


def test_unless_allowed_a_feed_leads_to_no_private_address(site: Site, tmp_path: Path) -> None:
    path = write(tmp_path / "feed.rss", feed(f"{site.url}/a", "http://[::1]:1/b"))
    errors = read_all(path, replace(NEAR, allow_private=False))
    assert [type(error) for error in errors] == [Forbidden, Forbidden]
    assert site.asked == []


def test_feeds_that_list_feeds_that_list_feeds_end(site: Site) -> None:
    site.pages |= {f"/{n}": Answer(feed(f"{site.url}/{n + 1}")) for n in range(9)}
    site.pages["/loop"] = Answer(feed(f"{site.url}/loop"))
    assert isinstance(fail_one(f"{site.url}/0", NEAR), ReadError)
    assert site.paths() == ["/0", "/1", "/2"]
    assert read_all(f"{site.url}/loop", NEAR) == []


def test_an_endless_feed_is_read_up_to_the_limit(site: Site) -> None:
    site.pages["/feed"] = Answer(feed(*(f"{site.url}/{n}" for n in range(30))))
    *_, last = read_all(f"{site.url}/feed", replace(NEAR, entries=3))
    assert isinstance(last, TooLarge)
    assert len(site.paths()) == 4


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/x-ndjson", '{"text": "Mayor Ode said it.", "url": "https://b.example/a"}\n'),
        ("text/html", '{"text": "Mayor Ode said it.", "url": "https://b.example/a"}\n'),
        ("text/csv", "text,url\nMayor Ode said it.,https://b.example/a\n"),
        ("application/warc", "WARC/1.0\r\n\r\n"),
    ],
)
def test_no_page_of_a_feed_speaks_for_others_as_a_table_or_an_archive(
    site: Site, kind: str, body: str
) -> None:
    site.pages["/feed"] = Answer(feed(f"{site.url}/a"))
    site.pages["/a"] = Answer(body, kind=kind)
    (found,) = read_all(f"{site.url}/feed", NEAR)
    assert isinstance(found, ReadError)
    assert kind == "text/html" or isinstance(found, Forbidden)
