"""Whether confidence keeps its word: of the attributions given 0.8, about 80 % are right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

BINS = 10


@dataclass(frozen=True, slots=True)
class Outcome:
    """One predicted attribution: its confidence (0 to 1) and how it compares with gold."""

    confidence: float
    exact: bool
    near: bool  # every span overlaps


@dataclass(frozen=True, slots=True)
class Bin:
    """The outcomes with a confidence in ``[low, high)``; shares and mean are 0 to 1."""

    low: float
    high: float
    count: int
    confidence: float
    exact: float
    near: float


def reliability(outcomes: Iterable[Outcome]) -> tuple[Bin, ...]:
    """Ten bins of equal width, empty ones with zeros; 1.0 falls into the last."""
    held: list[list[Outcome]] = [[] for _ in range(BINS)]
    for outcome in outcomes:
        held[min(max(int(outcome.confidence * BINS), 0), BINS - 1)].append(outcome)
    return tuple(_bin(number, outcomes_) for number, outcomes_ in enumerate(held))


def _bin(number: int, outcomes: Sequence[Outcome]) -> Bin:
    count = len(outcomes)
    return Bin(
        low=number / BINS,
        high=(number + 1) / BINS,
        count=count,
        confidence=sum(o.confidence for o in outcomes) / (count or 1),
        exact=sum(o.exact for o in outcomes) / (count or 1),
        near=sum(o.near for o in outcomes) / (count or 1),
    )


def calibration_error(bins: Sequence[Bin]) -> tuple[float, float]:
    """Expected calibration error, 0 to 1: |confidence - share right| by bin, weighted by count.

    The first takes exactly right attributions as right, the second those that overlap throughout.
    """
    total = sum(b.count for b in bins) or 1
    exact = sum(b.count * abs(b.confidence - b.exact) for b in bins) / total
    near = sum(b.count * abs(b.confidence - b.near) for b in bins) / total
    return exact, near
