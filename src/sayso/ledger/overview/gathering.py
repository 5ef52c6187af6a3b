"""What the newest versions of all reports tell of one kind, with who is who over all of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Generic, Protocol, TypeVar

import sqlalchemy as sa

from sayso.ledger.actors.listing import names_of
from sayso.ledger.actors.speaking import one_of
from sayso.ledger.database.asking import in_groups
from sayso.ledger.database.kept import kept
from sayso.ledger.overview.counting import newest
from sayso.ledger.reports.accounts import ByVersion, load_happenings, load_labels, load_stances
from sayso.ledger.reports.loading import load_reports, load_reuses
from sayso.ledger.tables.accounts import STANCES
from sayso.ledger.tables.reports import ACTORS, ATTRIBUTIONS, LINEAGE
from sayso.records import Happening, Label, Party, Report, Reuse, Span, Stance

_AT_ONCE = 200  # versions whose texts are in memory together
_LONGEST = 160  # characters of a sentence
# Not of "U.S. officials", "J. Smith" or "Mr. Assad".
_END = re.compile(
    r"(?<![ .][A-Z])(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bDr)(?<!\bSt)(?<!\bGen)(?<!\bSen)(?<!\bRep)"
    r"[.!?][”\"’']?(?=\s+[“\"‘'A-Z0-9])|\n"
)


class Record(Protocol):
    """What belongs to one report."""

    @property
    def id(self) -> str: ...  # noqa: D102

    @property
    def report(self) -> str: ...  # noqa: D102


_T = TypeVar("_T", bound=Record)


@dataclass(frozen=True, slots=True)
class Told:
    """The words of a record, the sentence around them, and whose report has them when.

    Of labels there are too many to look for their sentences: those have "".
    """

    words: str
    sentence: str
    report: str
    outlet: str | None
    published: str | None
    where: str


@dataclass(frozen=True, slots=True)
class Known:
    """Who is one over all reports: ``of`` gives the group of an actor, ``names`` those of groups.

    The first name is what the group is called.
    """

    of: Mapping[str, str]
    names: Mapping[str, tuple[str, ...]]

    def name(self, party: Party) -> str | None:
        """What a party is called: the name of its group, else the report's words, if any."""
        group = self.of.get(party.actor, party.actor) if party.actor else ""
        return self.names[group][0] if group in self.names else party.words or None


@dataclass(frozen=True, slots=True)
class Gathered(Generic[_T]):
    """Records in the order of adding, what each says by its id, and who is who in them."""

    records: tuple[_T, ...]
    told: Mapping[str, Told]
    known: Known
    reuses: tuple[Reuse, ...]


def gather_labels(conn: sa.Connection) -> tuple[Gathered[Label], tuple[Happening, ...]]:
    """Every label, and the happenings that some are of."""
    gathered = _gather(conn, load_labels, lambda one: (one.span,), _of_label, sentences=False)
    return gathered, tuple(_load(conn, load_happenings))


def gather_stances_of(
    conn: sa.Connection, actors: Collection[str]
) -> tuple[Gathered[Stance], dict[str, Party]]:
    """The stances of and to these actors (ids), and who tells of those that others tell of."""
    x = STANCES.c
    condition = sa.or_(one_of(conn, x.actor, actors), one_of(conn, x.target, actors))
    load, within = partial(load_stances, condition=condition), _versions_of(conn, actors)
    return _with_tellers(conn, _gather(conn, load, lambda s: s.words, _of_stance, within=within))


def _versions_of(conn: sa.Connection, actors: Collection[str]) -> list[int]:
    """The newest versions with these actors, whose labels and stances are there and nowhere else.

    Labels and stances have no index but that of their versions.
    """
    a = ACTORS.c
    asked = sa.select(a.version).where(one_of(conn, a.id, actors), a.shown == 1).distinct()
    return sorted(conn.scalars(asked))


def gather_stances(conn: sa.Connection) -> tuple[Gathered[Stance], dict[str, Party]]:
    """Every stance; and of those that only somebody tells of, by the stance's id, who that is."""

    def gather() -> tuple[Gathered[Stance], dict[str, Party]]:
        return _with_tellers(conn, _gather(conn, load_stances, lambda one: one.words, _of_stance))

    return kept(conn, "stances", gather)


def _with_tellers(
    conn: sa.Connection, gathered: Gathered[Stance]
) -> tuple[Gathered[Stance], dict[str, Party]]:
    within = {one.within for one in gathered.records if one.within}
    a = ATTRIBUTIONS.c
    told = {}
    for some in in_groups(sorted(within)):
        asked = sa.select(a.id, a.source, a.actor).where(a.id.in_(some))
        for id, words, actor in conn.execute(asked):
            told[id] = Party(" ".join(words.split()), actor)
    return gathered, {one.id: told[one.within] for one in gathered.records if one.within in told}


def _of_stance(stance: Stance) -> tuple[str, ...]:
    return (stance.actor, stance.target)


def _of_label(label: Label) -> tuple[str, ...]:
    return (label.target, label.user) if label.user else (label.target,)


def _gather(
    conn: sa.Connection,
    load: Callable[[sa.Connection, Collection[int]], ByVersion[_T]],
    words: Callable[[_T], Sequence[Span]],
    actors: Callable[[_T], Iterable[str]],
    *,
    sentences: bool = True,
    within: Sequence[int] | None = None,
) -> Gathered[_T]:
    """What ``load`` finds in the newest versions, or in those of them that are ``within``."""
    records: list[_T] = []
    told: dict[str, Told] = {}
    for some in newest_versions(conn) if within is None else _in_parts(within):
        found = load(conn, some)
        reports = load_reports(conn, list(found))
        for n, ones in found.items():
            records += ones
            for one in ones:
                told[one.id] = tell(reports[n], words(one), sentence=sentences)
    ids = {id for one in records for id in actors(one)}
    reuses = tuple(load_reuses(conn, None if within is None else reused_in(conn, within)))
    return Gathered(tuple(records), told, load_known(conn, ids), reuses)


def reused_in(conn: sa.Connection, versions: Collection[int]) -> sa.ColumnElement[bool]:
    """That lineage is of one of these versions."""
    x = LINEAGE.c
    return sa.or_(one_of(conn, x.left, versions), one_of(conn, x.right, versions))


def _load(
    conn: sa.Connection, load: Callable[[sa.Connection, Collection[int]], ByVersion[_T]]
) -> Iterator[_T]:
    for some in newest_versions(conn):
        for ones in load(conn, some).values():
            yield from ones


def newest_versions(
    conn: sa.Connection, within: Collection[int] | None = None
) -> Iterator[Sequence[int]]:
    """Numbers of the newest versions, as many at once as may be in memory; those ``within``."""
    every = conn.scalars(newest())
    yield from _in_parts(sorted(n for n in every if within is None or n in within))


def _in_parts(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    return (numbers[at : at + _AT_ONCE] for at in range(0, len(numbers), _AT_ONCE))


def tell(report: Report, spans: Sequence[Span], *, sentence: bool = True) -> Told:
    """What stands at some spans of a report."""
    text = report.text
    return Told(
        " … ".join(_plain(span.of(text)) for span in spans),
        sentence_around(text, Span(spans[0].start, spans[-1].end)) if sentence else "",
        report.id,
        report.outlet,
        report.published.isoformat() if report.published else None,
        report.where,
    )


def sentence_around(text: str, span: Span) -> str:
    """The sentence that words stand in, by its marks; of a long one what is near them."""
    whole = sentence_span(text, span)
    start, end = whole.start, whole.end
    if end - start <= _LONGEST:
        return _plain(text[start:end])
    room = max(_LONGEST - (span.end - span.start), 0)
    first = max(start, min(span.start - room // 2, end - _LONGEST))
    last = min(end, max(span.end, first + _LONGEST))
    while start < first and not text[first - 1].isspace():
        first -= 1
    while last < end and not text[last].isspace():
        last += 1
    cut = _plain(text[first:last])
    return ("… " if first > start else "") + cut + (" …" if last < end else "")


def sentence_span(text: str, span: Span) -> Span:
    """Where the sentence begins and ends that words stand in; of a long one its near beginning."""
    begin = max(span.start - 2 * _LONGEST, 0)
    ends = [found.end() for found in _END.finditer(text, begin, span.start)]
    found = _END.search(text, max(span.end - 2, span.start))
    end = max(found.end(), span.end) if found else len(text)
    return Span(ends[-1] if ends else begin, end)


def _plain(words: str) -> str:
    return " ".join(words.split())


def load_known(conn: sa.Connection, ids: Collection[str]) -> Known:
    """The groups of these actors (ids), and the names of these groups and of who is in none."""
    return Known(*names_of(conn, ids))
