"""What a page says of itself: headline, byline, dates, address."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date, datetime
from urllib.parse import urljoin, urlsplit

from sayso.intake.dates import parse_published
from sayso.intake.elements import Element, words_of
from sayso.intake.recap import squash

_HEADLINE_CHARACTERS = 300
_TITLE_WORDS = 3
_BYLINE_CHARACTERS = 160
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
_JSON_DATE = re.compile(r'"(date\w{5,20})"\s*:\s*"([^"]{8,40})"')
_CANONICAL_PATH = "//link[@rel='canonical']/@href"


def find_headline(tree: Element, title: str | None, top: Collection[str]) -> str | None:
    """The page's headline: the h1 that stands in ``title``, or among the article's ``top`` lines.

    Where there is none, ``title``, which pages write for others than their readers; else the only
    h1.
    """
    shown = [
        words for h1 in tree.iter("h1") if 0 < len(words := words_of(h1)) <= _HEADLINE_CHARACTERS
    ]
    if title is None:
        return shown[0] if len(shown) == 1 else None
    plain = squash(title)
    for words in shown:
        h1 = squash(words)
        if h1 and h1 in plain:  # the title goes on with the outlet's name
            return words
    above = {squash(line) for line in top}
    for words in shown:
        if len(words.split()) >= _TITLE_WORDS and squash(words) in above:
            return words
    wordless = len(title.split()) < _TITLE_WORDS  # the name of a section, or of the software
    return shown[0] if wordless and len(shown) == 1 else " ".join(title.split())


def find_byline(tree: Element, authors: tuple[str, ...]) -> str | None:
    """The line ``By ...`` that names one of the authors, where the page shows one."""
    names = [squash(name) for name in authors]
    shown = [words for element in tree.xpath(_BYLINE_PATH) if (words := words_of(element))]
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
    written = [value for path in _TIME_PATHS for value in tree.xpath(path)]
    for time in map(parse_published, [*written, *_json_dates(tree, "datePublished")]):
        if isinstance(time, datetime) and (found is None or time.date() == found):
            return time
    return found


def find_modified(tree: Element) -> date | datetime | None:
    """When the page was changed last, where its markup or its metadata gives a time or a date."""
    written = [value for path in _MODIFIED_PATHS for value in tree.xpath(path)]
    written += _json_dates(tree, "dateModified")
    return next((found for value in written if (found := parse_published(value))), None)


def _json_dates(tree: Element, name: str) -> list[str]:
    scripts = tree.xpath("//script[@type='application/ld+json']/text()")
    pairs = [pair for script in scripts for pair in _JSON_DATE.findall(script)]
    return [written for key, written in pairs if key == name]


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
