"""A ledger, open: every method is one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import sqlalchemy as sa

from sayso.errors import LedgerError, NoRecord, SaysoError
from sayso.ledger import rows, writing
from sayso.ledger.actors import who
from sayso.ledger.actors.listing import list_groups
from sayso.ledger.actors.page import ActorPage, load_actor_page
from sayso.ledger.actors.pairs import keep_pair
from sayso.ledger.actors.summing import Group
from sayso.ledger.claims.judged import keep_review
from sayso.ledger.claims.loading import Between, ClaimPage, list_claims, load_stated
from sayso.ledger.claims.worded import claims_worded
from sayso.ledger.comparing import Comparing
from sayso.ledger.database.opening import Database
from sayso.ledger.deciding import decide
from sayso.ledger.disputes.offices import TwoOffices, find_two_offices
from sayso.ledger.index.near import points_called, spoken_of
from sayso.ledger.judgements import keeping as judging
from sayso.ledger.judgements.added import added_to, follow
from sayso.ledger.judgements.keeping import Change
from sayso.ledger.lists import Lists
from sayso.ledger.overview.copies import Copy
from sayso.ledger.overview.counting import Stats, count_all, count_unaccounted, count_undescribed
from sayso.ledger.overview.deeds import Deeds, EventQuery, find_deeds
from sayso.ledger.overview.gathering import Gathered, Known, gather_labels, gather_stances
from sayso.ledger.overview.moments import gather_moments
from sayso.ledger.pages import Page, ReusePage, load_page, reuse_pages
from sayso.ledger.reports.loading import load_readings, load_reports
from sayso.ledger.search.excerpts import Hit, load_excerpts, make_hit
from sayso.ledger.search.query import Query, find_attributions
from sayso.ledger.streaming import (
    stream_claims,
    stream_clashes,
    stream_copies,
    stream_known,
    stream_readings,
)
from sayso.ledger.tables.ids import resolve
from sayso.ledger.tables.reports import PAIR_VERDICTS, VERSIONS
from sayso.ledger.upkeep import Upkeep
from sayso.ledger.viewing import Viewing
from sayso.ledger.writing import Reconcile
from sayso.records import (
    Attribution,
    Happening,
    Judgement,
    Label,
    Moment,
    Party,
    Reading,
    Report,
    Run,
    Stance,
)
from sayso.terms import ActorKind, Added, Verdict


class Ledger(Viewing, Lists, Upkeep, Comparing):
    """Reports, what was read in them, and what people decided about that."""

    def __init__(self, database: Database) -> None:
        """Use ``open_ledger`` instead."""
        self._database = database
        self.where = database.where

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give back what it holds open."""
        self._database.close()

    def known_id(self, report: Report) -> str | None:
        """Id under which this very text of the report is there, if it is."""
        with self._database.reading() as conn:
            return writing.known_id(conn, report)

    def add(self, reading: Reading, run: Run, reconcile: Reconcile | None = None) -> Added:
        """Add a report and what was read in it, whole or not at all.

        When it returns, the report is on the disk. A text that is there is left as it is. With
        ``reconcile`` (a Pipeline), reuse between it and the reports added before is kept too, and
        which actors may be one.
        """
        with self._database.writing() as conn:
            return writing.add_reading(conn, reading, run, reconcile)

    def reread(self, reading: Reading, run: Run, reconcile: Reconcile | None = None) -> None:
        """Replace what was read in a report that is there. Judgements stay."""
        with self._database.writing() as conn:
            writing.reread(conn, reading, run, reconcile)

    def fail(self, error: SaysoError) -> None:
        """Record that something could not be read, and why."""
        with self._database.writing() as conn:
            writing.keep_failure(conn, error)

    def reports(self) -> Iterator[Report]:
        """All versions of all reports, in the order of adding, one in memory at a time."""
        number: int | None = 0
        while True:
            with self._database.reading() as conn:
                n = VERSIONS.c.n
                number = conn.scalar(sa.select(sa.func.min(n)).where(n > number))
                if number is None:
                    return
                report = load_reports(conn, [number])[number]
            yield report

    def search(self, query: Query) -> tuple[Hit, ...]:
        """Attributions of the newest versions that match, the latest published first.

        Raises NoRecord where the actor that is asked for is nobody or several.
        """
        phrases = query.phrases
        with self._database.reading() as conn:
            actors = who.find_group(conn, query.actor, self.where).actors if query.actor else None
            numbers = find_attributions(conn, query, actors)
            excerpts = load_excerpts(conn, numbers)
            judged = judging.judgements_of(conn, [one.attribution.id for one in excerpts])
        return tuple(make_hit(one, phrases, judged.get(one.attribution.id, ())) for one in excerpts)

    def undescribed(self) -> int:
        """How many versions were read before ledgers kept manners, times and places."""
        with self._database.reading() as conn:
            return count_undescribed(conn)

    def spoken_of(self, ids: Iterable[str]) -> set[str]:
        """Those of these known places that a report means."""
        with self._database.reading() as conn:
            return spoken_of(conn, ids)

    def points_called(self, name: str) -> list[tuple[str, float, float]]:
        """Name, latitude and longitude of the places of reports that are called so."""
        with self._database.reading() as conn:
            return points_called(conn, name)

    def reading(self, id: str) -> Reading:
        """What was read in the version with this id, as it was added. Raises NoRecord."""
        with self._database.reading() as conn:
            table, whole = resolve(conn, id, self.where)
            number = writing.version_number(conn, whole)
            if number is None:
                told = f"{id} is of the {table}, not of a version"
                raise NoRecord(self.where, told, "sayso show lists the versions of a report")
            return load_readings(conn, [number])[number]

    def added(self, version: str) -> tuple[Attribution, ...]:
        """What people found in the version with this id and the machine did not."""
        with self._database.reading() as conn:
            number = writing.version_number(conn, version)
            return () if number is None else added_to(conn, [number])

    def show(self, id: str) -> Page:
        """What has this id, or four letters of it, or the actor of this name. Raises NoRecord."""
        with self._database.reading() as conn:
            return load_page(conn, id, self.where)

    def actors(
        self,
        *,
        kind: ActorKind | None = None,
        top: int | None = None,
        skip: int = 0,
        conflicts: bool = False,
    ) -> tuple[list[Group], int]:
        """Who is in the newest versions, those that say most first, and how many they are.

        At most ``top`` after the first ``skip``; of one ``kind``, or with ``conflicts`` between
        their offices.
        """
        with self._database.reading() as conn:
            return list_groups(conn, kind=kind, top=top, skip=skip, conflicts=conflicts)

    def actor(self, name: str) -> ActorPage:
        """All that is known of the actor with this id or name. Raises NoRecord."""
        with self._database.reading() as conn:
            return load_actor_page(conn, name, self.where)

    def claims(
        self,
        *,
        contested: bool = False,
        source: str | None = None,
        top: int | None = None,
        skip: int = 0,
    ) -> tuple[list[ClaimPage], int]:
        """Claims of the newest versions, those of most independent lines first, and their number.

        At most ``top`` after the first ``skip``; only those that are ``contested``, or that a
        ``source`` puts forward: an actor by name or id, or an outlet. Raises NoRecord where nobody
        is called so.
        """
        with self._database.reading() as conn:
            return list_claims(
                conn, self.where, contested=contested, source=source, top=top, skip=skip
            )

    def claims_worded(self, words: str, *, top: int) -> list[ClaimPage]:
        """Claims with all the ``words`` in one attribution, those of most lines first."""
        with self._database.reading() as conn:
            return claims_worded(conn, words, top)

    def labels(self) -> tuple[Gathered[Label], tuple[Happening, ...]]:
        """Every label of the newest versions, and the happenings that some are of."""
        with self._database.reading() as conn:
            return gather_labels(conn)

    def two_offices(self) -> list[TwoOffices]:
        """Every two posts that reports give one person and nobody holds together."""
        with self._database.reading() as conn:
            return sorted(find_two_offices(conn), key=lambda one: one.rank)

    def stances(self) -> tuple[Gathered[Stance], dict[str, Party]]:
        """Every stance of the newest versions; and who tells of those that others tell of."""
        with self._database.reading() as conn:
            return gather_stances(conn)

    def moments(self, *, since: date | None = None, until: date | None = None) -> Gathered[Moment]:
        """Events and sayings of the newest versions that have a time.

        Where days are told, both held, only of reports that came out or name a time between them:
        all that has a time in between is there, and some more.
        """
        with self._database.reading() as conn:
            return gather_moments(conn, since, until)

    def events(self, query: EventQuery) -> Deeds:
        """The events of the newest versions that a query asks for. Raises NoRecord."""
        with self._database.reading() as conn:
            return find_deeds(conn, query, self.where)

    def unaccounted(self) -> int:
        """How many versions were read before ledgers kept events, labels, stances and claims."""
        with self._database.reading() as conn:
            return count_unaccounted(conn)

    def stats(self) -> Stats:
        """How much there is."""
        with self._database.reading() as conn:
            return count_all(conn)

    def judge(
        self,
        id: str,
        verdict: Verdict,
        judge: str,
        *,
        change: Change | None = None,
        note: str | None = None,
    ) -> Judgement:
        """Add a person's decision on an attribution, a claim, or a relation.

        Only attributions are edited. ``id`` is a report's (its newest version is meant) or a
        version's where the machine did not find an attribution: that is added, with ``change``
        for what it is. Raises NoRecord, LedgerError.
        """
        with self._database.writing() as conn:
            return decide(conn, id, verdict, judge, change, note, self.where)

    def judge_actors(
        self, left: str, right: str, verdict: Verdict, judge: str, *, note: str | None = None
    ) -> Judgement:
        """Add a person's decision that two actors are the same or different. Raises NoRecord.

        Both are ids or names; a name means the actors that bear it.
        """
        if verdict not in PAIR_VERDICTS:
            raise LedgerError(self.where, f"two actors are not to {verdict}", "same or different")
        with self._database.writing() as conn:
            one, other = (who.find_actor(conn, name, self.where) for name in (left, right))
            if one.id == other.id:
                told = f"{left!r} and {right!r} are one and the same actor of one report"
                raise LedgerError(self.where, told, "give the ids of two")
            return keep_pair(conn, one, other, verdict, judge, note)

    def undo(self, judge: str, id: str | None = None) -> Judgement:
        """Take back ``judge``'s last judgement, or the last on the attribution ``id``.

        If ``id`` is a judgement's, that one, whoever made it. Gives the row that undoes it. Raises
        NoRecord.
        """
        with self._database.writing() as conn:
            judgement = judging.last_judgement(conn, id, judge, self.where)
            undoing = judging.undo_judgement(conn, judgement, judge)
            follow(conn, undoing)
            return undoing

    def review(self, claim: str, reviewer: str, note: str) -> Judgement | None:
        """Add what a fact checker published on the claim with this id; None where it is there."""
        with self._database.writing() as conn:
            return keep_review(conn, claim, load_stated(conn, claim), reviewer, note)

    def restore(self, judgement: Judgement) -> bool:
        """Add a judgement that was made in another ledger; false where it is there."""
        with self._database.writing() as conn:
            if new := judging.restore(conn, judgement):
                follow(conn, judgement)
            return new

    def lineage(self) -> Iterator[ReusePage]:
        """Every reuse with the two reports that it is between."""
        with self._database.reading() as conn:
            yield from reuse_pages(conn)

    def readings(
        self, *, whole: bool = True, added: bool = False, amended: bool = False
    ) -> Iterator[Reading]:
        """What was read in the newest version of each report, in the order of their ids.

        Unless ``whole``, without labels, happenings and propositions: in half of the time. With
        the attributions that people ``added``, after the machine's; ``amended`` has those too, and
        what people corrected as they did.
        """
        with self._database.reading() as conn:
            yield from stream_readings(conn, whole=whole, added=added, amended=amended)

    def readings_known(self) -> Iterator[tuple[Reading, Known]]:
        """Readings, amended and not whole, with the groups and names of their actors and others."""
        with self._database.reading() as conn:
            yield from stream_known(conn)

    def every_claim(self) -> Iterator[ClaimPage]:
        """All claims in the order of their ids, each with the first of its lines."""
        with self._database.reading() as conn:
            yield from stream_claims(conn)

    def every_clash(self) -> Iterator[Between]:
        """All contradictions in the order of their ids."""
        with self._database.reading() as conn:
            yield from stream_clashes(conn)

    def every_copy(self) -> Iterator[Copy]:
        """All passages that the newest versions share, in the order of their ids."""
        with self._database.reading() as conn:
            yield from stream_copies(conn)

    def rows(self, *, amended: bool = False) -> Iterator[dict[str, object]]:
        """All of it as rows of JSON, in an order that depends on nothing but the content.

        What people corrected is as the machine read it, or ``amended`` as they did.
        """
        with self._database.reading() as conn:
            yield from rows.all_rows(conn, amended=amended)


def open_ledger(address: str | Path, *, create: bool = False) -> Ledger:
    """Open the ledger in a file, or at ``postgresql+psycopg://...``; make it if ``create``.

    An older ledger is migrated after a backup copy. Raises NoLedger, NewerLedger, NotWritten.
    """
    return Ledger(Database(address, create=create))
