"""Claims, with who puts them forward in which words, and what stands against them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from sayso.errors import NoRecord
from sayso.ledger.actors.who import find_group
from sayso.ledger.claims.judged import JudgedClaims, load_judged
from sayso.ledger.claims.relations import Related, clashes_of, load_opposed, load_relations
from sayso.ledger.claims.sayings import Saying, load_sayings
from sayso.ledger.claims.tallying import Member, Tally, tally_claims
from sayso.ledger.database.asking import in_groups, looked_up
from sayso.ledger.database.kept import kept
from sayso.ledger.tables.claims import CLAIMS, PROPOSITIONS, RELATIONS, WORDINGS
from sayso.ledger.tables.reports import ATTRIBUTIONS, VERSIONS
from sayso.names import fold
from sayso.records import Judgement, Relation
from sayso.terms import Verdict

MOST = (
    20  # lines of a claim that are shown, and sayings of a line, unless told; the first published
)


@dataclass(frozen=True, slots=True)
class Line:
    """Sayings that have one origin, the first published first: of ``said``, in ``reports``."""

    sayings: tuple[Saying, ...]
    said: int
    reports: int


@dataclass(frozen=True, slots=True)
class Between:
    """A relation between sayings of two claims; left has the lesser id."""

    relation: Relation
    left: Saying
    right: Saying
    left_claim: str
    right_claim: str
    judgements: tuple[Judgement, ...]

    @property
    def rejected(self) -> bool:
        """Whether the last who judged it says that it is not so."""
        return bool(self.judgements) and self.judgements[-1].verdict is Verdict.REJECT


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """A claim: how it is stated, on which lines, and against what.

    ``lines`` are the first of ``lines_in_all``; ``reports`` and ``sources`` are counts.
    """

    id: str
    stated: Saying
    lines: tuple[Line, ...]
    lines_in_all: int
    reports: int
    sources: int
    against: tuple[Between, ...]
    judgements: tuple[Judgement, ...]

    @property
    def counts(self) -> str:
        """For example "4 reports, 2 independent lines, 3 sources"."""
        return ", ".join(
            f"{many} {what}{'s' * (many != 1)}"
            for many, what in (
                (self.reports, "report"),
                (self.lines_in_all, "independent line"),
                (self.sources, "source"),
            )
        )

    @property
    def rank(self) -> tuple[int, int, int, str]:
        """A key by which claims are sorted: those of most independent lines first."""
        return (-self.lines_in_all, -self.sources, -self.reports, self.id)


def list_claims(
    conn: sa.Connection,
    where: str,
    *,
    contested: bool = False,
    source: str | None = None,
    top: int | None = None,
    skip: int = 0,
) -> tuple[list[ClaimPage], int]:
    """Claims, those of most independent lines first, and how many there are.

    At most ``top`` after the first ``skip``. Those alone that are ``contested``, or that a
    ``source`` puts forward: an actor by name or id, or an outlet in its own voice. Raises NoRecord
    where nobody is called so.
    """
    end = None if top is None else skip + top
    if source is not None:
        wanted = put_forward_by(conn, source, where)
        if contested:
            wanted &= set(_contested(conn))
        numbers = _ranked(conn, wanted)
    elif contested:
        numbers = _contested(conn)
    else:
        numbers, many = _every(conn, skip, end)
        return _in_order(conn, numbers), many
    return _in_order(conn, numbers[skip:end]), len(numbers)


def _in_order(conn: sa.Connection, numbers: Sequence[int]) -> list[ClaimPage]:
    tallies = tally_claims(conn, numbers)
    return load_claims(conn, {n: tallies[n] for n in numbers})


def _ranked(conn: sa.Connection, numbers: Collection[int]) -> list[int]:
    tallies = tally_claims(conn, numbers)
    return sorted(tallies, key=lambda n: tallies[n].rank)


def _contested(conn: sa.Connection) -> list[int]:
    """Numbers of the claims that others stand against, in their order."""
    return kept(
        conn,
        "contested",
        lambda: _ranked(conn, {n for one in load_opposed(conn) for n in one.claims}),
    )


def _every(conn: sa.Connection, skip: int, end: int | None) -> tuple[list[int], int]:
    """Numbers of claims in their order, and how many there are: those said once come last."""
    c = CLAIMS.c
    many = conn.scalar(sa.select(sa.func.count()).select_from(CLAIMS)) or 0
    repeated = kept(conn, "repeated", lambda: _ranked(conn, _repeated(conn)))
    found = repeated[skip:end]
    if end is None or len(repeated) < end:
        rest = None if end is None else end - max(skip, len(repeated))
        alone = sa.select(c.n).where(c.n.not_in(_REPEATED)).order_by(c.id)
        found += conn.scalars(alone.offset(max(skip - len(repeated), 0)).limit(rest))
    return found, many


_REPEATED = (
    sa.select(WORDINGS.c.claim)
    .join(
        PROPOSITIONS,
        sa.and_(PROPOSITIONS.c.wording == WORDINGS.c.wording, PROPOSITIONS.c.shown == 1),
    )
    .group_by(WORDINGS.c.claim)
    .having(sa.func.count() > 1)
)


def _repeated(conn: sa.Connection) -> set[int]:
    return set(conn.scalars(_REPEATED))


def load_claim(conn: sa.Connection, id: str) -> ClaimPage:
    """The claim with this id, whole."""
    number = conn.scalar(sa.select(CLAIMS.c.n).where(CLAIMS.c.id == id))
    (page,) = load_claims(conn, tally_claims(conn, [number or 0]), most=None)
    return page


def load_stated(conn: sa.Connection, id: str) -> Saying:
    """How the claim with this id is stated, and no more of it."""
    number = conn.scalar(sa.select(CLAIMS.c.stated).where(CLAIMS.c.id == id))
    return load_sayings(conn, [number or 0])[number or 0]


def load_between(conn: sa.Connection, id: str) -> Between:
    """The relation with this id."""
    (found,) = load_betweens(conn, [id])
    return found


def load_betweens(conn: sa.Connection, ids: Collection[str]) -> list[Between]:
    """The relations with these ids, in the order of the ids."""
    found = list(load_relations(conn, RELATIONS.c.id.in_(ids)))
    sayings = load_sayings(conn, {n for one in found for n in one.propositions})
    names, judged = _ids(conn, {n for one in found for n in one.claims}), load_judged(conn)
    return [_between(one, sayings, names, judged) for one in found]


def claim_of(conn: sa.Connection, proposition: str, where: str) -> str:
    """The id of the claim that a proposition is of. Raises NoRecord."""
    w, p, c = WORDINGS.c, PROPOSITIONS.c, CLAIMS.c
    asked = (
        sa.select(c.id)
        .join(WORDINGS, w.claim == c.n)
        .join(PROPOSITIONS, p.wording == w.wording)
        .where(p.id == proposition, p.shown == 1)
    )
    found: str | None = conn.scalar(asked)
    if found is None:
        told = f"{proposition} is of a former version of its report"
        raise NoRecord(where, told, "sayso claims lists what the newest say")
    return found


def load_claims(
    conn: sa.Connection,
    tallies: Mapping[int, Tally],
    *,
    most: int | None = MOST,
    whole: bool = True,
) -> list[ClaimPage]:
    """The pages of claims, in the order of ``tallies``; of lines and sayings the first ``most``.

    Their excerpts are ``whole`` or not (load_excerpts).
    """
    clashes = clashes_of(conn, tallies)
    shown = {n: [line[:most] for line in one.lines[:most]] for n, one in tallies.items()}
    numbers = {one.n for lines in shown.values() for line in lines for one in line}
    numbers |= {tally.stated for tally in tallies.values()}
    numbers |= {n for one in clashes for n in one.propositions}
    sayings = load_sayings(conn, numbers, whole=whole)
    names = _ids(conn, {n for one in clashes for n in one.claims})
    judged = load_judged(conn)
    against = [_between(one, sayings, names, judged) for one in clashes]
    against.sort(key=lambda one: (one.rejected, -one.relation.score, one.relation.id))
    by_claim: defaultdict[str, list[Between]] = defaultdict(list)
    for clash in against:
        for id in {clash.left_claim, clash.right_claim}:
            by_claim[id].append(clash)
    return [
        _page(
            tally,
            sayings,
            shown[n],
            tuple(by_claim[tally.id]),
            judged.of_claim(one.id for line in tally.lines for one in line),
        )
        for n, tally in tallies.items()
    ]


def _page(
    tally: Tally,
    sayings: Mapping[int, Saying],
    shown: Sequence[Sequence[Member]],
    against: tuple[Between, ...],
    judgements: tuple[Judgement, ...],
) -> ClaimPage:
    lines = tuple(
        Line(tuple(sayings[one.n] for one in line), len(whole), len({one.version for one in whole}))
        for line, whole in zip(shown, tally.lines, strict=False)
    )
    return ClaimPage(
        tally.id,
        sayings[tally.stated],
        lines,
        len(tally.lines),
        tally.reports,
        tally.sources,
        against,
        judgements,
    )


def _between(
    one: Related, sayings: Mapping[int, Saying], names: Mapping[int, str], judged: JudgedClaims
) -> Between:
    left, right = (sayings[n] for n in one.propositions)
    left_claim, right_claim = (names[n] for n in one.claims)
    made = judged.of_relation(left.proposition, right.proposition)
    return Between(one.relation, left, right, left_claim, right_claim, made)


def _ids(conn: sa.Connection, claims: Iterable[int]) -> dict[int, str]:
    return looked_up(conn, CLAIMS.c.n, set(claims), CLAIMS.c.id)


def put_forward_by(conn: sa.Connection, source: str, where: str) -> set[int]:
    """Numbers of the claims that an actor, or an outlet in its own voice, puts forward."""
    w, p, a, v = WORDINGS.c, PROPOSITIONS.c, ATTRIBUTIONS.c, VERSIONS.c
    asked = (
        sa.select(w.claim)
        .join(PROPOSITIONS, sa.and_(p.wording == w.wording, p.shown == 1))
        .join(ATTRIBUTIONS, a.id == p.attribution)
    )
    outlets = [
        name
        for name in conn.scalars(sa.select(v.outlet).where(v.outlet.is_not(None)).distinct())
        if fold(name) == fold(source)
    ]
    own = asked.join(VERSIONS, v.n == p.version).where(a.own == 1, v.outlet.in_(outlets))
    found = set(conn.scalars(own)) if outlets else set()
    try:
        actors: Sequence[str] = find_group(conn, source, where).actors
    except NoRecord:
        if not outlets:
            raise
        actors = ()
    for some in in_groups(actors):
        found.update(conn.scalars(asked.where(a.actor.in_(some))))
    return found
