"""A ledger of hand-marked reports, and annotations that a person corrected."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from sayso.ledger import Ledger, open_ledger
from sayso.records import Attribution, Reading
from tests.export.hostile import odd
from tests.export.readings import READING
from tests.ledger.quick import RUN
from tests.ledger.told import told


def hexed(id: str) -> str:
    """An id of two letters as ledgers have them."""
    return id.replace("r", "0").replace("p", "b").rjust(16, "0")


def hexed_reading() -> Reading:
    """The reading of the invented report about Port Verin, with ids as ledgers have them."""
    report = replace(READING.report, id=hexed("r1"))

    def said(one: Attribution) -> Attribution:
        within, actor = (part and hexed(part) for part in (one.within, one.actor))
        return replace(one, id=hexed(one.id), report=report.id, within=within, actor=actor)

    actors = (replace(one, id=hexed(one.id), report=report.id) for one in READING.actors)
    return Reading(report, tuple(map(said, READING.attributions)), tuple(actors))


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """Three invented reports: one plain, one with all that can be told, one odd."""
    with open_ledger(tmp_path / "event.db", create=True) as opened:
        for reading in (hexed_reading(), told(), odd()):
            opened.add(reading, RUN)
        yield opened
