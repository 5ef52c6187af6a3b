"""The page that must always read well: how each thing in it was said, and how sure, by offsets."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import Any

import pytest

from sayso.pipeline import Pipeline
from sayso.records import Attribution, Reading, Span
from sayso.terms import Certainty

CORPORA = Path(os.environ.get("SAYSO_CORPORA", "../shared/data"))
SPECIMEN = CORPORA.parent / "reports" / "specimen.txt"
CASES = Path(__file__).parent / "cases" / "specimen_how.jsonl"
HEAD, *ROWS = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]
CASE = pytest.mark.parametrize("row", ROWS, ids=[f"{r['manner']}-{r['cue'][0]}" for r in ROWS])

pytestmark = pytest.mark.skipif(not SPECIMEN.exists(), reason="the specimen is not here")


@pytest.fixture(scope="module")
def reading() -> Reading:
    assert hashlib.sha256(SPECIMEN.read_bytes()).hexdigest() == HEAD["sha256"]
    (reading,) = Pipeline().read([str(SPECIMEN)])
    assert isinstance(reading, Reading)
    return reading


def touches(spans: tuple[Span, ...], place: list[int]) -> bool:
    return any(span.start < place[1] and place[0] < span.end for span in spans)


def found(row: dict[str, Any], reading: Reading) -> Attribution:
    """The outer attribution whose cue touches that of a row."""
    cues = [it for it in reading.attributions if touches(it.cue, row["cue"])]
    assert cues, "the model finds no attribution here"
    return min(cues, key=lambda it: it.within is not None)


@CASE
def test_a_passage_has_the_right_manner_and_certainty(
    row: dict[str, Any], reading: Reading
) -> None:
    how = found(row, reading).how
    assert how
    assert (how.manner.value, how.certainty.value) == (row["manner"], row["certainty"])


@CASE
def test_a_passage_has_the_right_channel(row: dict[str, Any], reading: Reading) -> None:
    how = found(row, reading).how
    assert how
    expected = [(row["channel"], row["name"])] if row["channel"] else []
    assert [(hop.kind.value, hop.name) for hop in how.hops] == expected


@pytest.mark.parametrize("place", HEAD["unverified"])
def test_what_nobody_could_verify_is_unverified(place: list[int], reading: Reading) -> None:
    """Said by somebody or by the page itself: both are looked at."""
    told = [
        it.how.certainty
        for it in (*reading.attributions, *reading.assertions)
        if it.how and touches(it.spans, place)
    ]
    assert Certainty.UNVERIFIED in told


def test_nearly_every_passage_is_found(reading: Reading) -> None:
    """Passages that the model does not find are skipped above; there must be few."""
    cues = [it.cue for it in reading.attributions]
    assert sum(any(touches(cue, row["cue"]) for cue in cues) for row in ROWS) >= 0.9 * len(ROWS)
