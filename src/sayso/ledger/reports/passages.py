"""The keys of passages in the ledger: what lineage asks while a report is being added."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import sqlalchemy as sa

from sayso.ledger.reports.loading import load_reports
from sayso.ledger.tables.reports import PASSAGES, VERSIONS
from sayso.records import COMMON_KEY, Passage, Report

_AT_ONCE = 500  # parameters of one statement; SQLite allows 32,766


class LedgerIndex:
    """The passages of other reports' versions before number ``before``, for lineage to ask."""

    def __init__(self, conn: sa.Connection, before: int, report: int) -> None:
        """Speak over ``conn``, in its transaction, as version ``before`` of ``report`` is added.

        What a page keeps of its own former versions is no reuse: they are left out.
        """
        self._conn, self._before, self._report = conn, before, report
        self._held: Counter[int] = Counter()  # holders of the keys that were asked for
        self._numbers: dict[str, int] = {}

    def holders(self, bands: Iterable[int]) -> list[tuple[int, str]]:
        """(key, report id) of every key that is held, of each the first COMMON_KEY reports."""
        p, v = PASSAGES.c, VERSIONS.c
        found = []
        for some in _in_groups(sorted(set(bands))):
            self._held.update(dict.fromkeys(some, 0))
            asked = (
                sa.select(p.band, v.id, v.n)
                .join(VERSIONS, v.n == p.version)
                .where(p.band.in_(some), p.version < self._before, v.report != self._report)
                .order_by(p.band, p.version)
            )
            for band, report, number in self._conn.execute(asked):
                self._held[band] += 1
                self._numbers[report] = number
                found.append((band, report))
        return found

    def reports(self, ids: Sequence[str]) -> list[Report]:
        """The reports (those versions of them) with these ids, which ``holders`` named."""
        numbers = [self._numbers[id] for id in ids]
        found = load_reports(self._conn, numbers)
        return [found[number] for number in numbers]

    def put(self, passages: Iterable[Passage]) -> None:
        """Keep the passages of the version that is being added; common keys have enough holders."""
        rows: dict[int, dict[str, int]] = {}
        for passage in passages:
            for band in passage.bands:
                start, end = passage.span.start, passage.span.end
                rows.setdefault(
                    band, {"band": band, "version": self._before, "start": start, "end": end}
                )
        if unknown := rows.keys() - self._held.keys():
            self.holders(unknown)
        kept = [row for band, row in sorted(rows.items()) if self._held[band] < COMMON_KEY]
        if kept:
            self._conn.execute(sa.insert(PASSAGES), kept)


def _in_groups(bands: list[int]) -> Iterable[list[int]]:
    return (bands[at : at + _AT_ONCE] for at in range(0, len(bands), _AT_ONCE))
