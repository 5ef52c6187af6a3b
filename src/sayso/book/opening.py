"""A ledger as Python works with it: each list a table, each record by its id."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

from sayso.book import columns, lists
from sayso.book.table import Charted, Table
from sayso.errors import NoRecord
from sayso.ledger import Deed, EventQuery, Hit, Ledger, Query, open_ledger
from sayso.ledger.actors.page import ActorPage
from sayso.ledger.actors.summing import Group
from sayso.ledger.claims.loading import ClaimPage
from sayso.ledger.disputes.offices import TwoOffices
from sayso.ledger.disputes.parting import Parted
from sayso.ledger.overview.report_list import Listed
from sayso.ledger.pages import ReusePage
from sayso.records import Reading
from sayso.terms import ActorKind, Certainty, ChannelKind, Clock, EventType, Manner, QuoteType

if TYPE_CHECKING:
    from sayso.adding import Outcome
    from sayso.pipeline import Cell, Edge, Entry, How, Pipeline
    from sayso.reading import Source

_MOST = 30_000  # attributions of a table: SQLite takes 32,766 numbers in one question


def open_book(address: str | os.PathLike[str], *, create: bool = False) -> Book:
    """Open the ledger in a file, or at ``postgresql+psycopg://...``; make it if ``create``.

    Raises NoLedger, NewerLedger, NotWritten.

    >>> with sayso.open("event.db") as book:
    ...     print(book.claims(contested=True)[0].counts)
    3 reports, 2 independent lines, 3 sources
    """
    where = address if isinstance(address, str) else Path(address)
    return Book(open_ledger(where, create=create))


class Book:
    """A ledger's lists as tables; every argument narrows what a table has.

    Names (``actor``, ``source``, ``target``) are names or ids; days are held at both ends. What
    nobody is called raises NoRecord when the table is looked at.
    """

    def __init__(self, ledger: Ledger) -> None:
        """Use ``sayso.open`` instead. ``ledger`` has what is not shown here."""
        self.ledger = ledger

    def __enter__(self) -> Book:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<Book of {self.ledger.where}>"

    def close(self) -> None:
        """Give back what it holds open; tables that were not looked at can no longer be."""
        self.ledger.close()

    def add(
        self,
        sources: Source | Iterable[Source],
        pipeline: Pipeline | None = None,
        **how: Unpack[How],
    ) -> list[Outcome]:
        """Read files, folders, tables and addresses into the ledger; what became of each report.

        What is there is not read again. ``how`` is Pipeline.read's. Raises LedgerError.

        >>> with sayso.open("mine.db", create=True) as mine:
        ...     [(one.kind, one.found) for one in mine.add(["corvane-dawn.html", "nothing.html"])]
        [(<Added.NEW: 'new'>, 19), ('failed', None)]
        """
        from sayso.adding import Adding
        from sayso.reading import pipeline as shared

        reader = pipeline or shared()
        adding = Adding(self.ledger, reader)
        several = [sources] if isinstance(sources, str | os.PathLike) else sources
        reports = reader.reports((os.fspath(one) for one in several), **how)
        return list(adding.add_all(reports))

    def reports(
        self,
        *,
        outlet: str | None = None,
        words: str = "",
        since: date | None = None,
        until: date | None = None,
    ) -> Charted[Listed]:
        """Reports by their newest versions, the latest first; ``words`` are of the title."""
        asked = partial(
            lists.reports, self.ledger, outlet=outlet, words=words, since=since, until=until
        )
        return Charted("reports", columns.REPORTS, asked)

    def attributions(
        self,
        words: str = "",
        *,
        source: str | None = None,
        actor: str | None = None,
        outlet: str | None = None,
        quote_type: QuoteType | str | None = None,
        manner: Manner | str | None = None,
        channel: ChannelKind | str | None = None,
        certainty: Certainty | str | None = None,
        since: date | None = None,
        until: date | None = None,
        said: tuple[date | None, date | None] = (None, None),
        happened: tuple[date | None, date | None] = (None, None),
        own: bool = False,
        added: bool = False,
        top: int = 1000,
    ) -> Table[Hit]:
        """Who said what, as ``sayso search`` finds it; at most ``top``, the latest published first.

        ValueError for more than 30,000, which are for an export, and for a word that is no term.

        >>> hit = book.attributions("base", manner="deny")[0]
        >>> hit.report.outlet, hit.snippet.text
        ('Corvane Wire', 'that the base had fallen')
        """
        if top > _MOST:
            raise ValueError(f"at most {_MOST:,} attributions; sayso export writes all of them")
        query = Query(
            words=words,
            source=source,
            actor=actor,
            outlet=outlet,
            quote_type=QuoteType(quote_type) if quote_type else None,
            manners=(Manner(manner),) if manner else (),
            channels=(ChannelKind(channel),) if channel else (),
            certainties=(Certainty(certainty),) if certainty else (),
            since=since,
            until=until,
            said=said,
            happened=happened,
            own=own,
            added=added,
            limit=top,
        )
        asked = partial(lists.attributions, self.ledger, query)
        return Table("attributions", columns.ATTRIBUTIONS, asked)

    def claims(
        self, *, contested: bool = False, source: str | None = None, top: int | None = None
    ) -> Table[ClaimPage]:
        """What is claimed, on how many independent lines, those of most first.

        Only what is ``contested``, or what a ``source`` (an actor or an outlet) puts forward.
        """
        asked = partial(lists.claims, self.ledger, contested=contested, source=source, top=top)
        return Table("claims", columns.CLAIMS, asked)

    def accounts(self, *, top: int | None = None) -> Table[Parted | TwoOffices]:
        """Disputes, each with its sides, the most contested first; a claim is a row of cells."""
        return Table("disputes", columns.ACCOUNTS, partial(lists.accounts, self.ledger, top=top))

    def actors(
        self,
        *,
        kind: ActorKind | str | None = None,
        conflicts: bool = False,
        top: int | None = None,
    ) -> Table[Group]:
        """Who says or is spoken of, those that say most first; ``conflicts`` between offices."""
        asked = partial(
            lists.actors,
            self.ledger,
            kind=ActorKind(kind) if kind else None,
            conflicts=conflicts,
            top=top,
        )
        return Table("actors", columns.ACTORS, asked)

    def labels(
        self, *, target: str | None = None, about: str | None = None, loaded: bool = False
    ) -> Table[Cell]:
        """Who calls whom or what by which words; ``about`` "actor" or "event"."""
        asked = partial(lists.labels, self.ledger, target=target, about=about, loaded=loaded)
        return Table("labels", columns.LABELS, asked)

    def stances(self, *, actor: str | None = None, kind: str | None = None) -> Charted[Edge]:
        """Who stands where to whom."""
        asked = partial(lists.stances, self.ledger, actor=actor, kind=kind)
        return Charted("stances", columns.STANCES, asked)

    def timeline(
        self,
        *,
        by: Clock | str = Clock.HAPPENED,
        actor: str | None = None,
        since: date | None = None,
        until: date | None = None,
    ) -> Charted[Entry]:
        """What happened and was said by a clock: "happened", "said" or "published"."""
        asked = partial(
            lists.timeline, self.ledger, Clock(by), actor=actor, since=since, until=until
        )
        return Charted("entries", columns.TIMELINE, asked)

    def events(
        self,
        *types: EventType | str,
        actor: str | None = None,
        recipient: str | None = None,
        since: date | None = None,
        until: date | None = None,
        top: int | None = None,
    ) -> Table[Deed]:
        """Who did what to whom, the latest first: one of several ``types`` will do."""
        query = EventQuery(tuple(map(EventType, types)), actor, recipient, since, until, None, top)
        return Table("events", columns.EVENTS, partial(lists.events, self.ledger, query))

    def lineage(self, *, between: bool = False) -> Table[ReusePage]:
        """Passages that stand in two reports; with ``between``, in those of two outlets."""
        return Table(
            "passages", columns.LINEAGE, partial(lists.lineage, self.ledger, between=between)
        )

    def claim(self, id: str) -> ClaimPage:
        """The claim with this id, or four letters of it. Raises NoRecord."""
        page = self.ledger.show(id)
        if isinstance(page, ClaimPage):
            return page
        raise NoRecord(self.ledger.where, f"{id} is no claim's id", "book.claims() lists them")

    def actor(self, name: str) -> ActorPage:
        """All that is known of the actor with this name or id. Raises NoRecord."""
        return self.ledger.actor(name)

    def reading(self, id: str) -> Reading:
        """What was read in the version of a report with this id. Raises NoRecord."""
        return self.ledger.reading(id)
