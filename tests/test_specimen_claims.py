"""The page that must always read well: what stands against what in it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from sayso.ledger import Ledger, open_ledger
from sayso.pipeline import Pipeline
from sayso.records import Proposition, Reading, Run
from sayso.terms import BlockKind, RelationKind

CORPORA = Path(os.environ.get("SAYSO_CORPORA", "../shared/data"))
SPECIMEN = CORPORA.parent / "reports" / "specimen.txt"

pytestmark = pytest.mark.skipif(not SPECIMEN.exists(), reason="the specimen is not here")


@cache
def read() -> tuple[Reading, dict[str, Proposition]]:
    (reading,) = Pipeline().read([str(SPECIMEN)])
    assert isinstance(reading, Reading)
    return reading, {one.id: one for one in reading.propositions}


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """The specimen alone."""
    with open_ledger(tmp_path / "event.db", create=True) as opened:
        opened.add(read()[0], Run("sayso test", "shipped"), Pipeline())
        yield opened


def test_that_the_army_moves_out_stands_against_that_it_stays_loyal(ledger: Ledger) -> None:
    _, by_id = read()
    rows: list[dict[str, Any]] = list(ledger.rows())
    clashes = [row for row in rows if row.get("kind") == RelationKind.CONTRADICTS.value]
    sides = {
        frozenset(by_id[row[s]["proposition"]].who for s in ("left", "right")) for row in clashes
    }
    names = {frozenset(who.split()[-1] for who in side) for side in sides}
    assert any("guaido" in side and len(side) == 2 for side in names)


def test_the_recap_puts_nothing_forward() -> None:
    reading, by_id = read()
    recaps = [b.span for b in reading.report.blocks if b.kind is BlockKind.RECAP]
    assert recaps
    assert not [
        one for one in by_id.values() for span in one.spans if any(r.holds(span) for r in recaps)
    ]


def test_the_two_offices_of_rodriguez_are_a_dispute(ledger: Ledger) -> None:
    (two,) = ledger.two_offices()
    assert two.name == "Jorge Rodriguez"
    assert {side.title for side in two.sides} == {"Information Minister", "Vice President"}
