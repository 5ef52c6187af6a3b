"""The records of claims: what is put forward, by whom, on how many lines, and how it clashes."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.across import Feature
from sayso.records import Span
from sayso.terms import RelationKind


@dataclass(frozen=True, slots=True)
class Claim:
    """Propositions of one or several reports that say the same.

    ``propositions`` are their ids in order; the first of ``lines`` is the largest. A line is a
    tuple of ids whose sources have it from one another, or are one source: however many papers
    carry a wire's story, it is one line. ``reports`` and ``sources`` are counts; ``stated`` is the
    proposition that has most in common with the others.
    """

    id: str
    propositions: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]
    reports: int
    sources: int
    stated: str

    @property
    def counts(self) -> str:
        """For example "4 reports, 2 independent lines, 3 sources"."""
        lines = len(self.lines)
        return (
            f"{self.reports} report{'s' * (self.reports > 1)}, "
            f"{lines} independent line{'s' * (lines > 1)}, "
            f"{self.sources} source{'s' * (self.sources > 1)}"
        )


@dataclass(frozen=True, slots=True)
class Relation:
    """How two propositions stand to each other. Left comes before right by id.

    ``score`` is 0 to 1. ``left_words`` and ``right_words`` are the words that clash, or that agree,
    in either report; ``reason`` says it in words; ``dimension`` is what a clash or a qualification
    is in: polarity, number, time, place, actor, label, certainty; "" for other kinds.
    """

    id: str
    left: str
    right: str
    kind: RelationKind
    score: float
    reason: str
    dimension: str = ""
    left_words: Span | None = None
    right_words: Span | None = None
    features: tuple[Feature, ...] = ()
