"""The ledger as a whole: at a glance, by time, by place, by words, and what it was read with."""

from __future__ import annotations

from pydantic import Field

from sayso.desk.shapes.actors import GroupRow
from sayso.desk.shapes.base import Paged, Shape
from sayso.desk.shapes.claims import PartedRow
from sayso.desk.shapes.said import HitRow, Judged, JudgementRow
from sayso.ledger.overview.counting import Stats
from sayso.ledger.overview.findings import Facet
from sayso.ledger.overview.glance import Addition, Called, Day, Failed, Taker
from sayso.ledger.upkeep import Failure, Reads
from sayso.terms import EventType, Modality, Mode


class DisputesTop(Shape):
    """The first disputes, of ``total``."""

    total: int
    rows: list[PartedRow]


class GlancePage(Shape):
    """The event at a glance."""

    reports: int
    outlets: int
    lines: int
    attributions: int
    claims: int
    contested: int
    failures: int
    actors: int
    speakers: list[GroupRow]
    days: list[Day]
    called: list[Called]
    takers: list[Taker]
    added: list[Addition]
    failed: list[Failed]
    disputes: DisputesTop


class FailuresPage(Paged):
    """What could not be read, the latest first."""

    rows: list[Failure]


class AboutPage(Shape):
    """What is in the ledger, and what it was read with."""

    version: str = Field(description="of Sayso")
    counts: Stats
    runs: list[Reads]
    failures: FailuresPage


class OneAttribution(Judged):
    """An attribution, with every judgement ever made on it."""

    history: list[JudgementRow]


class FacetCount(Shape):
    """A value of a facet, and how many findings have it."""

    key: str
    name: str
    found: int


class OutletCount(Shape):
    """How many findings an outlet has."""

    outlet: str | None
    found: int


class SearchPage(Paged):
    """Findings; ``more`` is whether others match that were not counted."""

    found: int
    more: bool
    counts: dict[Facet, list[FacetCount]]
    earliest: HitRow | None
    latest: HitRow | None
    outlets: list[OutletCount]
    rows: list[HitRow]


class EntryRow(Shape):
    """An entry of the timeline: what its first telling says, and who else tells it."""

    at: str
    as_of: str | None
    kind: str
    actors: list[str]
    recipients: list[str]
    negated: bool
    modality: Modality
    source: str | None
    happened: str | None
    said: str | None
    published: str | None
    reports: int
    lines: int
    words: str
    sentence: str
    outlets: list[str]
    ids: list[str]


class TimelinePage(Paged):
    """Entries, the earliest first, between two days."""

    since: str | None
    until: str | None
    rows: list[EntryRow]


class SameRow(Shape):
    """The same happening, as another report tells it."""

    id: str
    report: str


class OneEvent(Shape):
    """Who did what to whom, as one report tells it."""

    id: str
    report: str
    type: EventType
    mode: Mode | None
    about: EventType | None
    actors: list[str]
    recipients: list[str]
    happened: str | None
    place: str | None
    quantities: list[str]
    negated: bool
    modality: Modality
    source: str | None
    outlet: str | None
    published: str | None
    words: str
    sentence: str
    reason: str
    reports: int
    lines: int
    same: list[SameRow]


class PlacedRow(Shape):
    """A place, and how much was said and is said to have happened there."""

    name: str
    known: str | None
    latitude: float | None
    longitude: float | None
    radius: float | None = Field(description="kilometres")
    named: int
    reports: int
    said: int
    happened: int


class MapPage(Paged):
    """Places, those of most sayings and happenings first."""

    rows: list[PlacedRow]


class JobRow(Shape):
    """What was sent at once, and how far it is."""

    id: str
    asked: str
    by: str
    sent: str
    state: str
    why: str | None
    counts: dict[str, int]


class JobsPage(Shape):
    """What was sent since the desk was opened, the last first."""

    rows: list[JobRow]


class OutcomeRow(Shape):
    """What became of one report: ``report`` is its id, or ``what`` why it was not read."""

    outcome: str
    where: str
    report: str | None = None
    attributions: int | None = None
    what: str | None = None
    mend: str | None = None


class JobPage(JobRow, Paged):
    """What became of what was sent at once."""

    rows: list[OutcomeRow]
