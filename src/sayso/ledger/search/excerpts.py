"""Attributions out of their readings, each with what it takes to show it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from sayso.ledger.index.words import Phrase, Snippet, make_snippet
from sayso.ledger.reports.actors import load_sources
from sayso.ledger.reports.attributions import load_attributions
from sayso.ledger.reports.loading import load_reports
from sayso.ledger.reports.settings import load_places, load_times
from sayso.ledger.tables.reports import ATTRIBUTIONS, VERSIONS
from sayso.records import Actor, Attribution, Judgement, Place, Reading, Report, Time, words_of


@dataclass(frozen=True, slots=True)
class Excerpt:
    """An attribution with its report, and the report's times and places.

    ``actor`` is its source; ``own`` is whether the report asserts it itself.
    """

    report: Report
    attribution: Attribution
    actor: Actor | None
    own: bool
    times: tuple[Time, ...]
    places: tuple[Place, ...]

    @property
    def reading(self) -> Reading:
        """A reading that holds nothing else."""
        one = (self.attribution,)
        said, asserted = ((), one) if self.own else (one, ())
        actors = (self.actor,) if self.actor else ()
        return Reading(self.report, said, actors, self.times, self.places, asserted)


@dataclass(frozen=True, slots=True)
class Hit:
    """An attribution that a search found; ``snippet`` is of its content."""

    excerpt: Excerpt
    snippet: Snippet
    judgements: tuple[Judgement, ...]

    @property
    def report(self) -> Report:
        """The report that it stands in."""
        return self.excerpt.report

    @property
    def attribution(self) -> Attribution:
        """What was found."""
        return self.excerpt.attribution

    @property
    def actor(self) -> Actor | None:
        """Its source."""
        return self.excerpt.actor


def make_hit(excerpt: Excerpt, phrases: Iterable[Phrase], judgements: tuple[Judgement, ...]) -> Hit:
    """A hit whose snippet marks ``phrases``."""
    content = words_of(excerpt.attribution.content, excerpt.report.text)
    return Hit(excerpt, make_snippet(content, phrases), judgements)


def load_excerpts(
    conn: sa.Connection, numbers: Sequence[int], *, whole: bool = True
) -> list[Excerpt]:
    """The attributions of these numbers, in this order.

    Unless ``whole``, without their reports' blocks, times and places, which are most of the work.
    """
    a, v = ATTRIBUTIONS.c, VERSIONS.c
    found = load_attributions(conn, a.n.in_(numbers))
    own = set(conn.scalars(sa.select(a.n).where(a.n.in_(numbers), a.own == 1)))
    ids = {one.report for one in found.values()}
    versions = conn.scalars(sa.select(v.n).where(v.id.in_(ids))).all()
    reports = load_reports(conn, versions, blocks=whole)
    number_of = {report.id: n for n, report in reports.items()}
    sources = load_sources(conn, found.values())
    placed = versions if whole else ()
    times, places = load_times(conn, placed), load_places(conn, placed)
    return [
        Excerpt(
            reports[version],
            one,
            sources.get(one.actor or ""),
            n in own,
            times.get(version, ()),
            places.get(version, ()),
        )
        for n, one, version in ((n, found[n], number_of[found[n].report]) for n in numbers)
    ]
