"""Invented reports of one shelling, nearly the same word for word, that count other dead."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import product
from typing import Any

from sayso.records import Block, Reading, Report, Span, identify
from sayso.terms import BlockKind, RelationKind
from tests.ledger.sampled import RECONCILE

Rows = Sequence[Mapping[str, Any]]
DEAD = (11, 14, 26)
_WHERE = ("by the old", "around the")
_WHEN = ("at dawn", "in the fighting", "during the night")
_STREETS = "The bridge at Halden was shelled by the garrison for hours."


@cache
def toll_readings(*, copied: bool) -> list[Reading]:
    """What Sayso reads in 18 reports: six give each count; or they share a passage too."""
    every = enumerate(product(DEAD, _WHERE, _WHEN))
    found = RECONCILE.read_reports([_report(n, _STREETS if copied else "", *t) for n, t in every])
    return [one for one in found if isinstance(one, Reading)]


def _report(number: int, beside: str, dead: int, where: str, when: str) -> Report:
    who = f"Doctor Od{chr(97 + number)}s"
    text = f"{who} said that {dead} people were killed {where} Halden bridge {when}. {beside}"
    outlet = f"Paper {number}"
    block = Block(BlockKind.BODY, Span(0, len(text)))
    day = date(2031, 4, 30)
    return Report(
        identify("toll", outlet), f"{outlet}.txt", text, (block,), outlet=outlet, published=day
    )


def counts_of(rows: Rows, readings: Iterable[Reading]) -> list[list[str]]:
    """By claim, the numbers that it has, in order."""
    said = {
        one.id: {n for span in one.spans for n in re.findall(r"\d+", span.of(reading.report.text))}
        for reading in readings
        for one in reading.propositions
    }
    claims = [row["propositions"] for row in rows if row["record"] == "claim"]
    return sorted(sorted(set().union(*(said[id] for id in ids))) for ids in claims)


def clashes_inside(rows: Rows) -> int:
    """How many contradictions have both sides in one claim."""
    claim = {
        id: row["id"] for row in rows if row["record"] == "claim" for id in row["propositions"]
    }
    clashes = [row for row in rows if row.get("kind") == RelationKind.CONTRADICTS.value]
    assert clashes
    sides = [[claim[row[side]["proposition"]] for side in ("left", "right")] for row in clashes]
    return sum(one == other for one, other in sides)
