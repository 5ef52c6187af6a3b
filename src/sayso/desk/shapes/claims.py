"""Claims, what stands against them, and disputes."""

from __future__ import annotations

from sayso.desk.shapes.base import Feature, Paged, Shape, Words
from sayso.desk.shapes.said import JudgementRow
from sayso.terms import Certainty, RelationKind


class SayingRow(Shape):
    """One time that a claim was made."""

    proposition: str
    attribution: str
    own: bool
    who: str
    actor: str | None
    certainty: Certainty
    words: str
    spans: list[Words]
    report: str
    outlet: str | None
    published: str | None


class LineRow(Shape):
    """An independent line: ``said`` so often, in so many reports, the first saying first."""

    said: int
    reports: int
    sayings: list[SayingRow]


class SideRow(SayingRow):
    """A saying of a claim, and its words that clash with the other side's."""

    claim: str
    clash: Words | None


class BetweenRow(Shape):
    """How two sayings stand to each other, and why."""

    id: str
    kind: RelationKind
    dimension: str
    reason: str
    score: float
    left: SideRow
    right: SideRow
    features: list[Feature]
    judgements: list[JudgementRow]


class AgainstRow(BetweenRow):
    """The same, seen from one claim: ``claim`` is the other."""

    claim: str


class CountedRow(Shape):
    """A claim with its lines; ``lines_in_all`` may be more than stand here."""

    id: str
    words: str
    reports: int
    lines_in_all: int
    sources: int
    lines: list[LineRow]


class ClaimRow(CountedRow):
    """The same with the saying that states it best, and what stands against it."""

    stated: SayingRow
    against: list[AgainstRow]
    judgements: list[JudgementRow]


class ClaimsPage(Paged):
    """Claims, those of most independent lines first."""

    rows: list[ClaimRow]


class Others(Shape):
    """What else stands to a claim, by one kind of relation."""

    total: int
    rows: list[BetweenRow]


class OneClaim(ClaimRow, Paged):
    """A claim beside the claims against it, which are paged; ``days`` counts its sayings by day."""

    rivals: list[ClaimRow]
    others: dict[RelationKind, Others]
    days: dict[str, int]


class PartedSide(Shape):
    """Claims of a dispute that leave room for one another."""

    claims: list[CountedRow]


class PartedRow(Shape):
    """A dispute about one ground, with its sides and the pairs of sayings between them."""

    id: str
    ground: str
    reason: str
    rejected: bool
    sides: list[PartedSide]
    left_out: int
    against: list[BetweenRow]


class TitleRow(Shape):
    """An office as a report gives it to somebody."""

    words: str
    span: Words
    clash: Words
    report: str
    outlet: str | None
    published: str | None


class HoldingRow(Shape):
    """One of two offices, with the lines of those that give it."""

    title: str
    reports: int
    lines_in_all: int
    sources: int
    lines: list[list[TitleRow]]


class TwoOfficesRow(Shape):
    """Two offices of one person that nobody holds together."""

    id: str
    ground: str
    reason: str
    rejected: bool
    name: str
    sides: list[HoldingRow]


class AccountsPage(Paged):
    """Disputes; ``grounds`` counts them by what they are about, ``offices`` are on page 1."""

    grounds: dict[str, int]
    rows: list[PartedRow]
    offices: list[TwoOfficesRow]


class Chosen(ClaimRow):
    """A claim of a dossier, and the words above it."""

    note: str


class DossierPage(Shape):
    """Claims in a person's order."""

    title: str
    note: str
    claims: list[Chosen]


class JudgementLine(JudgementRow):
    """A judgement, and whether it was taken back."""

    undone: bool


class JudgementsPage(Paged):
    """Judgements, the last first."""

    rows: list[JudgementLine]


class AttributionHistory(Shape):
    """Judgements on an attribution that a later reading no longer found."""

    id: str
    judgements: list[JudgementRow]
    history: list[JudgementRow]
