"""The page that must always read well: what stands against what in it."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import pytest

from sayso.ledger import open_ledger
from sayso.pipeline import Pipeline
from sayso.reconcile.claims import propositions
from sayso.reconcile.relations import Accounts
from sayso.records import Reading, Run
from sayso.records.claims import Proposition, Relation
from sayso.terms import BlockKind, RelationKind

CORPORA = Path(os.environ.get("SAYSO_CORPORA", "../shared/data"))
SPECIMEN = CORPORA.parent / "reports" / "specimen.txt"

pytestmark = pytest.mark.skipif(not SPECIMEN.exists(), reason="the specimen is not here")


@cache
def read() -> tuple[Reading, dict[str, Proposition], tuple[Relation, ...]]:
    pipeline = Pipeline()
    (reading,) = pipeline.read([str(SPECIMEN)])
    assert isinstance(reading, Reading)
    (parse,) = pipeline.parses([reading.report])
    found = propositions(reading, parse)
    accounts = Accounts()
    accounts.add(found)
    return reading, {one.id: one for one in found}, accounts.relations


def test_that_the_army_moves_out_stands_against_that_it_stays_loyal() -> None:
    _, by_id, relations = read()
    clashes = [r for r in relations if r.kind is RelationKind.CONTRADICTS]
    sides = {frozenset((by_id[r.left].who, by_id[r.right].who)) for r in clashes}
    names = {frozenset(who.split()[-1] for who in side) for side in sides}
    assert any("guaido" in side and len(side) == 2 for side in names)


def test_the_recap_puts_nothing_forward() -> None:
    reading, by_id, _ = read()
    recaps = [b.span for b in reading.report.blocks if b.kind is BlockKind.RECAP]
    assert recaps
    assert not [
        one for one in by_id.values() for span in one.spans if any(r.holds(span) for r in recaps)
    ]


def test_the_two_offices_of_rodriguez_are_a_dispute(tmp_path: Path) -> None:
    pipeline = Pipeline()
    with open_ledger(tmp_path / "event.db", create=True) as ledger:
        ledger.add(read()[0], Run("sayso test", "shipped"), pipeline)
        (two,) = ledger.two_offices()
    assert two.name == "Jorge Rodriguez"
    assert {side.title for side in two.sides} == {"Information Minister", "Vice President"}
