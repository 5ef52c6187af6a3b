"""One published text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sayso.records.spans import Span
from sayso.terms import BlockKind


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a report with a kind. Blocks do not overlap and come in order.

    ``origin`` is the outlet or address that an embedded passage names as its own, if any.
    """

    kind: BlockKind
    span: Span
    origin: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One published text. ``text`` never changes: every span of every record points into it.

    ``where`` is the path or address it was read from, with ``#line`` in a file of many;
    ``published`` and ``modified`` are dates, times where the page gives them, or None. ``url`` is
    the address that the page calls its own, else the one it was fetched from.
    """

    id: str
    where: str
    text: str
    blocks: tuple[Block, ...]
    title: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: date | datetime | None = None
    url: str | None = None
    language: str | None = None
    modified: date | datetime | None = None
