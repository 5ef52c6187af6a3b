"""A ledger with a place that is known: those of the invented reports are on no map."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from sayso.ledger import open_ledger
from sayso.records import Place, Setting, identify
from tests.export.readings import MINISTER, READING, REPORT, spans
from tests.ledger.quick import RUN

(PORT_AT,) = spans("Port Verin")
PORT = Place(PORT_AT, "Port Verin", "geonames:1", 45.5, -12.25, 3.0, (), "invented")


def located_ledger(path: Path) -> Path:
    """A ledger in which the minister said something in Port Verin, which happened there too."""
    report = replace(REPORT, id=identify("report", "located"))
    there = Setting(said_at=0, happened_at=0)
    said = replace(
        MINISTER, id=identify("attribution", "located"), report=report.id, actor=None, setting=there
    )
    with open_ledger(path, create=True) as ledger:
        ledger.add(
            replace(READING, report=report, attributions=(said,), actors=(), places=(PORT,)), RUN
        )
    return path
