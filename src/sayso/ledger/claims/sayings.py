"""Propositions where reports put them forward, each with what it takes to show it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa

from sayso.ledger.database.asking import in_groups
from sayso.ledger.reports.propositions import numbered_propositions
from sayso.ledger.search.excerpts import Excerpt, load_excerpts
from sayso.ledger.tables.reports import ATTRIBUTIONS
from sayso.records import Proposition, Span, words_of
from sayso.terms import NOBODY


@dataclass(frozen=True, slots=True)
class Saying:
    """A proposition in its report; ``excerpt`` is the attribution or assertion that it is of."""

    proposition: Proposition
    excerpt: Excerpt

    @property
    def words(self) -> str:
        """What is said."""
        return words_of(self.proposition.spans, self.excerpt.report.text)

    @property
    def who(self) -> str:
        """Whose word it is: the actor's name, the words for a source, or the outlet."""
        excerpt = self.excerpt
        outlet = excerpt.report.outlet or excerpt.report.title or excerpt.report.where
        if self.proposition.taken_back:
            return f"{outlet}, which takes it back"
        if excerpt.own:
            return outlet
        if excerpt.actor is not None:
            return excerpt.actor.name
        return words_of(excerpt.attribution.source, excerpt.report.text) or NOBODY

    def of(self, span: Span | None) -> str:
        """Some words of its report; what is said where ``span`` is None."""
        return span.of(self.excerpt.report.text) if span else self.words


def load_sayings(
    conn: sa.Connection, numbers: Iterable[int], *, whole: bool = True
) -> dict[int, Saying]:
    """The propositions of these numbers, their excerpts ``whole`` or not (load_excerpts)."""
    propositions = numbered_propositions(conn, numbers)
    a = ATTRIBUTIONS.c
    excerpts = {}
    for some in in_groups(sorted({one.attribution for one in propositions.values()})):
        attributions = conn.scalars(sa.select(a.n).where(a.id.in_(some))).all()
        found = load_excerpts(conn, attributions, whole=whole)
        excerpts.update({one.attribution.id: one for one in found})
    return {n: Saying(one, excerpts[one.attribution]) for n, one in propositions.items()}
