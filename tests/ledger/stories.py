"""Invented reports for the ledger's tests, and what was read in them."""

from __future__ import annotations

from datetime import date

from sayso.records import Block, Reading, Report, Span, identify
from sayso.terms import BlockKind
from tests.ledger.quick import read_quickly

PADRINO = "Minister Padrino said the air base was calm.\nJosé Guaidó denied that he had fled."


def story(
    text: str = PADRINO,
    *,
    url: str | None = None,
    outlet: str | None = "Halden Gazette",
    published: date | None = date(2031, 4, 30),
) -> Reading:
    """A reading of ``text``, one block a line."""
    at, blocks = 0, []
    for line in text.split("\n"):
        blocks.append(Block(BlockKind.BODY, Span(at, at + len(line))))
        at += len(line) + 1
    report = Report(
        id=identify("report", outlet or "", url or "", text),
        where=url or "story.txt",
        text=text,
        blocks=tuple(blocks),
        title=text.split("\n")[0],
        outlet=outlet,
        authors=("Ilse Marrow",),
        published=published,
        url=url,
        language="en",
    )
    return read_quickly(report)
