"""Rows of a ledger's JSON export back to records. Broken rows raise KeyError and the like."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sayso.ledger.tables.named import from_named
from sayso.records import (
    Actor,
    Attribution,
    Block,
    Event,
    Happening,
    Hop,
    How,
    Judgement,
    Label,
    Mention,
    Office,
    Participant,
    Place,
    Proposition,
    Quantity,
    Report,
    Setting,
    Span,
    Stance,
    Time,
)
from sayso.terms import (
    ActorKind,
    BlockKind,
    Certainty,
    ChannelKind,
    Distance,
    EventType,
    Manner,
    MentionKind,
    Modality,
    Mode,
    Precision,
    QuoteType,
    Verdict,
)

Row = Mapping[str, Any]


def span(row: Row) -> Span:
    """One span."""
    return Span(int(row["start"]), int(row["end"]))


def spans(rows: Sequence[Row]) -> tuple[Span, ...]:
    """Several."""
    return tuple(map(span, rows))


def report(row: Row) -> Report:
    """The version of a report."""
    return Report(
        id=row["id"],
        where=row["where"],
        text=row["text"],
        blocks=tuple(Block(BlockKind(b["kind"]), span(b), b["origin"]) for b in row["blocks"]),
        title=row["title"],
        outlet=row["outlet"],
        authors=tuple(row["authors"]),
        published=_moment(row["published"]),
        url=row["url"],
        language=row["language"],
        modified=_moment(row["modified"]),
    )


def _moment(text: str | None) -> date | datetime | None:
    if text is None:
        return None
    return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)


def time(row: Row) -> Time:
    """A time of a version."""
    precision = Precision(row["precision"])
    return Time(span(row), row["value"], precision, row["from"], row["to"], row["reason"])


def place(row: Row) -> Place:
    """A place of a version."""
    return from_named(Place, row, span=span(row))


def attribution(row: Row, version: Row) -> Attribution:
    """An attribution or assertion; ``version`` is the row of its report's version."""
    return Attribution(
        row["id"],
        row["report"],
        spans(row["source"]),
        spans(row["cue"]),
        spans(row["content"]),
        QuoteType(row["quote_type"]),
        row["confidence"],
        row["within"],
        row["actor"] and row["actor"]["id"],
        _how(row) if row["manner"] else None,
        Setting(
            _index(row["said"], version["times"]),
            _index(row["happened"], version["times"]),
            _index(row["said_at"], version["places"]),
            _index(row["happened_at"], version["places"]),
        ),
    )


def _how(row: Row) -> How:
    manner, distance, certainty = row["manner"], row["distance"], row["certainty"]
    return How(
        Manner(manner["kind"]),
        spans(manner["words"]),
        Distance(distance["kind"]),
        spans(distance["words"]),
        tuple(
            Hop(ChannelKind(hop["kind"]), spans(hop["words"]), hop["name"])
            for hop in row["channel"]
        ),
        spans(row["addressee"]),
        Certainty(certainty["kind"]),
        spans(certainty["words"]),
        row["sureness"],
    )


def _index(row: Row | None, of: Sequence[Row]) -> int | None:
    return None if row is None else of.index(row)


def actor(row: Row) -> Actor:
    """An actor of a version."""
    offices = (
        Office(o["title"], span(o), o["former"], o["since"], o["until"]) for o in row["offices"]
    )
    mentions = (
        Mention(span(m), span(m["head"]), MentionKind(m["kind"]), m["reason"])
        for m in row["mentions"]
    )
    kind, names = ActorKind(row["kind"]), tuple(row["names"])
    return Actor(
        row["id"],
        row["report"],
        kind,
        row["name"],
        names,
        tuple(offices),
        tuple(mentions),
        row["known"],
    )


def event(row: Row) -> Event:
    """An event."""
    return Event(
        row["id"],
        row["report"],
        spans(row["predicate"]),
        EventType(row["type"]),
        Mode(row["mode"]) if row["mode"] else None,
        tuple(map(_participant, row["actor"])),
        tuple(map(_participant, row["recipient"])),
        row["reason"],
        spans(row["instrument"]),
        EventType(row["about"]) if row["about"] else None,
        row["time"],
        row["place"],
        tuple(
            Quantity(span(q), q["value"], q["low"], q["high"], q["unit"]) for q in row["quantities"]
        ),
        row["negated"],
        Modality(row["modality"]["kind"]),
        spans(row["modality"]["words"]),
        row["attribution"],
    )


def _participant(row: Row) -> Participant:
    return Participant(span(row), span(row["head"]), row["actor"])


def label(row: Row) -> Label:
    """A label."""
    return from_named(Label, row, span=span(row))


def happening(row: Row) -> Happening:
    """A happening."""
    return from_named(Happening, row)


def stance(row: Row) -> Stance:
    """A stance."""
    return from_named(Stance, row, words=spans(row["words"]))


def proposition(row: Row, version: Row) -> Proposition:
    """A proposition; the gist is that of its version."""
    return from_named(Proposition, row, spans=spans(row["spans"]), gist=frozenset(version["gist"]))


def judgement(row: Row) -> Judgement:
    """A judgement, as it was made."""
    return Judgement(
        row["id"],
        row["target"],
        Verdict(row["verdict"]) if row["verdict"] else None,
        row["judge"],
        row["at"],
        json.dumps(row["change"]) if row["change"] else None,
        row["note"],
        row["undoes"],
        row["report"],
        json.dumps(row["words"], ensure_ascii=False),
    )
