"""Which words of several reports are one line: they stand in passages that were copied."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping

from sayso.records import Reuse, Span


def find_lines(places: Iterable[tuple[str, str, Span]], reuses: Iterable[Reuse]) -> dict[str, str]:
    """The line of each place that stands in a passage with copies: the same for all of them.

    A place is (id, report, span), and is found by its id. Passages of one report that overlap are
    one. What stands in no such passage is in no line.
    """
    sides: defaultdict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for reuse in reuses:
        for report, span in (
            (reuse.left_report, reuse.left),
            (reuse.right_report, reuse.right),
        ):
            sides[report].append((span.start, span.end, reuse.id))
    roots: dict[str, str] = {}
    merged = {report: _merge(sorted(some), roots) for report, some in sides.items()}
    found = {}
    for id, report, span in places:
        passage = _around(merged.get(report, ()), span)
        if passage is not None:
            found[id] = f"line:{_root(roots, passage)}"
    return found


def _merge(some: list[tuple[int, int, str]], roots: dict[str, str]) -> list[tuple[int, int, str]]:
    """The passages of one report without overlaps; those that overlap get one root."""
    found: list[tuple[int, int, str]] = []
    for start, end, id in some:
        if found and start < found[-1][1]:
            first, last, other = found[-1]
            found[-1] = first, max(last, end), other
            low, high = sorted((_root(roots, id), _root(roots, other)))
            roots[high] = low
        else:
            found.append((start, end, id))
    return found


def _root(roots: Mapping[str, str], id: str) -> str:
    while id in roots and roots[id] != id:
        id = roots[id]
    return id


def _around(passages: list[tuple[int, int, str]] | tuple[()], span: Span) -> str | None:
    """The id of the passage that holds a span."""
    at = bisect_right(passages, (span.start, float("inf"), "")) - 1
    if at < 0 or span.end > passages[at][1]:
        return None
    return passages[at][2]
