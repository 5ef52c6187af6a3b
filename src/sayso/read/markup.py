"""What a page's own markup says of its lines: headline, byline, captions, set-in passages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

from sayso.read.blocks import Known
from sayso.read.dates import parse_published
from sayso.read.recap import squash
from sayso.terms import BlockKind

# An lxml element; lxml has no types of its own.
Element = Any

_HEADLINE_CHARACTERS = 300
_TITLE_WORDS = 3
_BYLINE_CHARACTERS = 160
_SET_IN_CHARACTERS = 20_000
_HANDLE = re.compile(r"\((@\w{1,30})\)")
_UNSEEN = frozenset({"script", "style", "svg", "noscript", "template", "button"})
_INLINE = frozenset(
    {"a", "abbr", "b", "cite", "em", "i", "q", "small", "span", "strong", "sup", "u"}
)
_CREDIT_CLASS = re.compile(r"credit|copyright|photographer|attribution", re.IGNORECASE)
_BYLINE_PATH = (
    "//*[contains(@class, 'yline') or contains(@class, 'uthor') or @rel='author'"
    " or @itemprop='author']"
)
_TIME_PATHS = (
    "//meta[@property='article:published_time']/@content",
    "//meta[@itemprop='datePublished' or @name='datePublished']/@content",
    "//time[@itemprop='datePublished' or @pubdate]/@datetime",
)
_MODIFIED_PATHS = (
    "//meta[@property='article:modified_time' or @property='og:updated_time']/@content",
    "//meta[@itemprop='dateModified' or @name='dateModified' or @name='last-modified']/@content",
    "//time[@itemprop='dateModified']/@datetime",
)
_JSON_MODIFIED = re.compile(r'"dateModified"\s*:\s*"([^"]{8,40})"')
_CANONICAL_PATH = "//link[@rel='canonical']/@href"


def known_lines(tree: Element) -> dict[str, Known]:
    """Squashed lines of captions, credits and set-in passages, each with what it is."""
    known: dict[str, Known] = {}
    for quote in tree.iter("blockquote"):
        words = _words(quote)
        if len(words) > _SET_IN_CHARACTERS:  # a page that is all one blockquote sets nothing in
            continue
        handle = _HANDLE.search(words)
        origin = handle.group(1) if handle else _host(quote.get("cite"))
        for line in _pieces(quote, words):
            known[squash(line)] = Known(BlockKind.EMBEDDED, origin)
    for caption in tree.iter("figcaption"):
        for line in _pieces(caption, _words(caption)):
            known[squash(line)] = Known(BlockKind.CAPTION)
        for part in caption.iter("span", "cite", "small", "p", "div"):
            if _CREDIT_CLASS.search(part.get("class") or ""):
                known[squash(_words(part))] = Known(BlockKind.CREDIT)
    known.pop("", None)
    return known


def find_headline(tree: Element, title: str | None) -> str | None:
    """The page's headline: the h1 that stands in ``title``, else ``title``, else the only h1."""
    shown = [
        words for h1 in tree.iter("h1") if 0 < len(words := _words(h1)) <= _HEADLINE_CHARACTERS
    ]
    if title is None:
        return shown[0] if len(shown) == 1 else None
    plain = squash(title)
    for words in shown:
        h1 = squash(words)
        if h1 and h1 in plain:  # the title goes on with the outlet's name
            return words
    wordless = len(title.split()) < _TITLE_WORDS  # the name of a section, or of the software
    return shown[0] if wordless and len(shown) == 1 else " ".join(title.split())


def find_byline(tree: Element, authors: tuple[str, ...]) -> str | None:
    """The line ``By ...`` that names one of the authors, where the page shows one."""
    names = [squash(name) for name in authors]
    shown = [words for element in tree.xpath(_BYLINE_PATH) if (words := _words(element))]
    named = [
        words
        for words in shown
        if words.lower().startswith("by ")
        and len(words) <= _BYLINE_CHARACTERS
        and any(name in squash(words) for name in names)
    ]
    shortest = min(named, key=len, default="")  # the others have dates and buttons in them
    return shortest.rstrip(" -–—|,/•·") or None


def find_published(tree: Element, day: str | None) -> date | datetime | None:
    """When the page was published: the time that its markup gives, if it agrees with ``day``."""
    found = parse_published(day)
    for path in _TIME_PATHS:
        for written in tree.xpath(path):
            time = parse_published(written)
            if isinstance(time, datetime) and (found is None or time.date() == found):
                return time
    return found


def find_modified(tree: Element) -> date | datetime | None:
    """When the page was changed last, where its markup or its metadata gives a time or a date."""
    written = [value for path in _MODIFIED_PATHS for value in tree.xpath(path)]
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        written += _JSON_MODIFIED.findall(script)
    return next((found for value in written if (found := parse_published(value))), None)


def find_address(tree: Element, fetched: str | None) -> str | None:
    """The address that the page calls its own, if it is one of the site it was ``fetched`` from.

    So one page that is reached by several addresses (trackers, print, mobile) is one report.
    """
    if fetched is None:
        return None
    for written in tree.xpath(_CANONICAL_PATH):
        try:
            own, site = urlsplit(urljoin(fetched, written.strip())), urlsplit(fetched)
        except ValueError:
            continue
        same = _site(own.hostname) == _site(site.hostname)
        if same and own.scheme in ("http", "https") and len(own.path) > 1 < len(site.path):
            return str(own._replace(fragment="").geturl())
    return fetched


def _site(host: str | None) -> str:
    return re.sub(r"^(?:www|m|mobile|amp|edition)\.", "", host or "")


def _words(element: Element) -> str:
    return " ".join("".join(_visible(element)).split())


def _visible(element: Element) -> Iterator[str]:
    """Text of an element and those in it, parted where a browser would start a new line."""
    if not isinstance(element.tag, str) or element.tag in _UNSEEN:
        return
    part = "" if element.tag in _INLINE else " "
    yield part + (element.text or "")
    for child in element:
        yield from _visible(child)
        yield child.tail or ""
    yield part


def _pieces(element: Element, words: str) -> Iterator[str]:
    """The ways in which an extraction may write the element: whole, or a line a child."""
    yield words
    for child in element.iter("p", "li", "div", "span", "cite", "footer"):
        yield _words(child)


def _host(address: str | None) -> str | None:
    match = re.match(r"https?://(?:www\.)?([^/:]+)", address or "")
    return match.group(1) if match else None
