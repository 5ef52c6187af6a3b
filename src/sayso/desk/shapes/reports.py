"""Reports, their outlets, what is copied between them, and what was read."""

from __future__ import annotations

from typing import Literal

from sayso.desk.shapes.actors import ActorRow, LabelUseRow
from sayso.desk.shapes.base import Paged, Shape, Stretch
from sayso.desk.shapes.said import AttributionRow, Judged, JudgementRow, PlaceRow, TimeRow
from sayso.ledger.overview.copies import Copying
from sayso.ledger.overview.report_list import Listed
from sayso.ledger.pages import Version
from sayso.terms import Direction


class ReportFields(Shape):
    """What is known about a report."""

    where: str
    title: str | None
    outlet: str | None
    authors: list[str]
    published: str | None
    modified: str | None
    url: str | None
    language: str | None


class ReadReport(ReportFields):
    """A report and what is said in it. ``text`` is what the characters of all spans are of."""

    id: str
    text: str
    attributions: list[AttributionRow]


class EndRow(Stretch):
    """One end of a reuse."""

    report: str


class ReuseRow(Shape):
    """Two stretches with the same words, and which of them was first."""

    id: str
    left: EndRow
    right: EndRow
    similarity: float
    direction: Direction
    reason: str


class OneReport(ReportFields):
    """One version of a report, with all that was read in it."""

    record: Literal["report"]
    id: str
    version: str
    versions: list[Version]
    attributions: list[Judged]
    assertions: list[Judged]
    actors: list[ActorRow]
    times: list[TimeRow]
    places: list[PlaceRow]
    lineage: list[ReuseRow]
    added: list[Judged]
    orphans: list[JudgementRow]
    text: str


class ReportsPage(Paged):
    """Reports by their newest versions."""

    rows: list[Listed]


class CopyEnd(EndRow):
    """One end of a copied passage, with its words and its report."""

    text: str
    where: str
    title: str | None
    outlet: str | None
    published: str | None
    url: str | None


class CopyRow(Shape):
    """A passage that two reports have."""

    id: str
    left: CopyEnd
    right: CopyEnd
    similarity: float
    direction: Direction
    reason: str


class LineagePage(Paged):
    """Passages, the latest published first; ``outlets`` counts them by who has them from whom."""

    outlets: list[Copying]
    rows: list[CopyRow]


class IssuedRow(Shape):
    """A report of an outlet."""

    report: str
    title: str | None
    where: str
    published: str | None
    attributions: int
    assertions: int


class QuotedRow(Shape):
    """Whom an outlet quotes, and how often."""

    actor: str
    actor_id: str
    times: int


class OneOutlet(Shape):
    """An outlet; ``reports`` and ``own`` are a page each."""

    outlet: str
    first: str | None
    last: str | None
    reports_in_all: int
    reports: list[IssuedRow]
    own_in_all: int
    own: list[AttributionRow]
    quotes: list[QuotedRow]
    copying: list[Copying]
    labels: list[LabelUseRow]
