"""Feeds (RSS, Atom) and lists of feeds (OPML): which addresses they name."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from time import struct_time
from urllib.parse import urljoin
from xml.etree import ElementTree
from xml.parsers import expat

from sayso.errors import Damaged, Forbidden, TooLarge
from sayso.intake.formats import Format

_LARGEST = 5_000_000  # bytes; feedparser takes 2.7 s for each million
_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Link:
    """An address that a feed or a list of feeds names, and when it says that was published."""

    address: str
    published: datetime | None = None

    def to_remember(self) -> tuple[str, str | None]:
        """The same as plain values."""
        return self.address, self.published.isoformat() if self.published else None

    @classmethod
    def remembered(cls, values: tuple[str, str | None]) -> Link:
        """The link that ``to_remember`` gave ``values`` for."""
        address, published = values
        return cls(address, datetime.fromisoformat(published) if published else None)


def find_links(data: bytes, found: Format, where: str, base: str | None) -> list[Link]:
    """What a feed or an OPML list names, in its order; nothing is fetched.

    ``base`` is the address that relative ones belong to. Raises Damaged for what is no such list,
    TooLarge, and Forbidden if it declares entities: no feed needs them, and they can swell to any
    size.
    """
    if len(data) > _LARGEST:
        told = f"it has more than {_LARGEST / 1e6:g} MB, which no feed has"
        raise TooLarge(where, told, "leave it out")
    _refuse_entities(data, where)
    links = _find_feeds(data, where) if found is Format.OPML else _find_pages(data, where, base)
    unique: dict[str, Link] = {}
    for link in links:
        unique.setdefault(link.address, link)
    return list(unique.values())


def _find_feeds(data: bytes, where: str) -> list[Link]:
    try:
        tree = ElementTree.fromstring(data)
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise Damaged(where, f"it is no well-formed XML ({error})", "export it again") from None
    named = [outline.get("xmlUrl") for outline in tree.iter("outline")]
    links = [Link(address.strip()) for address in named if address and address.strip()]
    if not links:
        raise Damaged(where, "it names no feed", "give each outline an xmlUrl")
    return links


def _find_pages(data: bytes, where: str, base: str | None) -> list[Link]:
    import feedparser

    # Given a string, feedparser would fetch or open what the string names; given a stream, never.
    # Without a media type it complains of a feed that is empty as it does of what is none.
    headers = {"content-type": "application/xml"} | ({"content-location": base} if base else {})
    try:
        feed = feedparser.parse(
            io.BytesIO(data),
            response_headers=headers,
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except Exception as error:  # feedparser lets through what its parts raise
        told = f"it is no feed that can be read ({type(error).__name__})"
        raise Damaged(where, told, "check the address in a browser") from None
    if not feed.get("version") or (feed.get("bozo") and not feed.entries):
        told = f"it is no feed that can be read ({feed.get('bozo_exception', 'no RSS or Atom')})"
        raise Damaged(where, " ".join(told.split()), "check the address in a browser")
    return list(_entries(feed.entries, base or feed.feed.get("link") or ""))


def _entries(entries: list[dict[str, object]], base: str) -> Iterator[Link]:
    for entry in entries:
        address = entry.get("link")
        if isinstance(address, str) and address.strip():
            time = entry.get("published_parsed") or entry.get("updated_parsed")
            yield Link(_join(base, address.strip()), _moment(time))


def _join(base: str, address: str) -> str:
    try:
        return urljoin(base, address)
    except ValueError:  # an address with unpaired brackets; fetching it tells
        return address


def _moment(time: object) -> datetime | None:
    if not isinstance(time, struct_time):
        return None
    try:
        return datetime(*time[:6], tzinfo=UTC)
    except ValueError:
        return None


def _refuse_entities(data: bytes, where: str) -> None:
    """Look at what stands before the root, as expat reads it; as it is written, if it cannot."""

    def refuse(*declared: object) -> None:
        told = "it declares entities, as XML bombs do and feeds do not"
        raise Forbidden(where, told, "leave it out")

    def stop(*element: object) -> None:
        raise StopIteration

    parser = expat.ParserCreate()
    parser.EntityDeclHandler = refuse
    parser.StartElementHandler = stop
    try:
        parser.Parse(data, True)
    except StopIteration:
        return
    except (expat.ExpatError, ValueError, LookupError):
        pass
    if _ENTITY.search(data):
        refuse()
