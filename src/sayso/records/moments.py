"""What a report puts in time."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.records.attributions import Time
from sayso.records.spans import Span
from sayso.terms import EventType, Manner, Modality


@dataclass(frozen=True, slots=True)
class Party:
    """Who takes part in a moment: the words, and the actor's id where it is known."""

    words: str
    actor: str | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """An event, or something said, with its times.

    ``id`` is that of the event or the attribution. ``event`` is the type of an event, ``manner``
    of something said; the other is None. ``actors`` do it or say it, ``recipients`` undergo it.
    ``source`` is who says that an event happened, None for the report itself. ``happened`` and
    ``said`` are times of its report that have a start; ``published`` is ISO 8601.
    """

    id: str
    report: str
    span: Span
    event: EventType | None
    manner: Manner | None
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...] = ()
    source: Party | None = None
    happened: Time | None = None
    said: Time | None = None
    published: str | None = None
    negated: bool = False
    modality: Modality = Modality.ASSERTED

    @property
    def as_of(self) -> str | None:
        """When this was known at the latest: when it was said, else when it was published."""
        return self.said.start if self.said and self.said.start else self.published
