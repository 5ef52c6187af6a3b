from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest

from sayso.ledger import Ledger, open_ledger
from sayso.pipeline import order_moments
from sayso.terms import Clock
from tests.ledger.sampled import RECONCILE, RUN, sample_readings


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with open_ledger(tmp_path_factory.mktemp("days") / "event.db", create=True) as found:
        for reading in sample_readings():
            found.add(reading, RUN, RECONCILE)
        yield found


@pytest.mark.parametrize("clock", Clock)
def test_days_are_counted_as_the_timeline_has_them(ledger: Ledger, clock: Clock) -> None:
    gathered = ledger.moments()
    entries = order_moments(gathered.records, clock, gathered.known.of, gathered.reuses)
    told = Counter(entry.at[:10] for entry in entries for _ in entry.moments)
    assert dict(ledger.moment_days(clock)) == told
