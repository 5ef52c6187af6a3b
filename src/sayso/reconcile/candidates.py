"""Which reports may share words with one, out of an index of keys and never by trying them all."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Protocol

from sayso.records import COMMON_KEY, Passage, Report

_TOGETHER = 3  # common keys that a report must share; a phrase of the trade gives one, a line three
_CARRIERS = (
    8  # reports with common keys to compare with: those with most, then those that came first
)


class PassageIndex(Protocol):
    """Keys of passages, wherever they are kept."""

    def holders(self, bands: Iterable[int]) -> Iterable[tuple[int, str]]:
        """(key, report id) of the keys that were put; of each the first ``COMMON_KEY`` reports."""

    def report(self, id: str) -> Report:
        """The report of an id that ``holders`` gave."""

    def put(self, passages: Iterable[Passage]) -> None:
        """Index passages; those that are there already change nothing."""


class MemoryIndex:
    """A PassageIndex in memory."""

    def __init__(self) -> None:
        self._reports: dict[str, Report] = {}
        self._holders: defaultdict[int, list[str]] = defaultdict(list)

    def add(self, report: Report, passages: Iterable[Passage]) -> None:
        """Keep ``report`` and index its ``passages``."""
        self._reports[report.id] = report
        self.put(passages)

    def holders(self, bands: Iterable[int]) -> Iterator[tuple[int, str]]:
        """(key, report id) of the keys that were put; of each the first ``COMMON_KEY`` reports."""
        for key in bands:
            for holder in self._holders.get(key, ()):
                yield key, holder

    def report(self, id: str) -> Report:
        """The report of an id that ``holders`` gave; KeyError for one that was never added."""
        return self._reports[id]

    def put(self, passages: Iterable[Passage]) -> None:
        """Index passages; those that are there already change nothing."""
        for passage in passages:
            for key in passage.bands:
                holders = self._holders[key]
                if len(holders) < COMMON_KEY and passage.report not in holders:
                    holders.append(passage.report)


def nearby(holders: Iterable[tuple[int, str]]) -> list[str]:
    """Ids of the reports to compare with, in order of id.

    A key with ``COMMON_KEY`` holders says little: many reports have the phrase. Where several such
    keys come together, it is a story or a quotation that many carry, and few carriers will do.
    """
    by_key: defaultdict[int, dict[str, None]] = defaultdict(dict)
    for key, holder in holders:
        by_key[key][holder] = None
    near: set[str] = set()
    carriers: Counter[str] = Counter()
    for found in by_key.values():
        if len(found) < COMMON_KEY:
            near.update(found)
        else:
            carriers.update(tuple(found))
    many = (holder for holder, keys in carriers.most_common(_CARRIERS) if keys >= _TOGETHER)
    return sorted(near.union(many))
