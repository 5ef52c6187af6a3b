"""Which reports may share words with one, out of an index of keys and never by trying them all.

How many points two of them have in common depends on who holds their keys, and in no way on the
order in which they came (sayso.records.lineage has the rule, which the ledger keeps to as well).
"""

from __future__ import annotations

from bisect import insort
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from sayso.records import NEAR, Passage, Report, meetings, passage_place


class MemoryIndex:
    """Reports by the keys of their passages, in memory."""

    def __init__(self) -> None:
        self._reports: dict[str, Report] = {}
        self._holders: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)

    def add(self, report: Report, passages: Iterable[Passage]) -> None:
        """Keep ``report`` under the keys of its ``passages``; once more changes nothing."""
        if report.id not in self._reports:
            self._reports[report.id] = report
            for key in _keys(passages):
                insort(self._holders[key], (passage_place(report), report.id))

    def near(self, report: Report, passages: Iterable[Passage]) -> Iterator[Report]:
        """The reports to compare with one, in the order of ids, as though it were one of them."""
        me = (passage_place(report), report.id)
        points: Counter[str] = Counter()
        for key in _keys(passages):
            holders = self._holders.get(key, [])
            if me not in holders:
                holders = sorted([*holders, me])
            for (_, other), more in meetings(holders, me):
                points[other] += more
        yield from (self._reports[id] for id in sorted(points) if points[id] >= NEAR)

    def __iter__(self) -> Iterator[Report]:
        return iter(self._reports.values())


def _keys(passages: Iterable[Passage]) -> set[int]:
    return {key for passage in passages for key in passage.bands}
