"""What is planted in the samples: each dispute on its ground, each copy, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from sayso.ledger import Ledger, open_ledger
from sayso.terms import RelationKind
from tests.ledger.sampled import (
    DISPUTES,
    PLANTED,
    RECONCILE,
    RUN,
    disputes_of,
    sample_readings,
    told,
)

COPIES = [
    (row["from"], row["in"], words) for row in PLANTED if "copy" in row for words in row["words"]
]


@pytest.fixture(scope="module")
def event(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """The samples in the order of their files."""
    path = tmp_path_factory.mktemp("planted") / "event.db"
    with open_ledger(path, create=True) as ledger:
        for reading in sample_readings():
            ledger.add(reading, RUN, RECONCILE)
        yield ledger


@pytest.fixture(scope="module")
def clashes(event: Ledger) -> list[tuple[str, str, str]]:
    """By ground, what stands on either side."""
    return [
        (row["dimension"], *(said()[id] for id in ends(row)))
        for row in related(event, RelationKind.CONTRADICTS)
    ]


@pytest.fixture(scope="module")
def copies(event: Ledger) -> set[tuple[str, str, str, str]]:
    """The files that a copied sentence stands in, with its words on either side."""
    every = [one for reading in sample_readings() for one in reading.propositions]
    where = {r.report.id: Path(r.report.where).name for r in sample_readings()}
    both = [ends(row) for row in related(event, RelationKind.COPIED)]
    both += [(a.id, b.id) for a, b in combinations(every, 2) if a.wording == b.wording]
    file = {one.id: where[one.report] for one in every}
    return {
        (file[one], file[other], said()[one], said()[other])
        for pair in both
        for one, other in (pair, pair[::-1])
    }


def related(ledger: Ledger, kind: RelationKind) -> list[dict[str, Any]]:
    return [row for row in told(ledger) if row.get("kind") == kind.value]


def ends(row: dict[str, Any]) -> tuple[str, str]:
    return row["left"]["proposition"], row["right"]["proposition"]


@cache
def said() -> dict[str, str]:
    """What each proposition says, white space evened out."""
    return {
        one.id: " ".join(" ".join(span.of(reading.report.text) for span in one.spans).split())
        for reading in sample_readings()
        for one in reading.propositions
    }


def plain(words: str) -> str:
    """With straight quotation marks."""
    return words.translate(str.maketrans("‘’“”", "''\"\""))


@pytest.mark.parametrize("row", [row for row in DISPUTES if "missed" not in row], ids=str)
def test_a_planted_dispute_is_found_on_its_ground(
    clashes: list[tuple[str, str, str]], row: dict[str, Any]
) -> None:
    dispute = row["dispute"]
    grounds = {g for g, one, other in clashes if dispute in disputes_of(one) & disputes_of(other)}
    assert row["ground"] in grounds


@pytest.mark.parametrize("row", [row for row in DISPUTES if "missed" in row], ids=str)
def test_a_dispute_that_is_said_to_be_missed_is(
    clashes: list[tuple[str, str, str]], row: dict[str, Any]
) -> None:
    assert not [
        pair for _, *pair in clashes if all(row["dispute"] in disputes_of(one) for one in pair)
    ]


def test_nothing_else_is_called_a_contradiction(clashes: list[tuple[str, str, str]]) -> None:
    assert not [
        (one, other) for _, one, other in clashes if not disputes_of(one) & disputes_of(other)
    ]


@pytest.mark.parametrize(("source", "taker", "piece"), COPIES)
def test_a_planted_copy_is_found(
    copies: set[tuple[str, str, str, str]], source: str, taker: str, piece: str
) -> None:
    assert any(
        (source, taker) == (there, here) and piece in plain(one) and piece in plain(other)
        for there, here, one, other in copies
    )


@pytest.mark.parametrize(
    "words", ["At least 14 people were killed", "had been locked in his office by his own officers"]
)
def test_a_reprint_and_what_was_taken_back_are_no_lines_of_their_own(
    event: Ledger, words: str
) -> None:
    claims = {
        event.show(id).counts  # type: ignore[union-attr]
        for id, some in said().items()
        if some.endswith(words)
    }
    assert claims == {"2 reports, 1 independent line, 2 sources"}
