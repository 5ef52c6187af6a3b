"""What is handed on to others: what was read, as people left it.

What they added is in it, what they corrected is as they did, and what they rejected is out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.records import Attribution, Reading

if TYPE_CHECKING:
    from sayso.ledger import Ledger
    from sayso.ledger.overview.gathering import Known


def upheld(ledger: Ledger) -> Iterator[Reading]:
    """The newest readings, in the order of their ids, without rejected attributions.

    Events and stances that only such a one tells are left out with it, and so are labels,
    happenings and propositions, which no format hands on.
    """
    rejected = ledger.rejected()
    for reading in ledger.readings(whole=False, amended=True):
        yield without(reading, rejected) if rejected else reading


def upheld_known(ledger: Ledger) -> Iterator[tuple[Reading, Known]]:
    """The same, each with who its actors are over all reports."""
    rejected = ledger.rejected()
    for reading, known in ledger.readings_known():
        yield without(reading, rejected) if rejected else reading, known


def without(reading: Reading, rejected: Collection[str]) -> Reading:
    """A reading without the attributions of these ids."""
    return replace(
        reading,
        attributions=_kept(reading.attributions, rejected),
        assertions=_kept(reading.assertions, rejected),
        events=tuple(one for one in reading.events if one.attribution not in rejected),
        stances=tuple(
            one
            for one in reading.stances
            if one.attribution not in rejected and one.within not in rejected
        ),
    )


def _kept(some: tuple[Attribution, ...], rejected: Collection[str]) -> tuple[Attribution, ...]:
    return tuple(
        replace(one, within=None) if one.within in rejected else one
        for one in some
        if one.id not in rejected
    )
