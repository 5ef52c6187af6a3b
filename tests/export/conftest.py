"""Ledgers to export, made once."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.ledger import open_ledger
from sayso.terms import Verdict
from tests.export.hostile import hostile_ledger
from tests.export.located import located_ledger
from tests.ledger.sampled import RECONCILE, RUN, sample_readings


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with all that is hard to write."""
    return hostile_ledger(tmp_path_factory.mktemp("hostile") / "hostile.db")


@pytest.fixture(scope="session")
def sampled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of the invented reports of one day, with a judgement."""
    path = tmp_path_factory.mktemp("sampled") / "sampled.db"
    with open_ledger(path, create=True) as ledger:
        for reading in sample_readings():
            ledger.add(reading, RUN, RECONCILE)
        ledger.judge(reading.attributions[0].id, Verdict.REJECT, "Ilse", note='„no“, "why"?')
    return path


@pytest.fixture(scope="session")
def located(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with a place that is known."""
    return located_ledger(tmp_path_factory.mktemp("located") / "located.db")
