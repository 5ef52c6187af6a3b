"""Actors, what they are called, and where they stand."""

from __future__ import annotations

from sayso.desk.shapes.base import Feature, Paged, Shape, Stretch, Words
from sayso.desk.shapes.said import AttributionRow, JudgementRow
from sayso.terms import About, ActorKind, MentionKind, StanceKind


class OfficeRow(Stretch):
    """An office, with the characters that say it."""

    title: str
    former: bool
    since: str | None
    until: str | None


class HeldRow(OfficeRow):
    """An office of an actor of one report."""

    actor: str
    report: str


class ConflictRow(Shape):
    """Two offices that nobody holds together."""

    left: HeldRow
    right: HeldRow


class OfficeCount(Shape):
    """An office, and how many reports give it."""

    title: str
    reports: int


class Summed(Shape):
    """Actors of many reports that are one."""

    id: str
    kind: ActorKind
    name: str
    names: list[str]
    known: list[str]
    attributions: int
    reports: int
    actors: list[str]
    conflicts: list[ConflictRow]


class GroupRow(Summed):
    """The same, with offices by how many reports give them."""

    offices: list[OfficeCount]


class ActorsPage(Paged):
    """Actors, those that say most first."""

    rows: list[GroupRow]


class OfficeLine(HeldRow):
    """An office, and the report that gives it."""

    outlet: str | None
    published: str | None
    where: str


class LinkRow(Shape):
    """Two actors that may be one, and whether they are taken for one."""

    id: str
    left: str
    right: str
    score: float
    features: list[Feature]
    left_name: str
    right_name: str
    joined: bool


class DayRow(Shape):
    """How much an actor said on a day by one channel."""

    day: str | None
    channel: str
    attributions: int


class LabelUseRow(Shape):
    """How often one user has one label for a target, and in whose voice."""

    target: str
    target_id: str
    about: About
    label: str
    user: str
    user_id: str
    is_outlet: bool
    own: int
    direct: int
    indirect: int
    held: int
    rejected: int
    reports: int
    lines: int
    leaning: str | None
    score: float
    uneven: bool
    words: list[str]


class EdgeRow(Shape):
    """Who stands where to whom: ``sign`` is 1 for it and -1 against it."""

    actor: str
    actor_id: str
    stance: StanceKind
    sign: int
    target: str
    target_id: str
    times: int
    told: int
    reports: int
    lines: int
    first: str | None
    last: str | None
    words: list[str]
    tellers: list[str]


class OneActor(Summed):
    """All that is known of an actor; ``said`` and ``told`` are a page each."""

    offices: list[OfficeLine]
    said: list[AttributionRow]
    said_in_all: int
    told: list[AttributionRow]
    told_in_all: int
    links: list[LinkRow]
    judgements: list[JudgementRow]
    days: list[DayRow]
    labels: list[LabelUseRow]
    stances: list[EdgeRow]


class MentionRow(Words):
    """Words that name an actor; ``head`` is the part that is the name."""

    head: Stretch
    kind: MentionKind
    reason: str


class ActorRow(Shape):
    """An actor of one report."""

    id: str
    report: str
    kind: ActorKind
    name: str
    names: list[str]
    known: str | None
    offices: list[OfficeRow]
    mentions: list[MentionRow]


class TargetRow(Shape):
    """Who or what is labelled."""

    target_id: str
    target: str
    about: About
    uses: int
    loaded: int
    labels: list[str]


class TargetsPage(Paged):
    """Targets of labels, those first of whom most words take a side."""

    rows: list[TargetRow]


class MatrixPage(Shape):
    """The labels of one target, by user."""

    target_id: str
    target: str
    rows: list[LabelUseRow]


class StancesPage(Paged):
    """Edges, the most often taken first."""

    rows: list[EdgeRow]
