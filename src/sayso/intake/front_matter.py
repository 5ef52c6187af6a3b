"""What stands above a plain text, between two lines of ``---``: ``key: value``, one a line."""

from __future__ import annotations

import re

from sayso.intake.assemble import About
from sayso.intake.dates import parse_published

_FENCE = re.compile(r"---[ \t]*$")
_PAIR = re.compile(r"([A-Za-z][\w -]{0,30}):(?:[ \t]+(.*))?$")
_LINES = 40
_NAMES = {
    "title": "title",
    "headline": "title",
    "outlet": "outlet",
    "source": "outlet",
    "author": "authors",
    "authors": "authors",
    "by": "authors",
    "date": "published",
    "published": "published",
    "modified": "modified",
    "updated": "modified",
    "url": "url",
    "link": "url",
}


def split_front_matter(text: str) -> tuple[About, str]:
    """What the front matter tells, and the text below it; all is text where there is none."""
    lines = text.split("\n", _LINES)
    if not _FENCE.match(lines[0]):
        return About(), text
    end = next((n for n, line in enumerate(lines[1:_LINES], 1) if _FENCE.match(line)), None)
    pairs = [_PAIR.match(line) for line in lines[1:end] if line.strip()] if end else []
    if not pairs or not all(pairs):  # a line of dashes over prose
        return About(), text
    told: dict[str, str] = {}
    for pair in filter(None, pairs):
        field = _NAMES.get(pair[1].strip().lower())
        if field and pair[2]:
            told.setdefault(field, _unquoted(pair[2]))
    return _about(told), "\n".join(lines[(end or 0) + 1 :])


def _about(told: dict[str, str]) -> About:
    names = told.get("authors", "").strip("[]").split(",")
    return About(
        title=told.get("title"),
        outlet=told.get("outlet"),
        authors=tuple(name for part in names if (name := _unquoted(part))),
        published=parse_published(told.get("published")),
        url=told.get("url"),
        modified=parse_published(told.get("modified")),
    )


def _unquoted(value: str) -> str:
    value = value.strip()
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1].strip() if quoted else value
