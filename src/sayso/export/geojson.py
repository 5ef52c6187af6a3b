"""GeoJSON (RFC 7946): what was said where, and what is told to have happened where."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, TYPE_CHECKING

from sayso.export.how import tell_judged
from sayso.export.iris import address
from sayso.export.listed import told, write_listed
from sayso.export.upheld import upheld
from sayso.records import Attribution, Event, Place, Reading, Report, Time, words_of

if TYPE_CHECKING:
    from sayso.ledger import Ledger

Feature = dict[str, object]


def write(ledger: Ledger, out: IO[bytes]) -> None:
    """One FeatureCollection, a feature a line, in UTF-8."""
    write_listed({"type": "FeatureCollection"}, "features", _features(ledger), out)


def _features(ledger: Ledger) -> Iterator[Feature]:
    for reading in upheld(ledger):
        for attribution in (*reading.attributions, *reading.assertions):
            yield from _of_attribution(attribution, reading)
        for event in reading.events:
            if event.place is not None:
                yield _of_event(event, event.place, reading)


def _of_attribution(one: Attribution, reading: Reading) -> Iterator[Feature]:
    setting, text = one.setting, reading.report.text
    settings = (("said", setting.said_at, setting.said),
                ("happened", setting.happened_at, setting.happened))  # fmt: skip
    names = {actor.id: actor.name for actor in reading.actors}
    for what, place, time in settings:
        if place is not None:
            about = told(
                record="attribution" if one.source or one.cue else "assertion",
                attribution=one.id,
                place_of=what,
                who=names.get(one.actor or "") or words_of(one.source, text) or None,
                cue=words_of(one.cue, text),
                words=words_of(one.content, text),
                quote_type=one.quote_type.value,
                manner=one.how.manner.value if one.how else None,
                certainty=one.how.certainty.value if one.how else None,
                confidence=round(one.confidence, 4),
                judged=tell_judged(one.judged),
            )
            yield _feature(f"{one.id}-{what}", place, time, about, reading)


def _of_event(event: Event, place: int, reading: Reading) -> Feature:
    text = reading.report.text
    about = told(
        record="event",
        place_of="happened",
        type=event.type.value,
        mode=event.mode and event.mode.value,
        about=event.about and event.about.value,
        words=words_of(event.predicate, text),
        actor=[one.span.of(text) for one in event.actor],
        recipient=[one.span.of(text) for one in event.recipient],
        negated=event.negated,
        modality=event.modality.value,
        attribution=event.attribution,
    )
    return _feature(event.id, place, event.time, about, reading)


def _feature(id: str, place: int, time: int | None, about: Feature, reading: Reading) -> Feature:
    """A place that nobody knows has no geometry."""
    where = reading.places[place]
    return {
        "type": "Feature",
        "id": id,
        "geometry": _point(where),
        "properties": {
            **about,
            **_where(where),
            **(_when(reading.times[time]) if time is not None else {}),
            **_report(reading.report),
        },
    }


def _point(place: Place) -> Feature | None:
    if place.latitude is None or place.longitude is None:
        return None
    return {"type": "Point", "coordinates": [place.longitude, place.latitude]}


def _where(place: Place) -> Feature:
    return told(
        place=place.name,
        known=place.known,
        radius=place.radius,
        place_start=place.span.start,
        place_end=place.span.end,
    )


def _when(time: Time) -> Feature:
    return {"when": told(value=time.value, start=time.start, end=time.end)}


def _report(report: Report) -> Feature:
    return told(
        report=report.id,
        outlet=report.outlet,
        title=report.title,
        published=report.published and report.published.isoformat(),
        url=address(report),
    )
