"""Attributions and what is part of them."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from sayso.desk.shapes.base import Shape, Words
from sayso.terms import (
    ActorKind,
    BlockKind,
    Certainty,
    ChannelKind,
    Distance,
    Manner,
    Precision,
    QuoteType,
    Verdict,
)


class JudgementRow(Shape):
    """What a person decided about a record, and the words that it had then."""

    id: str
    target: str
    verdict: Verdict | None = Field(description="null where it takes back another")
    judge: str
    at: str
    change: dict[str, Any] | None
    note: str | None
    undoes: str | None
    report: str
    words: dict[str, Any]


class TimeRow(Words):
    """A time: TIMEX3 value, and the first and last instant that it may mean."""

    value: str
    precision: Precision
    from_: str | None = Field(alias="from")
    to: str | None
    reason: str


class PlaceRow(Words):
    """A place: where it lies, if it is known, and what else its name may mean."""

    name: str
    known: str | None
    latitude: float | None
    longitude: float | None
    radius: float | None = Field(description="kilometres")
    others: list[str]
    reason: str


class Source(Shape):
    """The actor that a source is."""

    id: str
    name: str
    kind: ActorKind
    known: str | None


class MannerRow(Shape):
    """In what manner something was said, and the words that tell it."""

    kind: Manner
    words: list[Words]


class DistanceRow(Shape):
    """How far the report stands from what it reports."""

    kind: Distance
    words: list[Words]


class ChannelRow(Shape):
    """A way by which it came."""

    kind: ChannelKind
    name: str | None
    words: list[Words]


class CertaintyRow(Shape):
    """How certain it was said to be."""

    kind: Certainty
    words: list[Words]


class ByPeople(Shape):
    """Who added, corrected or rejected an attribution, as it stands."""

    added_by: str | None = Field(description="who found it, which the machine did not")
    edited_by: str | None = Field(description="who corrected it last, where it is so corrected")
    rejected_by: str | None


class AttributionRow(Shape):
    """Who said what in which words of a report."""

    id: str
    report: str
    outlet: str | None
    title: str | None
    published: str | None
    url: str | None
    where: str
    source: list[Words]
    cue: list[Words]
    content: list[Words]
    quote_type: QuoteType
    confidence: float
    within: str | None = Field(description="the attribution in whose content it stands")
    block: BlockKind | None
    actor: Source | None
    own: bool = Field(description="whether it is the report's own assertion")
    manner: MannerRow | None
    distance: DistanceRow | None
    channel: list[ChannelRow]
    addressee: list[Words]
    certainty: CertaintyRow | None
    sureness: float | None
    said: TimeRow | None
    happened: TimeRow | None
    said_at: PlaceRow | None
    happened_at: PlaceRow | None
    judged: ByPeople | None = Field(description="null where it is as the machine read it")


class Judged(AttributionRow):
    """An attribution with the judgements that stand."""

    judgements: list[JudgementRow]


class Snippet(Shape):
    """The words around a finding, and the characters of them that were looked for."""

    text: str
    marks: list[tuple[int, int]]


class HitRow(Judged):
    """An attribution that a search found."""

    snippet: Snippet
