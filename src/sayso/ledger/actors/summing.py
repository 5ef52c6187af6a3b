"""What a group of actors is called, what it holds and how much it says, over all its reports."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, islice, product

import sqlalchemy as sa

from sayso.ledger.database.asking import in_groups
from sayso.ledger.reports.actors import post_from
from sayso.ledger.tables.reports import ACTOR_NAMES, OFFICES
from sayso.names import fold
from sayso.records import Office, Span
from sayso.terms import ActorKind

# Characters between two offices that a report gives in one breath, and so to one who holds both.
ONE_BREATH = 40


@dataclass(frozen=True, slots=True)
class Held:
    """An office, the actor that a report gives it to, and that report."""

    office: Office
    actor: str
    report: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two offices of one group that nobody holds together, as two places say it."""

    left: Held
    right: Held


@dataclass(frozen=True, slots=True)
class Group:
    """Actors of several reports that are one, as far as links and people tell.

    ``id`` is that of one of ``actors``, which stands for it; ``name`` is the full form that most
    of them have, ``names`` are the others, and ``offices`` the titles, both those of most reports
    first. ``attributions`` counts those whose source it is, ``reports`` those that speak of it.
    """

    id: str
    kind: ActorKind
    name: str
    names: tuple[str, ...]
    offices: tuple[tuple[str, int], ...]
    known: tuple[str, ...]
    actors: tuple[str, ...]
    attributions: int
    reports: int
    conflicts: tuple[Conflict, ...]

    @property
    def counts(self) -> str:
        """For example "1 attribution in 3 reports"."""
        said, told = (
            f"{many:,} {what}{'s' * (many != 1)}"
            for many, what in ((self.attributions, "attribution"), (self.reports, "report"))
        )
        return f"{said} in {told}"

    @property
    def post(self) -> str | None:
        """The office that most reports give, which tells it from others of its name."""
        return self.offices[0][0] if self.offices else None


@dataclass(frozen=True, slots=True)
class Row:
    """A shown actor, with its fullest name."""

    n: int
    id: str
    report: str
    kind: ActorKind
    named: bool
    known: str | None
    name: str


def sum_groups(
    conn: sa.Connection, found: Sequence[Sequence[Row]], said: Mapping[str, int]
) -> list[Group]:
    """The groups of these members; ``said`` counts attributions by the actor that is the source."""
    numbers = sorted(row.n for members in found for row in members)
    names: defaultdict[int, list[str]] = defaultdict(list)
    offices: defaultdict[int, list[tuple[Office, str | None]]] = defaultdict(list)
    n, o = ACTOR_NAMES.c, OFFICES.c
    for some in in_groups(numbers):
        asked = sa.select(n.actor, n.name).where(n.actor.in_(some)).order_by(n.actor, n.ordinal)
        for actor, name in conn.execute(asked):
            names[actor].append(name)
        held = sa.select(OFFICES).where(o.actor.in_(some)).order_by(o.actor, o.ordinal)
        for row in conn.execute(held).mappings():
            span = Span(row["start"], row["end"])
            times = (bool(row["former"]), row["since"], row["until"])
            offices[row["actor"]].append((Office(row["title"], span, *times), row["post"]))
    return [_group(members, names, offices, said) for members in found]


def _group(
    members: Sequence[Row],
    names: Mapping[int, Sequence[str]],
    offices: Mapping[int, Sequence[tuple[Office, str | None]]],
    said: Mapping[str, int],
) -> Group:
    stands, name, *forms = call(members, names)
    titles = _most(
        title
        for row in members
        for title in {fold(o.title): o.title for o, _ in offices.get(row.n, ())}.values()
    )
    held = [
        (Held(office, row.id, row.report), post)
        for row in sorted(members, key=lambda row: row.id)
        for office, post in offices.get(row.n, ())
        if post
    ]
    return Group(
        id=stands,
        kind=main_kind(members),
        name=name,
        names=tuple(forms),
        offices=tuple(titles),
        known=tuple(sorted({row.known for row in members if row.known})),
        actors=tuple(sorted(row.id for row in members)),
        attributions=sum(said.get(row.id, 0) for row in members),
        reports=len({row.report for row in members}),
        conflicts=tuple(_conflicts(held)),
    )


def call(members: Sequence[Row], names: Mapping[int, Sequence[str]]) -> list[str]:
    """The id that stands for them, what they are called, and then their other names."""
    name = name_of(members)
    stands = min(row.id for row in members if fold(row.name) == fold(name))
    forms = _most(form for row in members for form in {fold(f): f for f in names[row.n]}.values())
    return [stands, name, *(form for form, _ in forms if fold(form) != fold(name))]


def name_of(members: Sequence[Row]) -> str:
    """The fullest name that most reports have; of a person's, one with a given name, if any."""
    full = [
        row.name
        for row in members
        if row.kind is ActorKind.PERSON and len(fold(row.name).split()) > 1
    ]
    return _most(full or [row.name for row in members])[0][0]


def _most(words: Iterable[str]) -> list[tuple[str, int]]:
    """Words with how often they come, case and accents aside, the most frequent first."""
    counts: Counter[str] = Counter()
    shown: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for word in words:
        counts[fold(word)] += 1
        shown[fold(word)][word] += 1
    ordered = sorted(counts.items(), key=lambda item: (-item[1], -len(item[0]), item[0]))
    return [(_best(shown[folded]), many) for folded, many in ordered]


def _best(forms: Counter[str]) -> str:
    """Guaidó before Guaido, and both before GUAIDO; else the most frequent."""
    return min(forms, key=lambda form: (form.isupper(), form.isascii(), -forms[form], form))


def main_kind(members: Iterable[Row]) -> ActorKind:
    """The kind that most of them have, of those with a name if there are any."""
    named = [row.kind for row in members if row.named]
    counts = Counter(named or [row.kind for row in members])
    return min(counts.items(), key=lambda item: (-item[1], item[0]))[0]


def _conflicts(held: Sequence[tuple[Held, str]]) -> Iterator[Conflict]:
    """Pairs of posts that exclude each other, each pair once, as the first two places have it."""
    by_post: defaultdict[str, list[Held]] = defaultdict(list)
    for one, post in held:
        by_post[post].append(one)
    for post, other in combinations(by_post, 2):
        if post_from(post).excludes(post_from(other)):
            pairs = product(by_post[post], by_post[other])
            apart = (Conflict(*pair) for pair in pairs if _far(*pair))
            yield from islice(apart, 1)


def _far(left: Held, right: Held) -> bool:
    """Whether they are of two reports, or not said in one breath."""
    one, other = left.office.span, right.office.span
    gap = max(one.start, other.start) - min(one.end, other.end)
    return left.report != right.report or gap >= ONE_BREATH
