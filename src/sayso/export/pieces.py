"""Spans as annotation tools hold them, cut at line ends and trimmed, and the way back."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sayso.records import Span

_PIECE = re.compile(r"[^\s](?:[^\n]*[^\s])?")
_BETWEEN = re.compile(r"\s*\n\s*")


def pieces(spans: Iterable[Span], text: str) -> tuple[Span, ...]:
    """The spans cut at line ends and trimmed, in order."""
    return tuple(
        sorted(
            Span(span.start + found.start(), span.start + found.end())
            for span in set(spans)
            for found in _PIECE.finditer(span.of(text))
        )
    )


def joined(spans: Iterable[Span], text: str) -> tuple[Span, ...]:
    """The spans in order; those with nothing but a line end between them are one."""
    found: list[Span] = []
    for span in sorted(set(spans)):
        if found and _BETWEEN.fullmatch(text, found[-1].end, span.start):
            found[-1] = Span(found[-1].start, span.end)
        else:
            found.append(span)
    return tuple(found)
