"""Labels by whom or what they are of, so that a page need not gather all of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from sayso.ledger.actors.listing import joined_actors
from sayso.ledger.actors.speaking import one_of
from sayso.ledger.database.kept import kept
from sayso.ledger.overview.counting import newest
from sayso.ledger.overview.gathering import (
    Gathered,
    Told,
    load_known,
    newest_versions,
    reused_in,
    tell,
)
from sayso.ledger.reports.accounts import label_from, load_happenings
from sayso.ledger.reports.loading import load_reports, load_reuses
from sayso.ledger.tables.accounts import HAPPENINGS, LABELS
from sayso.ledger.tables.reports import ACTORS, VERSIONS
from sayso.records import OF_NOBODY, Happening, Label
from sayso.terms import About, LabelForm, Voice

# Target, about, key, how often it is meant, as a noun, and taking a side.
_Count = tuple[str, str, str, int, int, int]
Join = Callable[[Iterable[Happening]], Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Target:
    """Who or what is labelled, over all reports, by the least of its ``ids`` in each report.

    ``keys`` are its labels with how often each is meant, the most frequent first, ``nouns`` those
    that are nouns. ``loaded`` are uses of labels that take a side. ``told`` tells a happening from
    others of its family.
    """

    id: str
    about: About
    ids: tuple[str, ...]
    keys: tuple[tuple[str, int], ...]
    nouns: tuple[str, ...]
    uses: int
    loaded: int
    told: frozenset[str] = frozenset()


def list_targets(conn: sa.Connection, join: Join) -> tuple[Target, ...]:
    """All targets: those of whom loaded words are used more than once, then those of most uses.

    ``join`` gives the group of each happening.
    """

    def make() -> tuple[Target, ...]:
        happenings = _happenings(conn)
        return tuple(_targets(conn, happenings, join(happenings)))

    return kept(conn, "label targets", make)


def find_target(conn: sa.Connection, id: str, join: Join) -> Target | None:
    """The target that one of its ids means, None where nothing is called anything by it."""

    def make() -> Mapping[str, Target]:
        return {one: target for target in list_targets(conn, join) for one in target.ids}

    return kept(conn, "label targets by id", make).get(id)


def _happenings(conn: sa.Connection) -> list[Happening]:
    found = (load_happenings(conn, some) for some in newest_versions(conn))
    return [one for some in found for ones in some.values() for one in ones]


def _targets(
    conn: sa.Connection, happenings: Iterable[Happening], joined: Mapping[str, str]
) -> list[Target]:
    actors = joined_actors(conn)
    told: defaultdict[object, set[str]] = defaultdict(set)
    for happening in happenings:
        told[joined[happening.id]] |= happening.told
    groups: defaultdict[object, list[_Count]] = defaultdict(list)
    for count in _counts(conn):
        groups[joined.get(count[0]) or actors.get(count[0], count[0])].append(count)
    found = [_target(counts, told.get(group, ())) for group, counts in groups.items()]
    return sorted(found, key=lambda one: (-one.loaded * (one.loaded > 1), -one.uses, one.id))


def _target(counts: Sequence[_Count], told: Iterable[str]) -> Target:
    if len(counts) == 1:  # as most are: one label, in one report
        ((id, about, key, uses, noun, loaded),) = counts
        nouns = (key,) if noun else ()
        return Target(id, About(about), (id,), ((key, uses),), nouns, uses, loaded, frozenset(told))
    meant, named = Counter[str](), Counter[str]()
    for _, _, key, uses, noun, _ in counts:
        meant[key] += uses
        named[key] += noun
    ids = sorted({id for id, *_ in counts})
    return Target(
        ids[0],
        About(counts[0][1]),
        tuple(ids),
        tuple(_ordered(meant)),
        tuple(noun for noun, many in _ordered(named) if many),
        meant.total(),
        sum(loaded for *_, loaded in counts),
        frozenset(told),
    )


def _ordered(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _counts(conn: sa.Connection) -> Iterable[_Count]:
    """For each target of a report and key: how often it is meant, as a noun, and taking a side."""
    x = LABELS.c
    held = sa.or_(x.rejected == 1, x.voice == Voice.HELD.value)
    meant = sa.case((held, 0), else_=1)
    noun = sa.case((sa.or_(x.rejected == 1, x.form == LabelForm.MODIFIER.value), 0), else_=1)
    loaded = sa.case((sa.or_(held, x.leaning.is_(None)), 0), else_=1)
    sums = (sa.func.sum(one) for one in (meant, noun, loaded))
    asked = sa.select(x.target, x.about, x.key, *sums).where(x.version.in_(newest()))
    rows = conn.execute(asked.group_by(x.target, x.about, x.key))
    return (tuple(row) for row in rows)


def gather_target(conn: sa.Connection, ids: Collection[str]) -> Gathered[Label]:
    """The labels of whom or what these ids (of single reports) mean, without their sentences."""
    within = None if any(id.startswith(OF_NOBODY) for id in ids) else _versions_of(conn, ids)
    return some_labels(conn, one_of(conn, LABELS.c.target, ids), within)


def _versions_of(conn: sa.Connection, ids: Collection[str]) -> list[int]:
    """Versions of actors and happenings: labels have no index but that of their versions."""
    a, h = ACTORS.c, HAPPENINGS.c
    found = set(conn.scalars(sa.select(a.version).where(one_of(conn, a.id, ids), a.shown == 1)))
    found |= set(conn.scalars(sa.select(h.version).where(one_of(conn, h.id, ids))))
    return sorted(found)


def gather_labels_in(conn: sa.Connection, outlet: str) -> Gathered[Label]:
    """The labels that an outlet uses in its own voice, without their sentences."""
    x, v = LABELS.c, VERSIONS.c
    own = sa.and_(x.outlet == outlet, x.user.is_(None), x.attribution.is_(None))
    asked = sa.select(v.n).where(v.outlet == outlet, v.n.in_(newest()))
    return some_labels(conn, own, list(conn.scalars(asked)))


def some_labels(
    conn: sa.Connection, condition: sa.ColumnElement[bool], within: Sequence[int] | None
) -> Gathered[Label]:
    """Labels of the newest versions, or of those of them that are ``within``.

    Only the words of each are read out of its report's text.
    """
    x, v = LABELS.c, VERSIONS.c
    words = sa.func.substr(v.text, x.start + 1, x.end - x.start).label("words")
    issued = (v.n, v.id.label("report"), v.outlet.label("issued"), v.published, v.where)
    of_newest: sa.ColumnElement[bool] = v.n.in_(newest())
    if within is not None:
        of_newest = sa.and_(of_newest, one_of(conn, x.version, within))
    asked = (
        sa.select(LABELS, *issued, words)
        .join(VERSIONS, v.n == x.version)
        .where(of_newest, condition)
        .order_by(x.version, x.ordinal)
    )
    records: list[Label] = []
    told: dict[str, Told] = {}
    versions: set[int] = set()
    for row in conn.execute(asked).mappings():
        label = label_from(row)
        records.append(label)
        versions.add(row["version"])
        plain = " ".join(row["words"].split())
        about = (row["report"], row["issued"], row["published"], row["where"])
        told[label.id] = Told(plain, "", *about)
    ids = {id for one in records for id in (one.target, one.user) if id}
    reuses = tuple(load_reuses(conn, reused_in(conn, versions)))
    return Gathered(tuple(records), told, load_known(conn, ids), reuses)


def tell_labels(conn: sa.Connection, labels: Sequence[Label]) -> dict[str, Told]:
    """Each of some labels with the sentence around it, by its id."""
    v = VERSIONS.c
    numbers = conn.scalars(sa.select(v.n).where(v.id.in_({one.report for one in labels}))).all()
    reports = {one.id: one for one in load_reports(conn, numbers).values()}
    return {one.id: tell(reports[one.report], (one.span,)) for one in labels}
