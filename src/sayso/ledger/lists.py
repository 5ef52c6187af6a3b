"""Long lists of an open ledger, a page at a time: findings, reports, passages.

Every method is one transaction, as in store.py, whose Ledger has them.
"""

from __future__ import annotations

from datetime import date

from sayso.ledger.database.opening import Database
from sayso.ledger.overview.copies import Copy, Copying, count_copying, list_copies, load_copies
from sayso.ledger.overview.findings import Findings, load_findings
from sayso.ledger.overview.report_list import Listed, Order, list_outlets, list_reports
from sayso.ledger.search.query import Query


class Lists:
    """The part of a Ledger that lists."""

    _database: Database
    where: str

    def findings(self, query: Query, *, each: int | None = None) -> Findings:
        """What a query found as a whole, with a page of it; with ``each`` by outlet, so many of it.

        Raises NoRecord like ``search``.
        """
        with self._database.reading() as conn:
            return load_findings(conn, query, self.where, each=each)

    def list_reports(
        self,
        *,
        outlet: str | None = None,
        since: date | None = None,
        until: date | None = None,
        words: str = "",
        order: Order = Order.PUBLISHED,
        skip: int = 0,
        top: int = 25,
    ) -> tuple[list[Listed], int]:
        """Reports by their newest versions, and how many there are.

        Those of an ``outlet`` ("" for none named), of some days, with ``words`` in their title.
        """
        told = (outlet, since, until, words, order, skip, top)
        with self._database.reading() as conn:
            return list_reports(conn, *told)

    def outlets(self, *, top: int = 60) -> list[tuple[str, int]]:
        """Outlets with how many reports they have, those of most first."""
        with self._database.reading() as conn:
            return list_outlets(conn, top)

    def copies_in(self, report: str) -> list[Copy]:
        """The passages that the version with this id shares with others, or has twice."""
        with self._database.reading() as conn:
            return load_copies(conn, report)

    def copies(
        self,
        *,
        outlet: str | None = None,
        other: str | None = None,
        within: bool = False,
        skip: int = 0,
        top: int = 25,
    ) -> tuple[list[Copy], int]:
        """Passages that the newest versions share, the latest published first, and their number.

        Those of one ``outlet``, or between it and an ``other``; ``within`` adds an outlet's own.
        """
        with self._database.reading() as conn:
            return list_copies(conn, outlet=outlet, other=other, within=within, skip=skip, top=top)

    def copying(self, *, within: bool = False) -> list[Copying]:
        """How much every outlet has from every other, those of most passages first."""
        with self._database.reading() as conn:
            return count_copying(conn, within=within)
