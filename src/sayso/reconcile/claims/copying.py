"""Which propositions stand in passages that were copied one from another."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable

from sayso.reconcile.claims.likeness import share
from sayso.records import Reuse, Span
from sayso.records.claims import Proposition

_MOSTLY = 0.6  # of the characters of a proposition, and of the words of two


def find_copies(
    propositions: Iterable[Proposition], reuses: Iterable[Reuse]
) -> dict[tuple[str, str], Reuse]:
    """The reuse that holds both, by pairs of ids in order.

    A passage may have been cut when it was copied: of its propositions those pair that share most.
    """
    by_report: defaultdict[str, list[Proposition]] = defaultdict(list)
    for one in propositions:
        by_report[one.report].append(one)
    starts: dict[str, list[int]] = {}
    for report, some in by_report.items():
        some.sort(key=lambda p: p.spans[0])
        starts[report] = [p.spans[0].start for p in some]
    found: dict[tuple[str, str], Reuse] = {}
    for reuse in sorted(reuses, key=lambda r: r.id):
        left = _inside(by_report[reuse.left_report], starts.get(reuse.left_report, []), reuse.left)
        right = _inside(
            by_report[reuse.right_report], starts.get(reuse.right_report, []), reuse.right
        )
        for one in left:
            near = max(right, key=lambda other: _alike(one, other), default=None)
            if near is not None and near.id != one.id and _alike(one, near)[0] >= _MOSTLY:
                found.setdefault((min(one.id, near.id), max(one.id, near.id)), reuse)
    return found


def _inside(some: list[Proposition], starts: list[int], span: Span) -> list[Proposition]:
    first, last = bisect_left(starts, span.start), bisect_right(starts, span.end)
    return [p for p in some[max(first - 1, 0) : last] if _held(p, span) >= _MOSTLY * _size(p)]


def _size(one: Proposition) -> int:
    return sum(span.end - span.start for span in one.spans)


def _held(one: Proposition, span: Span) -> int:
    return sum(max(min(s.end, span.end) - max(s.start, span.start), 0) for s in one.spans)


def _alike(one: Proposition, other: Proposition) -> tuple[float, str]:
    """How much of their words both have; of equal ones the last by id."""
    return share(one, other)[0], other.id
