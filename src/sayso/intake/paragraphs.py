"""Paragraphs of a text: its lines that are not blank, hard-wrapped ones joined."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from sayso.records import Span

# Mail and wire copy is wrapped at 60 to 80 columns; prose that keeps a paragraph on a line has
# most of its lines far longer, headlines and lists far shorter.
_WRAP = range(45, 101)
_WRAPPED_SHARE = 0.8


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of text without the white space around it.

    ``words`` is what it says, on one line; ``after_gap`` whether a blank line stands before it.
    """

    span: Span
    words: str
    after_gap: bool


def find_paragraphs(text: str) -> list[Paragraph]:
    """Paragraphs of ``text`` in order; together they hold all that is not white space."""
    lines = _find_lines(text)
    gaps = [_has_gap(text, before, line) for before, line in pairwise(lines)]
    joined = [not gap for gap in gaps] if _is_wrapped(lines, gaps) else [False] * len(gaps)
    found: list[Paragraph] = []
    first = 0
    for here in range(len(lines)):
        if here < len(gaps) and joined[here]:
            continue
        span = Span(lines[first].start, lines[here].end)
        after_gap = first > 0 and gaps[first - 1]
        found.append(Paragraph(span, " ".join(span.of(text).split()), after_gap))
        first = here + 1
    return found


def _find_lines(text: str) -> list[Span]:
    lines: list[Span] = []
    start = 0
    for line in text.split("\n"):
        if line.strip():
            first = start + len(line) - len(line.lstrip())
            lines.append(Span(first, start + len(line.rstrip())))
        start += len(line) + 1
    return lines


def _has_gap(text: str, before: Span, line: Span) -> bool:
    return text.count("\n", before.end, line.start) > 1


def _is_wrapped(lines: list[Span], gaps: list[bool]) -> bool:
    """Whether lines break where a column ended, and blank lines part the paragraphs."""
    if not any(gaps):
        return False
    broken = [line.end - line.start for line, gap in zip(lines, gaps, strict=False) if not gap]
    wrapped = sum(length in _WRAP for length in broken)
    return len(broken) >= 2 and wrapped >= _WRAPPED_SHARE * len(broken)
