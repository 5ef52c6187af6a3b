"""PLOVER's JSON records: who did what to whom, of events that are told as done."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import IO, TYPE_CHECKING

from sayso.export.done import Done, events_done, named, state
from sayso.export.iris import address
from sayso.export.listed import told
from sayso.export.upheld import upheld
from sayso.records import Actor, Participant, Reading, words_of
from sayso.terms import ActorKind, Modality

if TYPE_CHECKING:
    from sayso.ledger import Ledger

Record = dict[str, object]

VERSION = "0.5b1"  # of the records that PLOVER gives as its standard
_SECTORS = {
    ActorKind.STATE: "GOV",
    ActorKind.STATE_BODY: "GOV",
    ActorKind.ARMED_FORCE: "MIL",
}


def write(ledger: Ledger, out: IO[bytes]) -> None:
    """A record a line, in UTF-8."""
    for reading in upheld(ledger):
        actors = {one.id: one for one in reading.actors}
        for done in events_done(reading):
            row = _record(done, reading, actors)
            out.write(json.dumps(row, ensure_ascii=False).encode() + b"\n")


def _record(done: Done, reading: Reading, actors: dict[str, Actor]) -> Record:
    event, report = done.event, reading.report
    return {
        "id": event.id,
        "date": done.day,
        "source": _parties(event.actor, reading, actors),
        "target": _parties(event.recipient, reading, actors),
        "event": event.type.value.upper(),
        "eventText": words_of(event.predicate, report.text),
        "mode": event.mode.value if event.mode else "",
        "context": "",
        "text": done.sentence,
        "textInfo": told(
            report=report.id,
            url=address(report),
            start=event.predicate[0].start,
            end=event.predicate[-1].end,
            attribution=event.attribution,
            about=event.about.value.upper() if event.about else None,
            location=_location(done),
        ),
        "language": report.language or "",
        "publication": report.outlet or "",
        "coder": "Sayso",
        "version": VERSION,
        "comment": "; ".join(_comments(done)),
    }


def _parties(
    some: Iterable[Participant], reading: Reading, actors: dict[str, Actor]
) -> list[Record]:
    found = []
    for one in some:
        actor = actors.get(one.actor or "")
        record: Record = {
            "actorText": named(one, actors, reading.report.text),
            "code": state(actor.known)[0] if actor else "",
        }
        if actor and actor.kind in _SECTORS:
            record["sector"] = _SECTORS[actor.kind]
        found.append(record)
    return found


def _location(done: Done) -> Record | None:
    place = done.place
    if place is None:
        return None
    return told(name=place.name, latitude=place.latitude, longitude=place.longitude)


def _comments(done: Done) -> Iterable[str]:
    if done.event.modality is Modality.HEDGED:
        yield "hedged"
    if done.event.attribution:
        yield "on somebody's word"
    if done.day and not done.dated:
        yield "dated by its report"
