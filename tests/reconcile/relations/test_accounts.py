"""The invented reports of one day, added one after another in any order."""

from __future__ import annotations

import json
import random
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import sayso.samples
from sayso.pipeline import Pipeline
from sayso.reconcile import MemoryIndex, find_lineage, passages
from sayso.reconcile.claims import propositions
from sayso.reconcile.relations import Accounts
from sayso.records import Reading
from sayso.records.claims import Proposition
from sayso.terms import RelationKind

FOLDER = Path(sayso.samples.__file__).parent
PLANTED = [
    json.loads(line)
    for line in (FOLDER / "relations.jsonl").read_text(encoding="utf-8").splitlines()
]
DISPUTES = [row for row in PLANTED if "dispute" in row]


@cache
def read() -> list[tuple[Reading, tuple[Proposition, ...]]]:
    pipeline = Pipeline()
    readings = [one for one in pipeline.read([str(FOLDER / "reports")]) if isinstance(one, Reading)]
    parses = pipeline.parses([one.report for one in readings])
    return [(r, propositions(r, p)) for r, p in zip(readings, parses, strict=True)]


def settle(seed: int) -> Accounts:
    order, index, accounts = list(read()), MemoryIndex(), Accounts()
    random.Random(seed).shuffle(order)
    for reading, some in order:
        reuses = find_lineage(reading.report, index)
        index.add(reading.report, passages(reading.report))
        accounts.add(some, reuses)
    return accounts


def words() -> dict[str, str]:
    """What each proposition says, white space evened out."""
    return {
        one.id: " ".join(" ".join(span.of(reading.report.text) for span in one.spans).split())
        for reading, some in read()
        for one in some
    }


def plain(said: str) -> str:
    """With straight quotation marks."""
    return said.translate(str.maketrans("‘’“”", "''\"\""))


def disputes_of(text: str) -> set[str]:
    return {row["dispute"] for row in DISPUTES if any(side in text for side in row["sides"])}


@cache
def clashes() -> tuple[tuple[str, str, str], ...]:
    """By ground, what stands on either side."""
    said = words()
    found = (r for r in settle(0).relations if r.kind is RelationKind.CONTRADICTS)
    return tuple((one.dimension, said[one.left], said[one.right]) for one in found)


@cache
def copies() -> set[tuple[str, str, str, str]]:
    """The files that a copied sentence stands in, with its words on either side."""
    said = words()
    where = {one.id: Path(reading.report.where).name for reading, some in read() for one in some}
    return {
        (where[one], where[other], said[one], said[other])
        for r in settle(0).relations
        if r.kind is RelationKind.COPIED
        for one, other in ((r.left, r.right), (r.right, r.left))
    }


def test_the_order_of_reports_makes_no_difference() -> None:
    first, *others = (settle(seed) for seed in range(3))
    for other in others:
        assert other.claims == first.claims
        assert [(r.id, r.kind, r.score) for r in other.relations] == [
            (r.id, r.kind, r.score) for r in first.relations
        ]


@pytest.mark.parametrize("row", [row for row in DISPUTES if "missed" not in row], ids=str)
def test_a_planted_dispute_is_found_on_its_ground(row: dict[str, Any]) -> None:
    dispute = row["dispute"]
    grounds = {g for g, one, other in clashes() if dispute in disputes_of(one) & disputes_of(other)}
    assert row["ground"] in grounds


@pytest.mark.parametrize("row", [row for row in DISPUTES if "missed" in row], ids=str)
def test_a_dispute_that_is_said_to_be_missed_is(row: dict[str, Any]) -> None:
    assert not [
        pair for _, *pair in clashes() if all(row["dispute"] in disputes_of(one) for one in pair)
    ]


def test_nothing_else_is_called_a_contradiction() -> None:
    assert not [
        (one, other) for _, one, other in clashes() if not disputes_of(one) & disputes_of(other)
    ]


COPIES = [
    (row["from"], row["in"], words) for row in PLANTED if "copy" in row for words in row["words"]
]


@pytest.mark.parametrize(("source", "taker", "piece"), COPIES)
def test_a_planted_copy_is_found(source: str, taker: str, piece: str) -> None:
    assert any(
        (source, taker) == both and piece in plain(one) and piece in plain(other)
        for *both_, one, other in copies()
        for both in [tuple(both_)]
    )


def test_what_was_taken_back_is_no_line_of_its_own() -> None:
    said, accounts = words(), settle(0)
    (claim,) = {
        claim
        for claim in accounts.claims
        for id in claim.propositions
        if said[id] == "At least 14 people were killed"
    }
    assert claim.counts == "2 reports, 1 independent line, 2 sources"


def test_a_reprint_is_no_line_of_its_own() -> None:
    said = words()
    accounts = settle(0)
    (claim,) = {
        claim
        for claim in accounts.claims
        for id in claim.propositions
        if said[id]
        == "that the commander of the base had been locked in his office by his own officers"
        or "asked not to be named" in said[id]
    }
    assert claim.counts == "2 reports, 1 independent line, 2 sources"
