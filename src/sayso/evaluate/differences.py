"""Attributions that were lost or gained, as sentences for whoever holds the corpus."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from sayso.evaluate.spans import Parts
from sayso.terms import Role

AROUND = 60  # characters of the line shown before the first span and after the last
LONGEST = 160  # a longer span, or gap between spans, keeps only its two ends
Thing = TypeVar("Thing")


def spread(things: Sequence[Thing], number: int) -> list[Thing]:
    """At most ``number`` of them, evenly from all, in their order."""
    count = min(number, len(things))
    return [things[index * len(things) // count] for index in range(count)]


def mark(text: str, attribution: Parts) -> str:
    """The sentence on one line, its spans in brackets: [source Ada] [cue said] [content ...]."""
    pieces = sorted((span, role) for role in Role for span in getattr(attribution, role))
    if not pieces:
        return ""
    first = pieces[0][0].start
    line_start = max(text.rfind("\n", 0, first) + 1, first - AROUND)
    marked = text[line_start:first]
    at = first
    for span, role in pieces:
        gap = text[at : span.start]  # empty where spans overlap
        marked += f"{_shorten(gap)}[{role} {_shorten(span.of(text))}]"
        at = max(at, span.end)
    line_end = text.find("\n", at)
    marked += text[at : min(line_end if line_end >= 0 else len(text), at + AROUND)]
    return " ".join(marked.split())


def _shorten(words: str) -> str:
    if len(words) <= LONGEST:
        return words
    return f"{words[: LONGEST // 2]} … {words[-LONGEST // 2 :]}"
