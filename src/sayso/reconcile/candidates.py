"""Which reports may share words with one, out of an index of keys and never by trying them all."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from sayso.records import COMMON_KEY, Passage, Report

# Of 6600 reports, one shares a single key with eleven others by chance; a key that stands alone and
# has five holders or more was a real passage in 2 of 1572 cases, one with fewer in 8 of 1061.
_FEW = 4  # holders of a key that is enough by itself; of more common ones there must be two
_MOST = 32  # reports to compare with, those with the rarest keys
_TOGETHER = 3  # common keys that tell a story or a quotation that many carry from a phrase
_CARRIERS = (
    8  # reports with common keys to compare with: those with most, then those that came first
)


class PassageIndex(Protocol):
    """Keys of passages, wherever they are kept."""

    def holders(self, bands: Iterable[int]) -> Iterable[tuple[int, str]]:
        """(key, report id) of the keys that were put; of each the first ``COMMON_KEY`` reports."""

    def reports(self, ids: Sequence[str]) -> Iterable[Report]:
        """The reports of ids that ``holders`` gave, in their order."""

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

    def reports(self, ids: Sequence[str]) -> list[Report]:
        """The reports of ids that ``holders`` gave; KeyError for one that was never added."""
        return [self._reports[id] for id in ids]

    def put(self, passages: Iterable[Passage]) -> None:
        """Index passages; those that are there already change nothing."""
        for passage in passages:
            for key in passage.bands:
                holders = self._holders[key]
                if len(holders) < COMMON_KEY and passage.report not in holders:
                    holders.append(passage.report)


def nearby(holders: Iterable[tuple[int, str]]) -> list[str]:
    """Ids of the reports to compare with, in order of id; never more than ``_MOST + _CARRIERS``.

    A key weighs less the more reports hold it. With ``COMMON_KEY`` holders it says little: many
    reports have the phrase. Where several such keys come together, it is a story or a quotation
    that many carry, and few carriers will do.
    """
    by_key: defaultdict[int, dict[str, None]] = defaultdict(dict)
    for key, holder in holders:
        by_key[key][holder] = None
    weights: defaultdict[str, list[float]] = defaultdict(list)
    carriers: Counter[str] = Counter()
    for found in by_key.values():
        if len(found) >= COMMON_KEY:
            carriers.update(tuple(found))
            continue
        for holder in found:
            weights[holder].append(1 / len(found))
    near = [holder for holder, keys in weights.items() if len(keys) > 1 or keys[0] >= 1 / _FEW]
    near.sort(key=lambda holder: (-sum(weights[holder]), holder))
    many = (holder for holder, keys in carriers.most_common(_CARRIERS) if keys >= _TOGETHER)
    return sorted({*near[:_MOST], *many})
