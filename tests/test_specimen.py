"""The page that must always read well: who says what in it, named by offsets, without its text."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import Any

import pytest

from sayso.pipeline import Pipeline
from sayso.records import Attribution, Reading, Span

CORPORA = Path(os.environ.get("SAYSO_CORPORA", "../shared/data"))
SPECIMEN = CORPORA.parent / "reports" / "specimen.txt"
CASES = Path(__file__).parent / "cases" / "specimen.jsonl"
HEAD, *ROWS = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]

pytestmark = pytest.mark.skipif(not SPECIMEN.exists(), reason="the specimen is not here")


@pytest.fixture(scope="module")
def attributions() -> tuple[Attribution, ...]:
    assert hashlib.sha256(SPECIMEN.read_bytes()).hexdigest() == HEAD["sha256"]
    (reading,) = Pipeline().read([str(SPECIMEN)])
    assert isinstance(reading, Reading)
    return reading.attributions


def touches(spans: tuple[Span, ...], place: list[int]) -> bool:
    return any(span.start < place[1] and place[0] < span.end for span in spans)


@pytest.mark.parametrize("row", ROWS, ids=[f"{r['speaker']}-{r['cue'][0]}" for r in ROWS])
def test_a_passage_has_the_right_source(
    row: dict[str, Any], attributions: tuple[Attribution, ...]
) -> None:
    """The source holds the name and nothing beyond its description."""
    least, most = Span(*row["source"]), Span(*row["source_at_most"])
    found = [
        a for a in attributions if touches(a.cue, row["cue"]) and touches(a.content, row["content"])
    ]
    sources = [span for a in found for span in a.source]
    assert any(span.holds(least) and most.holds(span) for span in sources)
