"""The text of a report as a page sets it: paragraphs of a kind, in pieces, with notes beside."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sayso.desk.marking import Mark, Piece, pieces
from sayso.ledger.overview.copies import Copy, Side
from sayso.records import Block, Report, Span
from sayso.terms import BlockKind

_LINE = re.compile(r"[^\n]*\S[^\n]*")


@dataclass(frozen=True, slots=True)
class Note:
    """That a passage of this report stands elsewhere too. ``how`` is one of the keys of NOTES."""

    copy: Copy
    ours: Span
    other: Side
    how: str


#: What a note says before the other report's outlet.
NOTES = {
    "taken": "From",
    "given": "Later in",
    "shared": "Also in",
    "above": "Stands above, too",
    "below": "Said again below",
    "twice": "Stands here twice",
}


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of a report. ``opens`` is whether its block begins with it."""

    kind: BlockKind
    origin: str | None
    opens: bool
    span: Span
    pieces: tuple[Piece, ...]
    notes: tuple[Note, ...]


def set_text(report: Report, marks: Sequence[Mark], notes: Sequence[Note]) -> list[Paragraph]:
    """All paragraphs of a report, with the marks in them and the notes on passages that begin."""
    waiting = sorted(notes, key=lambda note: note.ours, reverse=True)
    found = []
    for block, line, opens in _lines(report):
        beside = []
        while waiting and waiting[-1].ours.start < line.end:
            beside.append(waiting.pop())
        cut = tuple(pieces(report.text, marks, line))
        found.append(Paragraph(block.kind, block.origin, opens, line, cut, tuple(beside)))
    return found


def _lines(report: Report) -> Iterator[tuple[Block, Span, bool]]:
    for block in _whole(report):
        opens = True
        for line in _LINE.finditer(report.text, block.span.start, block.span.end):
            yield block, Span(*line.span()), opens
            opens = False


def _whole(report: Report) -> Iterator[Block]:
    """The blocks, and what no block holds as body."""
    at = 0
    for block in report.blocks:
        yield Block(BlockKind.BODY, Span(at, max(at, block.span.start)))
        yield block
        at = block.span.end
    yield Block(BlockKind.BODY, Span(at, len(report.text)))


def notes_on(report: str, copies: Iterable[Copy]) -> list[Note]:
    """What its margin says of the passages that a report shares; both sides where it has both."""
    found = []
    for copy in copies:
        left, right = copy.left, copy.right
        if left.report == right.report:
            first, second = sorted((left, right), key=lambda side: side.span)
            ways = ("below", "above") if copy.directed else ("twice", "twice")
            found += [
                Note(copy, first.span, second, ways[0]),
                Note(copy, second.span, first, ways[1]),
            ]
            continue
        ours, other = (left, right) if left.report == report else (right, left)
        way = "shared" if not copy.directed else "taken" if copy.taker is ours else "given"
        found.append(Note(copy, ours.span, other, way))
    return found


def pin(
    paragraphs: Iterable[Paragraph], ids: Iterable[str], roles: Sequence[str]
) -> dict[int, str]:
    """Which piece, by its first character, leads from the text to each record.

    The first of the first role of ``roles`` that the record has, where no other one has it.
    """
    places: dict[tuple[str, str], list[int]] = {}
    for piece in (piece for one in paragraphs for piece in one.pieces if piece.text.strip()):
        for mark in piece.marks:
            for kind in mark.kind.split():
                places.setdefault((mark.of or "", kind), []).append(piece.start)
    found: dict[int, str] = {}
    for id in ids:
        could = (start for role in roles for start in places.get((id, role), ()))
        free = next((start for start in could if start not in found), None)
        if free is not None:
            found[free] = id
    return found
