"""Quotation marks, as newspapers set them: never a refusal, whatever is left open."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sayso.records import Quotation, Span

# Each family by what opens and what closes it. A straight mark opens and closes itself.
OPENS = {"“": "double", "„": "double", "«": "guillemet", "‘": "single"}
CLOSES = {"”": "double", "»": "guillemet", "’": "single", "“": "double"}
STRAIGHT = {'"': "double", "'": "single"}
MARK = re.compile("[\"'“”„«»‘’]")
SINGLE = re.compile("['’]")
LINE = re.compile(r"[^\n]+")


@dataclass(slots=True)
class _Open:
    family: str
    start: int
    depth: int


def find_quotations(text: str) -> tuple[Quotation, ...]:
    """All quotations of ``text`` in order: nested ones, and those that run over paragraphs.

    A double quotation still open at the end of a paragraph goes on if the next paragraph opens
    with a mark again, as print has it; else it ends with its paragraph and is not ``closed``.
    """
    found: list[Quotation] = []
    running: _Open | None = None
    for line in LINE.finditer(text):
        stack: list[_Open] = [running] if running else []
        _read_line(text, line.start(), line.end(), stack, found, resumed=running is not None)
        doubles = [o for o in stack if o.family != "single"]
        running = doubles[0] if doubles and _reopens(text, line.end()) else None
        if doubles and running is None:
            found.append(_close(text, doubles[0], line.end(), closed=False))
    return tuple(sorted(found, key=lambda q: (q.span.start, -q.span.end)))


def _read_line(
    text: str, start: int, end: int, stack: list[_Open], found: list[Quotation], *, resumed: bool
) -> None:
    """Follow the marks of one line; quotations that close are ``found``, the rest stay open."""
    for mark in MARK.finditer(text, start, end):
        at, sign = mark.start(), mark.group()
        if resumed and not text[start:at].strip():
            continue  # the mark that only repeats that the quotation goes on
        family = STRAIGHT.get(sign) or OPENS.get(sign) or CLOSES[sign]
        matching = next((o for o in reversed(stack) if o.family == family), None)
        if matching and _may_close(text, at, sign, opener=text[matching.start]):
            del stack[stack.index(matching) :]
            found.append(_close(text, matching, at + 1, closed=True))
        elif _may_open(text, at, sign) and (family != "single" or _closes_later(text, at, end)):
            stack.append(_Open(family, at, len(stack)))


def _close(text: str, opened: _Open, end: int, *, closed: bool) -> Quotation:
    words = Span(opened.start + 1, end - 1 if closed else end)
    return Quotation(Span(opened.start, end), words, opened.depth, closed)


def _may_open(text: str, at: int, sign: str) -> bool:
    """A mark opens if it is an opening one, or a straight one with a word after and none before."""
    if sign in STRAIGHT:
        after = text[at + 1 : at + 2]
        return bool(after.strip()) and not text[at - 1 : at].isalnum() if at else bool(after)
    return sign in OPENS


def _may_close(text: str, at: int, sign: str, opener: str = "") -> bool:
    """A mark closes if it is a closing one; single ones must not be apostrophes."""
    spaced = not text[at - 1 : at].strip()
    before_word = text[at + 1 : at + 2].isalnum()
    if sign in ("'", "’"):
        return not spaced and not before_word
    if sign == "“":
        return opener == "„"  # as German sets them; in English it only opens
    return sign in CLOSES or not (spaced and before_word)


def _closes_later(text: str, at: int, end: int) -> bool:
    """Whether a single mark has a partner in its line: else it is an apostrophe ('em, '90s)."""
    marks = SINGLE.finditer(text, at + 1, end)
    return any(_may_close(text, mark.start(), mark.group()) for mark in marks)


def _reopens(text: str, line_end: int) -> bool:
    """Whether the next line that holds anything starts with a double mark."""
    following = text[line_end : line_end + 200].lstrip()
    return following[:1] in ('"', "“", "«", "„")
