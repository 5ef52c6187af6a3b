"""Reports by hand for the tests of lineage."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from sayso.intake import text_report
from sayso.reconcile import MemoryIndex, passages
from sayso.records import Report, identify

TOLL = "At least four people were killed on the Amber Bridge, the director of the hospital said"
BREAD = "She stood on the bonnet of a bread van and read out the names of those who had left"


def report(
    text: str,
    outlet: str | None = None,
    published: date | datetime | None = None,
    url: str | None = None,
    authors: tuple[str, ...] = (),
) -> Report:
    made = text_report(text, "test")
    id = identify(text, outlet or "", str(published), url or "")
    return replace(made, id=id, outlet=outlet, published=published, url=url, authors=authors)


def index_of(*reports: Report) -> MemoryIndex:
    index = MemoryIndex()
    for each in reports:
        index.add(each, passages(each))
    return index
