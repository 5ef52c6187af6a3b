"""What people decide about two actors: that they are the same, or that they are not.

It is a judgement like any other. Its target is the id that the link of the two has, or would have;
its words say of both sides by which report and name they can be found again, should a later
reading give them other ids.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from sayso.ledger.actors.groups import Judged
from sayso.ledger.judgements.keeping import keep, load_judgements, standing
from sayso.ledger.tables.reports import ACTOR_NAMES, ACTORS, JUDGEMENTS, PAIR_VERDICTS, VERSIONS
from sayso.names import fold
from sayso.records import Actor, Judgement, identify
from sayso.terms import Verdict


@dataclass(frozen=True, slots=True)
class JudgedPair:
    """A judgement that stands, with the numbers of its two actors; None for what is not found."""

    judgement: Judgement
    left: int | None
    right: int | None


def pair_id(left: str, right: str) -> str:
    """Id of the link between two actors, whichever comes first."""
    return identify("sameness", *sorted((left, right)))


def keep_pair(
    conn: sa.Connection, left: Actor, right: Actor, verdict: Verdict, judge: str, note: str | None
) -> Judgement:
    """Add a judgement on two actors to those that are there."""
    if right.id < left.id:
        left, right = right, left
    words = json.dumps({"left": _side(left), "right": _side(right)}, ensure_ascii=False)
    target = pair_id(left.id, right.id)
    return keep(conn, target, verdict, judge, None, note, None, left.report, words)


def _side(actor: Actor) -> dict[str, str]:
    return {
        "actor": actor.id,
        "report": actor.report,
        "name": actor.name,
        "kind": actor.kind.value,
    }


def load_pairs(conn: sa.Connection) -> list[JudgedPair]:
    """The judgements on pairs of actors that stand, in the order of time."""
    j = JUDGEMENTS.c
    on_pairs = sa.or_(j.verdict.in_(PAIR_VERDICTS), j.undoes.is_not(None))
    stand = standing(load_judgements(conn, on_pairs))
    sides = [json.loads(one.words) for one in stand]
    numbers = _find(conn, [side for both in sides for side in (both["left"], both["right"])])
    return [
        JudgedPair(one, numbers.get(both["left"]["actor"]), numbers.get(both["right"]["actor"]))
        for one, both in zip(stand, sides, strict=True)
    ]


def decided(pairs: Iterable[JudgedPair], ids: Mapping[int, str]) -> list[Judged]:
    """What is to be heeded: of judgements on one pair, the last; ``ids`` are actors' by number."""
    last = {one.judgement.target: one for one in pairs}
    found = []
    for one in last.values():
        left, right = ids.get(one.left or 0), ids.get(one.right or 0)
        if left and right:
            found.append(Judged(left, right, one.judgement.verdict is Verdict.SAME))
    return found


def _find(conn: sa.Connection, sides: Collection[dict[str, str]]) -> dict[str, int]:
    """Numbers of the shown actors that sides of judgements mean, by the ids that they had."""
    a = ACTORS.c
    ids = {side["actor"] for side in sides}
    asked = sa.select(a.id, a.n).where(a.id.in_(ids), a.shown == 1)
    found: dict[str, int] = {str(id): int(n) for id, n in conn.execute(asked)}
    for side in sides:
        if side["actor"] not in found:
            again = _find_again(conn, side)
            if again is not None:
                found[side["actor"]] = again
    return found


def _find_again(conn: sa.Connection, side: Mapping[str, str]) -> int | None:
    """The one actor of that name in the newest version of the page, if there is just one."""
    a, n, v, old = ACTORS.c, ACTOR_NAMES.c, VERSIONS.alias(), VERSIONS.alias()
    asked = (
        sa.select(a.n)
        .join(ACTOR_NAMES, n.actor == a.n)
        .join(v, v.c.n == a.version)
        .join(old, old.c.report == v.c.report)
        .where(old.c.id == side["report"], a.shown == 1)
        .where(n.ordinal == 0, n.folded == fold(side["name"]))
        .limit(2)
    )
    numbers = conn.scalars(asked).all()
    return numbers[0] if len(numbers) == 1 else None
