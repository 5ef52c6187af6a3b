"""Text in pieces, so that what stands in spans can be shown where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from sayso.records import Span


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of text that is shown as ``kind``: a class of the style sheet.

    ``of`` is the record that it belongs to, so that what belongs together lights up together.
    """

    span: Span
    kind: str
    of: str | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """Some text and the marks that cover it, in the order in which they were given."""

    text: str
    marks: tuple[Mark, ...] = ()
    start: int = 0

    @property
    def kinds(self) -> str:
        """The classes of its marks."""
        return " ".join(dict.fromkeys(mark.kind for mark in self.marks))

    @property
    def records(self) -> str:
        """The records that its marks belong to."""
        return " ".join(dict.fromkeys(mark.of for mark in self.marks if mark.of))


def pieces(text: str, marks: Iterable[Mark], within: Span | None = None) -> Iterator[Piece]:
    """The text (of ``within``, else all of it), cut where a mark begins or ends."""
    whole = within or Span(0, len(text))
    shown = [m for m in marks if m.span.start < whole.end and m.span.end > whole.start]
    ends = {whole.start, whole.end}
    for mark in shown:
        ends |= {max(mark.span.start, whole.start), min(mark.span.end, whole.end)}
    cuts = sorted(ends)
    # Marks enter and leave as the text goes on: a long report has hundreds of either.
    waiting = sorted(range(len(shown)), key=lambda at: shown[at].span.start, reverse=True)
    open_: list[int] = []
    for start, end in pairwise(cuts):
        open_ = [at for at in open_ if shown[at].span.end > start]
        while waiting and shown[waiting[-1]].span.start <= start:
            open_.append(waiting.pop())
        yield Piece(text[start:end], tuple(shown[at] for at in sorted(open_)), start)
