"""Ledgers that are broken on purpose, to see that the torture notices: TORTURE_BROKEN names one."""

from __future__ import annotations

from unittest.mock import patch

from sayso.ledger import Ledger
from sayso.ledger.writing import Reconcile
from sayso.records import Reading, Run
from sayso.terms import Added

WAYS = ("forgets", "halves")


def break_keeper(way: str) -> None:
    """Let ledgers forget every third report that they take, or half of what was read in it."""
    whole = Ledger.add
    counted = 0

    def add(self: Ledger, reading: Reading, run: Run, reconcile: Reconcile | None = None) -> Added:
        nonlocal counted
        counted += 1
        if way == "forgets" and counted % 3 == 0:
            return Added.NEW
        if way == "halves" and counted % 3 == 0:
            reading = cut(reading)
        return whole(self, reading, run, reconcile)

    patch.object(Ledger, "add", add).start()  # for as long as the process lives


def cut(reading: Reading) -> Reading:
    """A reading without what was said in it."""
    return Reading(reading.report, ())
