from __future__ import annotations

import pytest

from sayso.ledger import Ledger
from sayso.ledger.reports import loading
from tests.ledger.sampled import RECONCILE, RUN, sample_readings


def test_links_come_whole_and_in_order_a_few_actors_at_a_time(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    for reading in sample_readings():
        ledger.add(reading, RUN, RECONCILE)
    monkeypatch.setattr(loading, "_ACTORS", 3)
    with ledger._database.reading() as conn:
        wanted = loading.load_samenesses(conn)
        assert wanted
        assert list(loading.each_sameness(conn)) == wanted
