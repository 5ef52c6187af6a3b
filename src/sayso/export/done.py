"""Events that a report tells as done, as event data has them: whole sentences, days, states."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pycountry

from sayso.ledger.overview.gathering import sentence_around
from sayso.records import Actor, Event, Participant, Place, Reading, Span, Time
from sayso.terms import Modality

_DONE = {Modality.ASSERTED, Modality.HEDGED}


@dataclass(frozen=True, slots=True)
class Done:
    """An event that is neither denied, planned, wanted nor conditional.

    ``day`` is ISO 8601: when it began, else when the report was published (``dated`` is False
    then), "" where nothing tells.
    """

    event: Event
    day: str
    dated: bool
    time: Time | None
    place: Place | None
    sentence: str


def events_done(reading: Reading) -> Iterator[Done]:
    """Those of a reading, in its order."""
    report = reading.report
    published = report.published.isoformat()[:10] if report.published else ""
    for event in reading.events:
        if event.negated or event.modality not in _DONE:
            continue
        time = None if event.time is None else reading.times[event.time]
        place = None if event.place is None else reading.places[event.place]
        began = time.start[:10] if time and time.start else ""
        at = Span(event.predicate[0].start, event.predicate[-1].end)
        words = sentence_around(report.text, at)
        yield Done(event, began or published, bool(began), time, place, words)


def named(one: Participant, actors: dict[str, Actor], text: str) -> str:
    """What a participant is called: its actor's name, else its words on one line."""
    actor = actors.get(one.actor or "")
    return actor.name if actor else " ".join(one.span.of(text).split())


def state(known: str | None) -> tuple[str, str, str]:
    """A state known by ISO 3166: its three letters, number and name; "" for what is none."""
    two = (known or "").removeprefix("iso:") if (known or "").startswith("iso:") else ""
    found = pycountry.countries.get(alpha_2=two) if two else None
    return (found.alpha_3, found.numeric, found.name) if found else ("", "", "")
