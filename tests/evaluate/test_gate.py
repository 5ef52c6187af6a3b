"""Quality does not sink: the shipped model on a small fixed part of each corpus."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sayso.evaluate import run_polnear

CORPORA = Path(os.environ.get("SAYSO_CORPORA", "../shared/data"))


@pytest.mark.skipif(not (CORPORA / "polnear").exists(), reason="the PolNeAR corpus is not here")
def test_the_first_twenty_dev_articles_read_as_well_as_their_floors() -> None:
    assert run_polnear(CORPORA, limit=20, gate=True) == 0
