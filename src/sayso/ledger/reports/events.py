"""Events of one report: into the ledger, and back as records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping

import sqlalchemy as sa

from sayso.ledger.reports.accounts import ByVersion, grouped, rows_of, spans_from, spans_json
from sayso.ledger.tables.accounts import EVENTS, PARTICIPANTS, QUANTITIES
from sayso.records import Event, Participant, Quantity, Reading, Span
from sayso.terms import EventType, Modality, Mode

_ACTOR, _RECIPIENT = "actor", "recipient"
_Parts = Mapping[tuple[int, int, str], tuple[Participant, ...]]
_Counts = Mapping[tuple[int, int], tuple[Quantity, ...]]


def keep_events(conn: sa.Connection, reading: Reading, version: int) -> None:
    """Add the events of a version, with who takes part and what is counted."""
    events: list[dict[str, object]] = []
    parts: list[dict[str, object]] = []
    counts: list[dict[str, object]] = []
    for at, event in enumerate(reading.events):
        events.append({"version": version, "ordinal": at, **_event_row(event)})
        of_event = {"version": version, "event": at}
        parts += ({**of_event, **row} for row in _participant_rows(event))
        for ordinal, quantity in enumerate(event.quantities):
            counts.append({**of_event, "ordinal": ordinal, **_quantity_row(quantity)})
    for table, rows in ((EVENTS, events), (PARTICIPANTS, parts), (QUANTITIES, counts)):
        if rows:
            conn.execute(sa.insert(table), rows)


def _event_row(event: Event) -> Mapping[str, object]:
    return {
        "id": event.id,
        "type": event.type.value,
        "mode": event.mode and event.mode.value,
        "about": event.about and event.about.value,
        "predicate": spans_json(event.predicate),
        "instrument": spans_json(event.instrument),
        "time": event.time,
        "place": event.place,
        "negated": int(event.negated),
        "modality": event.modality.value,
        "modality_words": spans_json(event.modality_words),
        "attribution": event.attribution,
        "reason": event.reason,
    }


def _participant_rows(event: Event) -> Iterator[Mapping[str, object]]:
    for role, some in ((_ACTOR, event.actor), (_RECIPIENT, event.recipient)):
        for at, one in enumerate(some):
            yield {
                "role": role,
                "ordinal": at,
                "start": one.span.start,
                "end": one.span.end,
                "head_start": one.head.start,
                "head_end": one.head.end,
                "actor": one.actor,
            }


def _quantity_row(quantity: Quantity) -> Mapping[str, object]:
    return {
        "start": quantity.span.start,
        "end": quantity.span.end,
        "value": quantity.value,
        "low": quantity.low,
        "high": quantity.high,
        "unit": quantity.unit,
    }


def load_events(
    conn: sa.Connection,
    versions: Collection[int],
    condition: sa.ColumnElement[bool] | None = None,
) -> ByVersion[Event]:
    """The events of each of these versions that has any, or any for which ``condition`` holds."""
    parts, counts = _load_participants(conn, versions), _load_quantities(conn, versions)
    rows = rows_of(conn, EVENTS, versions, condition)
    return grouped((row["version"], _event(row, parts, counts)) for row in rows)


def _load_participants(conn: sa.Connection, versions: Collection[int]) -> _Parts:
    found: defaultdict[tuple[int, int, str], list[Participant]] = defaultdict(list)
    for row in rows_of(conn, PARTICIPANTS, versions):
        span, head = Span(row["start"], row["end"]), Span(row["head_start"], row["head_end"])
        key = row["version"], row["event"], row["role"]
        found[key].append(Participant(span, head, row["actor"]))
    return {key: tuple(some) for key, some in found.items()}


def _load_quantities(conn: sa.Connection, versions: Collection[int]) -> _Counts:
    found: defaultdict[tuple[int, int], list[Quantity]] = defaultdict(list)
    for row in rows_of(conn, QUANTITIES, versions):
        span, number = Span(row["start"], row["end"]), (row["value"], row["low"], row["high"])
        found[row["version"], row["event"]].append(Quantity(span, *number, row["unit"]))
    return {key: tuple(some) for key, some in found.items()}


def _event(row: sa.RowMapping, parts: _Parts, counts: _Counts) -> Event:
    key = row["version"], row["ordinal"]
    return Event(
        row["id"],
        row["report"],
        spans_from(row["predicate"]),
        EventType(row["type"]),
        row["mode"] and Mode(row["mode"]),
        parts.get((*key, _ACTOR), ()),
        parts.get((*key, _RECIPIENT), ()),
        row["reason"],
        spans_from(row["instrument"]),
        row["about"] and EventType(row["about"]),
        row["time"],
        row["place"],
        counts.get(key, ()),
        bool(row["negated"]),
        Modality(row["modality"]),
        spans_from(row["modality_words"]),
        row["attribution"],
    )
