"""Invented actors for the tests of what is one across reports."""

from __future__ import annotations

from sayso.across import Portrait
from sayso.records import identify
from sayso.terms import ActorKind


def portrait(
    name: str,
    report: str = "r1",
    *others: str,
    kind: ActorKind = ActorKind.PERSON,
    offices: tuple[str, ...] = (),
    company: tuple[str, ...] = (),
    known: str | None = None,
    named: bool = True,
) -> Portrait:
    """An actor called ``name``, and ``others``, in ``report``."""
    called = name.split()[-1].lower()
    return Portrait(
        actor=identify("actor", report, name),
        report=report,
        kind=kind,
        names=(name, *others),
        named=named,
        offices=offices,
        called=called,
        company=frozenset((called, *company)),
        known=known,
    )
