"""Who did what to whom."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.records.spans import Span
from sayso.terms import EventType, Modality, Mode


@dataclass(frozen=True, slots=True)
class Participant:
    """Who, or what, takes part in an event: a noun phrase and the word that heads it.

    ``actor`` is the id of the actor that it refers to; where the phrase is a thing of somebody's
    ("the decision of the court"), of whoever did or owns it. None where nobody is known.
    """

    span: Span
    head: Span
    actor: str | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in an event: at least ``low``, at most ``high``, of ``unit`` ("soldiers").

    ``value`` is the number as written. A bound is None where the words leave it open: "at least 26"
    has no high. "Around" and "nearly" open both by a tenth, "dozens" is 24 and more. ``span`` has
    the words that bound it.
    """

    span: Span
    value: float
    low: float | None
    high: float | None
    unit: str


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what to whom, as one report tells it.

    ``predicate`` are the words that tell the deed, its head first. ``about`` is the type of deed
    that is agreed to, refused, demanded or threatened. ``time`` and ``place`` are indices into the
    times and places of its reading. ``attribution`` is the id of the innermost attribution in whose
    content it stands, None where the report says it in its own voice. ``reason`` says by which
    pattern and words it was told.
    """

    id: str
    report: str
    predicate: tuple[Span, ...]
    type: EventType
    mode: Mode | None
    actor: tuple[Participant, ...]
    recipient: tuple[Participant, ...]
    reason: str
    instrument: tuple[Span, ...] = ()
    about: EventType | None = None
    time: int | None = None
    place: int | None = None
    quantities: tuple[Quantity, ...] = ()
    negated: bool = False
    modality: Modality = Modality.ASSERTED
    modality_words: tuple[Span, ...] = ()
    attribution: str | None = None
