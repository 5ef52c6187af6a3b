"""Two offices that one person is given and that nobody holds together, as a dispute.

`sayso actors` lists every two such offices. Here only those are told that no misreading explains:
the title stands at the person's own name, and no report gives both in one breath. Of eleven pairs
that real reports of five events had, nine titles were those of whoever stood beside, and two were
kept by courtesy.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product

import sqlalchemy as sa

from sayso.ledger.actors.listing import list_groups
from sayso.ledger.actors.summing import ONE_BREATH, Group
from sayso.ledger.claims.loading import MOST
from sayso.ledger.database.asking import in_groups
from sayso.ledger.reports.actors import load_actors, post_from
from sayso.ledger.reports.loading import load_reports, load_reuses
from sayso.ledger.tables.reports import ACTORS, LINEAGE, OFFICES
from sayso.names import fold
from sayso.parts import independent_lines
from sayso.records import Actor, Office, Report, Reuse, Span, identify
from sayso.terms import ActorKind, MentionKind

OFFICE = "office"
_WHILE = 90  # days between two reports; in more, an office changes hands
_BEHIND = re.compile(r",? who(?: is|'s|’s) (?:also |now )?(?:the )?")  # a bare one may be another's
_MARKS = re.compile(r"[^\w'’-]+")
_WORD = re.compile(r" ([\w'’-]+)")
# Titles that are kept by courtesy, or that one may hold beside a post.
_COURTESY = frozenset(
    (
        "senator", "congressman", "congresswoman", "governor", "ambassador", "speaker", "mayor",
        "deputy", "councillor", "lawmaker", "legislator", "parliamentarian", "mp", "prince",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Title:
    """An office where a report gives it to somebody: ``span`` holds it and the name beside it."""

    report: Report
    office: Office
    span: Span

    @property
    def outlet(self) -> str:
        """Whose word it is."""
        return self.report.outlet or self.report.title or self.report.where

    @property
    def published(self) -> str | None:
        """The day of the report, ISO 8601."""
        day = self.report.published
        return day.isoformat()[:10] if day else None


@dataclass(frozen=True, slots=True)
class Holding:
    """A post that a person is given: on which lines, the first published first, of each too.

    ``lines`` are the first of ``lines_in_all``; ``reports`` and ``sources`` (outlets) are counts.
    """

    title: str
    lines: tuple[tuple[Title, ...], ...]
    lines_in_all: int
    reports: int
    sources: int

    @property
    def counts(self) -> str:
        """For example "4 reports, 2 independent lines, 3 sources"."""
        told = {"report": self.reports, "independent line": self.lines_in_all}
        told["source"] = self.sources
        return ", ".join(f"{many} {what}{'s' * (many != 1)}" for what, many in told.items())


@dataclass(frozen=True, slots=True)
class TwoOffices:
    """Two posts that reports give one person and that nobody holds together.

    ``sides`` are two, that of most independent lines first.
    """

    id: str
    name: str
    sides: tuple[Holding, ...]

    @property
    def reason(self) -> str:
        """What stands against what, in words."""
        titles = " and ".join(f"“{side.title}”" for side in self.sides)
        return f"{OFFICE}: nobody is {titles} at once"

    @property
    def rank(self) -> tuple[bool, int, int, float, str]:
        """A key by which it is sorted among disputes: by the lines of either side."""
        most, fewer = (side.lines_in_all for side in self.sides)
        return (False, -fewer, -most, -1.0, self.id)


@dataclass(frozen=True, slots=True)
class _Given:
    """A post that a report gives somebody; ``near`` holds the title and the name beside it."""

    post: str
    office: Office
    report: Report
    near: Span | None

    @property
    def key(self) -> str:
        return f"{self.report.id} {self.office.span.start}"


def find_two_offices(conn: sa.Connection) -> Iterator[TwoOffices]:
    """Every two posts of one person that are told so and exclude each other."""
    groups, _ = list_groups(conn, kind=ActorKind.PERSON, conflicts=True)
    for group in groups:
        by_post: defaultdict[str, list[_Given]] = defaultdict(list)
        reports: dict[int, Report] = {}
        for version, one in _given(conn, group):
            by_post[one.post].append(one)
            reports[version] = one.report
        _merge(by_post)
        reuses = None
        for post, other in combinations(sorted(by_post), 2):
            if _exclude(post, other) and _are_apart(by_post[post], by_post[other]):
                reuses = _reuses(conn, reports) if reuses is None else reuses
                yield _dispute(group, by_post[post], by_post[other], reuses)


def _merge(by_post: dict[str, list[_Given]]) -> None:
    """Put a post with the one that tells it in more words: "President", "Drasmeran President"."""
    for post in sorted(by_post):
        one = post_from(post)
        fuller = [
            other
            for other in by_post
            if (full := post_from(other)).noun == one.noun
            and full.rank == one.rank
            and one.scope < full.scope
        ]
        if len(fuller) == 1:
            by_post[fuller[0]] += by_post.pop(post)


def _given(conn: sa.Connection, group: Group) -> Iterator[tuple[int, _Given]]:
    """The posts of a person, with the versions that give them, the first published first."""
    a, o = ACTORS.c, OFFICES.c
    found = []
    for some in in_groups(group.actors):
        numbers = dict(conn.execute(sa.select(a.n, a.version).where(a.id.in_(some))).all())
        actors = load_actors(conn, a.n.in_(numbers))
        reports = load_reports(conn, set(numbers.values()))
        posts = sa.select(o.actor, o.ordinal, o.post).where(o.actor.in_(numbers))
        for n, ordinal, post in conn.execute(posts.where(o.post.is_not(None))):
            actor, report = actors[n], reports[numbers[n]]
            office = actor.offices[ordinal]
            near = _at_name(actor, office.span, report.text)
            found.append((numbers[n], _Given(post, office, report, near)))
    yield from sorted(found, key=lambda pair: (_day(pair[1]) or "9", pair[1].key))


def _at_name(actor: Actor, title: Span, text: str) -> Span | None:
    """The title with the person's name right behind or before it; None where neither is."""
    own = {word for name in (actor.name, *actor.names) for word in fold(name).split()}
    for one in actor.mentions:
        name = one.head
        if one.kind is not MentionKind.NAME or fold(name.of(text)) not in own:
            continue
        end = name.end
        while (word := _WORD.match(text, end)) and fold(word[1]) in own:
            end = word.end()  # the rest of the name
        if title.end <= name.start and set(fold(text[title.end : name.start]).split()) <= own:
            return Span(title.start, end)
        behind = text[end : title.start]
        if end <= title.start and _BEHIND.fullmatch(behind):
            return Span(name.start, title.end)
    return None


def _exclude(post: str, other: str) -> bool:
    one, two = post_from(post), post_from(other)
    if {one.noun, two.noun} & _COURTESY or not one.excludes(two):
        return False
    states = [{word for word in p.scope if word.startswith("@")} for p in (one, two)]
    return not all(states) or states[0] == states[1]  # a minister of two states is a misreading


def _are_apart(ours: Sequence[_Given], theirs: Sequence[_Given]) -> bool:
    """Whether both stand at the name in reports of one time, and nobody says that both are held."""
    if any(_in_one_breath(a, b) for a, b in product(ours, theirs)):
        return False
    pairs = product((a for a in ours if a.near), [b for b in theirs if b.near])
    return any(_days_apart(a, b) <= _WHILE for a, b in pairs)


def _in_one_breath(a: _Given, b: _Given) -> bool:
    """Whether the words of one title stand beside the other: who holds both may be told so."""
    return _stands_beside(a, b.office.title) or _stands_beside(b, a.office.title)


def _stands_beside(given: _Given, title: str) -> bool:
    span, around = given.office.span, ONE_BREATH + len(title)
    beside = given.report.text[max(span.start - around, 0) : span.end + around]
    return set(fold(title).split()) <= set(_MARKS.sub(" ", fold(beside)).split())


def _days_apart(a: _Given, b: _Given) -> int:
    days = [given.report.published for given in (a, b)]
    if days[0] is None or days[1] is None:
        return 0
    return abs(days[0].toordinal() - days[1].toordinal())


def _day(given: _Given) -> str:
    return given.report.published.isoformat() if given.report.published else ""


def _reuses(conn: sa.Connection, reports: dict[int, Report]) -> list[Reuse]:
    c = LINEAGE.c
    return list(load_reuses(conn, sa.and_(c.left.in_(reports), c.right.in_(reports))))


def _dispute(
    group: Group, ours: Sequence[_Given], theirs: Sequence[_Given], reuses: Sequence[Reuse]
) -> TwoOffices:
    sides = [_holding(side, reuses) for side in (ours, theirs)]
    sides.sort(key=lambda side: (-side.lines_in_all, -side.reports, side.title))
    id = identify("offices", group.id, ours[0].post, theirs[0].post)
    return TwoOffices(id, group.name, tuple(sides))


def _holding(some: Sequence[_Given], reuses: Sequence[Reuse]) -> Holding:
    """A post with the reports that give it: those that copied one another are one line."""
    titles = {one.key: Title(one.report, one.office, one.near) for one in some if one.near}
    order = {key: at for at, key in enumerate(titles)}  # the first published first
    pairs = combinations(titles, 2)
    copied = [(a, b) for a, b in pairs if _is_copied(titles[a], titles[b], reuses)]
    lines = independent_lines({key: one.outlet for key, one in titles.items()}, copied)
    told = [sorted(line, key=order.__getitem__) for line in lines]
    told.sort(key=lambda line: order[line[0]])
    return Holding(
        titles[told[0][0]].office.title,
        tuple(tuple(titles[key] for key in line[:MOST]) for line in told[:MOST]),
        len(told),
        len({one.report.id for one in titles.values()}),
        len({one.outlet for one in titles.values()}),
    )


def _is_copied(a: Title, b: Title, reuses: Sequence[Reuse]) -> bool:
    return any(
        (one.report.id, other.report.id) == (r.left_report, r.right_report)
        and r.left.holds(one.office.span)
        and r.right.holds(other.office.span)
        for r in reuses
        for one, other in ((a, b), (b, a))
    )
