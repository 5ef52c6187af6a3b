"""The timeline as it is asked for: entries by a clock, of an actor, between two days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from sayso.terms import Clock
from sayso.views.calling import called

if TYPE_CHECKING:
    from sayso.ledger.overview.gathering import Gathered
    from sayso.pipeline import Entry
    from sayso.records import Moment


def in_order(
    gathered: Gathered[Moment],
    clock: Clock,
    where: str,
    *,
    actor: str | None = None,
    since: date | None = None,
    until: date | None = None,
) -> list[Entry]:
    """Entries by one clock, the earliest first; both days are held.

    Raises NoRecord where nobody in them is called ``actor``; ``where`` is the ledger.
    """
    from sayso.pipeline import order_moments

    entries = order_moments(gathered.records, clock, gathered.known.of, gathered.reuses)
    asked = _of_actor(entries, gathered, actor, where) if actor else entries
    return [entry for entry in asked if _within(entry, since, until)]


def _of_actor(
    entries: Sequence[Entry], gathered: Gathered[Moment], actor: str, where: str
) -> Sequence[Entry]:
    """The entries in which who was asked for has a part."""
    of = gathered.known.of
    parts = {
        id(entry): {
            of.get(party.actor, party.actor)
            for one in entry.moments
            for party in (*one.actors, *one.recipients)
            if party.actor
        }
        for entry in entries
    }
    every = {actor for some in parts.values() for actor in some}
    asked = called(actor, every, gathered.known.names, where)
    return [entry for entry in entries if asked & parts[id(entry)]]


def _within(entry: Entry, since: date | None, until: date | None) -> bool:
    day = entry.at[:10]
    return not (since and day < since.isoformat()) and not (until and day > until.isoformat())
