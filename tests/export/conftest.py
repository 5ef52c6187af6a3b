"""Ledgers to export, made once."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.ledger import Change, open_ledger
from sayso.records import Span
from sayso.terms import Manner, QuoteType, Verdict
from tests.export.hostile import hostile_ledger
from tests.export.located import located_ledger
from tests.ledger.sampled import RECONCILE, RUN, sample_readings


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with all that is hard to write."""
    return hostile_ledger(tmp_path_factory.mktemp("hostile") / "hostile.db")


@pytest.fixture(scope="session")
def sampled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of the invented reports of one day; one attribution each is judged in every way."""
    path = tmp_path_factory.mktemp("sampled") / "sampled.db"
    with open_ledger(path, create=True) as ledger:
        for reading in sample_readings():
            ledger.add(reading, RUN, RECONCILE)
        rejected, corrected, *_ = reading.attributions
        ledger.judge(rejected.id, Verdict.REJECT, "Ilse", note='„no“, "why"?')
        manner = Change(manner=Manner.DENY)
        ledger.judge(corrected.id, Verdict.EDIT, "Bo; “B”, <b>|_", change=manner)
        text = reading.report.text
        first, end = text.index(" "), text.index("\n")
        missed = Change(None, (Span(0, first),), (Span(first + 1, end),), QuoteType.DIRECT)
        ledger.judge(reading.report.id, Verdict.ADD, "Ann #1,\t|", change=missed)
    return path


@pytest.fixture(scope="session")
def located(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with a place that is known."""
    return located_ledger(tmp_path_factory.mktemp("located") / "located.db")


@pytest.fixture(scope="session")
def both_ways(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two ledgers of the same four reports, added from either end."""
    folder = tmp_path_factory.mktemp("both")
    some = sample_readings()[:4]
    for name, order in (("there", some), ("back", some[::-1])):
        with open_ledger(folder / name, create=True) as ledger:
            for reading in order:
                ledger.add(reading, RUN, RECONCILE)
    return folder / "there", folder / "back"
