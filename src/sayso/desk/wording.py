"""Numbers, days and foreign text as a page shows them."""

from __future__ import annotations

import re
from datetime import date

from sayso import printable

_ISO = re.compile(r"\d{4}-\d\d-\d\d")


def plain(text: str | None) -> str:
    """The text without what would steer the page around it."""
    return printable.plain(text or "")


def short(text: str | None, most: int = 120) -> str:
    """At most so many characters of it, cut between words where there are words."""
    shown = " ".join(plain(text).split())
    if len(shown) <= most:
        return shown
    cut = shown[:most].rsplit(" ", 1)[0]
    return (cut if len(cut) > most // 2 else shown[:most]) + "…"


def count(many: int, one: str, more: str | None = None) -> str:
    """As in "1 report", "2,300 reports"; ``more`` is the plural where it is no s."""
    return f"{many:,} {one if many == 1 else more or one + 's'}"


def day(when: str | date | None) -> str:
    """A day as people write it, "12 May 2026"; what is no day as it is."""
    text = when.isoformat() if isinstance(when, date) else when or ""
    if not _ISO.match(text):
        return plain(text)
    found = date.fromisoformat(text[:10])
    return f"{found.day} {found:%B %Y}"


def moment(when: str | date | None) -> str:
    """A day and the time of it, where there is one: "12 May 2026, 14:05"."""
    text = when.isoformat() if isinstance(when, date) else when or ""
    clock = re.match(r"\d{4}-\d\d-\d\dT(\d\d:\d\d)", text)
    return f"{day(text)}, {clock[1]}" if clock else day(text)


def word(term: object) -> str:
    """A term as people write it: "press_conference" is "press conference"."""
    return str(term).replace("_", " ")


def last(where: str) -> str:
    """The last part of a path or an address, which is enough to know it by."""
    return where.rstrip("/").rpartition("/")[2] or where
