"""Events, labels and stances as JSON has them, with the words of every span."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.export.spans import span_row, span_rows
from sayso.records import Event, Happening, Label, Participant, Quantity, Reading, Stance

Row = dict[str, object]


def account_rows(reading: Reading) -> Iterator[tuple[str, Row]]:
    """All of a reading, each with what it is: events, labels, happenings, stances."""
    text = reading.report.text
    yield from (("event", event_row(one, reading)) for one in reading.events)
    yield from (("label", label_row(one, text)) for one in reading.labels)
    yield from (("happening", happening_row(one)) for one in reading.happenings)
    yield from (("stance", stance_row(one, text)) for one in reading.stances)


def event_row(event: Event, reading: Reading) -> Row:
    """An event; ``time`` and ``place`` are indices into the times and places of its version."""
    text = reading.report.text
    return {
        "id": event.id,
        "report": event.report,
        "type": event.type.value,
        "mode": event.mode and event.mode.value,
        "about": event.about and event.about.value,
        "predicate": span_rows(event.predicate, text),
        "actor": [_participant(one, text) for one in event.actor],
        "recipient": [_participant(one, text) for one in event.recipient],
        "instrument": span_rows(event.instrument, text),
        "time": event.time,
        "place": event.place,
        "quantities": [_quantity(one, text) for one in event.quantities],
        "negated": event.negated,
        "modality": {
            "kind": event.modality.value,
            "words": span_rows(event.modality_words, text),
        },
        "attribution": event.attribution,
        "reason": event.reason,
    }


def _participant(one: Participant, text: str) -> Row:
    head = {"start": one.head.start, "end": one.head.end}
    return {**span_row(one.span, text), "head": head, "actor": one.actor}


def _quantity(one: Quantity, text: str) -> Row:
    number = {"value": one.value, "low": one.low, "high": one.high, "unit": one.unit}
    return {**span_row(one.span, text), **number}


def label_row(label: Label, text: str) -> Row:
    """A label with its words."""
    return {
        "id": label.id,
        "report": label.report,
        "about": label.about.value,
        "target": label.target,
        "key": label.key,
        **span_row(label.span, text),
        "head": {"start": label.head.start, "end": label.head.end},
        "form": label.form.value,
        "voice": label.voice.value,
        "user": label.user,
        "attribution": label.attribution,
        "leaning": label.leaning,
        "rejected": label.rejected,
        "outlet": label.outlet,
    }


def happening_row(happening: Happening) -> Row:
    """A happening; what has no order comes in that of the alphabet."""
    return {
        "id": happening.id,
        "report": happening.report,
        "family": happening.family,
        "told": sorted(happening.told),
        "company": sorted(happening.company),
    }


def stance_row(stance: Stance, text: str) -> Row:
    """A stance with its words."""
    return {
        "id": stance.id,
        "report": stance.report,
        "actor": stance.actor,
        "target": stance.target,
        "kind": stance.kind.value,
        "sign": stance.sign,
        "words": span_rows(stance.words, text),
        "attribution": stance.attribution,
        "within": stance.within,
        "at": stance.at,
    }
