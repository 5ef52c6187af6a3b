"""Quality does not sink: the shipped model on a small fixed part of each corpus."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from sayso.evaluate import (
    Demands,
    run_certainty,
    run_coref,
    run_events,
    run_labels,
    run_ner,
    run_places,
    run_polnear,
    run_relations,
    run_sources,
    run_times,
    run_ud,
)

CORPORA = Path(os.environ.get("SAYSO_CORPORA", "../shared/data"))
FIRST = 20  # texts, articles or sources
#: By the folder of the corpus that each needs.
PARTS = {
    "ud": run_ud,
    "ner": run_ner,
    "ud/gum-free": run_coref,
    "polnear": run_sources,
    "certainty": run_certainty,
    "time": run_times,
    "places": run_places,
    "events": run_events,
    "labels": run_labels,
    "crossreport": run_relations,
}


@pytest.mark.skipif(not (CORPORA / "polnear").exists(), reason="the PolNeAR corpus is not here")
def test_the_first_twenty_dev_articles_read_as_well_as_their_floors() -> None:
    assert run_polnear(CORPORA, limit=FIRST, gate=True) == 0


@pytest.mark.parametrize(
    ("folder", "run"), PARTS.items(), ids=lambda it: getattr(it, "__name__", None)
)
def test_a_first_part_is_read_as_well_as_its_floors(folder: str, run: Callable[..., int]) -> None:
    if not (CORPORA / folder).exists():
        pytest.skip(f"the corpus {folder} is not here")
    assert run(CORPORA, Demands(gate=True), limit=FIRST) == 0
