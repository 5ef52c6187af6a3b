"""ACLED's columns: violence, demonstrations and what leads to them, as reports tell it.

ACLED's rows are coded by people and are one an event; these are one a telling.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import IO, TYPE_CHECKING

from sayso.export.done import Done, events_done, named, state
from sayso.export.upheld import upheld
from sayso.records import Actor, Event, Participant, Reading
from sayso.terms import ActorKind, EventType, Modality, Mode, Precision

if TYPE_CHECKING:
    from sayso.ledger import Ledger

COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type",
    "sub_event_type", "actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2",
    "interaction", "civilian_targeting", "iso", "region", "country", "admin1", "admin2", "admin3",
    "location", "latitude", "longitude", "geo_precision", "source", "source_scale", "notes",
    "fatalities", "tags", "timestamp",
)  # fmt: skip
_DEMONSTRATIONS, _VIOLENCE, _STRATEGIC = (
    "Demonstrations", "Political violence", "Strategic developments",
)  # fmt: skip
_CIVILIANS, _REMOTE = "Violence against civilians", "Explosions/Remote violence"
# Event type and sub-event type by ACLED's codebook; None is for a type without a mode.
_TYPES: dict[tuple[EventType, Mode | None], tuple[str, str, str]] = {
    (EventType.PROTEST, None): (_DEMONSTRATIONS, "Protests", "Peaceful protest"),
    (EventType.PROTEST, Mode.RIOT): (_DEMONSTRATIONS, "Riots", "Violent demonstration"),
    (EventType.ASSAULT, None): (_VIOLENCE, _CIVILIANS, "Attack"),
    (EventType.ASSAULT, Mode.SEXUAL): (_VIOLENCE, _CIVILIANS, "Sexual violence"),
    (EventType.ASSAULT, Mode.ABDUCT): (
        _VIOLENCE, _CIVILIANS, "Abduction/forced disappearance"
    ),
    (EventType.ASSAULT, Mode.EXPLOSIVES): (
        _VIOLENCE, _REMOTE, "Remote explosive/landmine/IED"
    ),
    (EventType.ASSAULT, Mode.SUICIDE_ATTACK): (_VIOLENCE, _REMOTE, "Suicide bomb"),
    (EventType.ASSAULT, Mode.HEAVY_WEAPONS): (
        _VIOLENCE, _REMOTE, "Shelling/artillery/missile attack"
    ),
    (EventType.COERCE, Mode.ARREST): (_STRATEGIC, _STRATEGIC, "Arrests"),
    (EventType.COERCE, Mode.SEIZE): (_STRATEGIC, _STRATEGIC, "Looting/property destruction"),
}  # fmt: skip
_CLASH = (_VIOLENCE, "Battles", "Armed clash")
_DAY = {Precision.DAY, Precision.PART_OF_DAY, Precision.INSTANT}
_TOWN, _AREA = 10, 50  # kilometres


def write(ledger: Ledger, out: IO[bytes]) -> None:
    """Rows of a table with a header, in UTF-8."""
    out.write(_line(COLUMNS))
    for reading in upheld(ledger):
        actors = {one.id: one for one in reading.actors}
        for done in events_done(reading):
            if kind := kind_of(done.event, actors):
                row = _row(done, kind, reading, actors)
                out.write(_line([row.get(name, "") for name in COLUMNS]))


def kind_of(event: Event, actors: dict[str, Actor]) -> tuple[str, str, str] | None:
    """Disorder, event and sub-event type; None for what ACLED does not code.

    An assault of one armed force on another is a battle, unless it is done from afar.
    """
    found = _TYPES.get((event.type, event.mode))
    if found is None and event.type in (EventType.PROTEST, EventType.ASSAULT):
        found = _TYPES[event.type, None]
    if found and found[1] == _CIVILIANS and event.type is EventType.ASSAULT:
        sides = (event.actor, event.recipient)
        if all(any(_armed(one, actors) for one in side) for side in sides):
            return _CLASH
    return found


def _armed(one: Participant, actors: dict[str, Actor]) -> bool:
    actor = actors.get(one.actor or "")
    return actor is not None and actor.kind is ActorKind.ARMED_FORCE


def _row(
    done: Done, kind: tuple[str, str, str], reading: Reading, actors: dict[str, Actor]
) -> dict[str, object]:
    event, report, place = done.event, reading.report, done.place
    doers, others = ([named(one, actors, report.text) for one in side]
                     for side in (event.actor, event.recipient))  # fmt: skip
    _, number, country = state(place.known if place else None)
    tags = [
        *(["hedged"] if event.modality is Modality.HEDGED else []),
        *(["on somebody's word"] if event.attribution else []),
        *(["dated by its report"] if done.day and not done.dated else []),
    ]
    return {
        "event_id_cnty": event.id,
        "event_date": done.day,
        "year": done.day[:4],
        "time_precision": _time_precision(done),
        **dict(zip(("disorder_type", "event_type", "sub_event_type"), kind, strict=True)),
        **_sides("1", doers),
        **_sides("2", others),
        "iso": number,
        "country": country,
        "location": place.name if place else "",
        "latitude": "" if place is None or place.latitude is None else place.latitude,
        "longitude": "" if place is None or place.longitude is None else place.longitude,
        "geo_precision": _place_precision(done),
        "source": report.outlet or "",
        "notes": done.sentence,
        "tags": "; ".join(tags),
    }


def _sides(number: str, names: Sequence[str]) -> dict[str, str]:
    first, *more = names or ("",)
    return {f"actor{number}": first, f"assoc_actor_{number}": "; ".join(more)}


def _time_precision(done: Done) -> str:
    """1 for a day, 2 for a week, 3 for a month and more; "" where only the report is dated."""
    if not done.dated or done.time is None:
        return ""
    if done.time.precision in _DAY:
        return "1"
    return "2" if done.time.precision is Precision.WEEK else "3"


def _place_precision(done: Done) -> str:
    """1 for a town, 2 for what is near one, 3 for a region."""
    radius = done.place.radius if done.place else None
    if radius is None:
        return ""
    return "1" if radius <= _TOWN else "2" if radius <= _AREA else "3"


def _line(cells: Sequence[object]) -> bytes:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(cells)
    return line.getvalue().encode()
