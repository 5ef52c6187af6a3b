"""The sides of a dispute: which of its claims leave room for one another, ground by ground.

A denial and the seven claims that it is against have two sides; 14 dead, 11 and none have three.
What parts claims in a number and what parts them in a name are two things.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sayso.ledger.claims.loading import Between, ClaimPage
from sayso.ledger.disputes.listing import Dispute
from sayso.parts import join
from sayso.records import Proposition, Quantity, Span

_NUMBER = "number"
_Pair = tuple[str, str]
_Bounds = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Parted:
    """A dispute on one ground: on each side claims that leave room for one another.

    ``sides`` and the claims of each are in order, those of most independent lines first;
    ``against`` is all that stands between them, the surest first. ``more`` claims of the dispute,
    those of fewest lines, are left out.
    """

    sides: tuple[tuple[ClaimPage, ...], ...]
    against: tuple[Between, ...]
    more: int = 0

    @property
    def id(self) -> str:
        """The id of its surest relation."""
        return self.against[0].relation.id

    @property
    def ground(self) -> str:
        """In what they part: polarity, number, time, place, actor, label or correction."""
        return self.against[0].relation.dimension

    @property
    def rejected(self) -> bool:
        """Whether people say of all of it that it is no contradiction."""
        return all(one.rejected for one in self.against)

    @property
    def rank(self) -> tuple[bool, int, int, float, str]:
        """A key by which disputes are sorted: those of most lines on two sides come first."""
        lines = [side[0].lines_in_all for side in self.sides]
        most, fewer = (*lines, 0)[:2]
        return (self.rejected, -fewer, -most, -self.against[0].relation.score, self.id)


def part(disputes: Iterable[Dispute]) -> list[Parted]:
    """The disputes, ground by ground and with their sides, the most contested first."""
    found = [parted for dispute in disputes for parted in _by_ground(dispute)]
    return sorted(found, key=lambda one: one.rank)


def _by_ground(dispute: Dispute) -> Iterator[Parted]:
    pages = {page.id: page for page in dispute.sides}
    grounds: defaultdict[str, list[Between]] = defaultdict(list)
    for one in dispute.against:
        grounds[one.relation.dimension].append(one)
    more = dispute.sides_in_all - len(pages)
    for some in grounds.values():
        pairs = [(one.left_claim, one.right_claim) for one in some]
        for claims in join({id: None for pair in pairs for id in pair}, pairs):
            inside = [one for one in some if one.left_claim in claims]
            yield _parted([pages[id] for id in claims], inside, more)


def _parted(claims: Iterable[ClaimPage], against: Iterable[Between], more: int) -> Parted:
    surest = sorted(against, key=lambda o: (o.rejected, -o.relation.score, o.relation.id))
    ordered = {page.id: page for page in sorted(claims, key=lambda page: page.rank)}
    numbers = _counts(surest) if surest[0].relation.dimension == _NUMBER else None
    pairs = {(one.left_claim, one.right_claim) for one in surest}
    sides = sides_of(list(ordered), pairs, numbers)
    told = tuple(tuple(ordered[id] for id in side) for side in sides)
    return Parted(told, tuple(surest), more)


def _counts(against: Iterable[Between]) -> dict[str, _Bounds]:
    """How many each claim counts, as the first of its sayings that stand against others do."""
    found: dict[str, _Bounds] = {}
    for one in against:
        for claim, said, clash in (
            (one.left_claim, one.left, one.relation.left_words),
            (one.right_claim, one.right, one.relation.right_words),
        ):
            bounds = _counted(said.proposition, clash)
            if bounds is not None:
                found.setdefault(claim, bounds)
    return found


def sides_of(
    claims: Sequence[str], against: Collection[_Pair], counts: Mapping[str, _Bounds] | None = None
) -> list[list[str]]:
    """The claims by side, both in the order of ``claims``.

    Where they part in a number, ``counts`` gives each one's, and those that leave room for one
    another stand on one side. Else there are two sides, if no claim is then on that of one that it
    is ``against``; failing that, each is a side of its own.
    """
    apart = {*against, *((right, left) for left, right in against)}
    if counts is not None:
        return _by_count(claims, apart, counts)
    return _two(claims, apart) or [[one] for one in claims]


def _by_count(
    claims: Sequence[str], apart: Collection[_Pair], counts: Mapping[str, _Bounds]
) -> list[list[str]]:
    sides: list[list[str]] = []
    for one in claims:
        fitting = (side for side in sides if all(_fits(one, o, apart, counts) for o in side))
        side = next(fitting, None)
        if side is None:
            sides.append([one])
        else:
            side.append(one)
    return sides


def _fits(one: str, other: str, apart: Collection[_Pair], counts: Mapping[str, _Bounds]) -> bool:
    if (one, other) in apart or one not in counts or other not in counts:
        return False
    (low, high), (least, most) = counts[one], counts[other]
    return max(low, least) <= min(high, most)


def _two(claims: Sequence[str], apart: Collection[_Pair]) -> list[list[str]] | None:
    """Two sides, neither of which has two claims that stand against each other."""
    colour: dict[str, int] = {}
    for first in claims:
        todo = [] if first in colour else [first]
        colour.setdefault(first, 0)
        while todo:
            one = todo.pop()
            for other in claims:
                if (one, other) not in apart or one == other:
                    continue
                if other not in colour:
                    colour[other] = 1 - colour[one]
                    todo.append(other)
                elif colour[other] == colour[one]:
                    return None
    sides = [[one for one in claims if colour[one] == side] for side in (0, 1)]
    return [side for side in sides if side]


def _counted(said: Proposition, clash: Span | None) -> _Bounds | None:
    """Between what bounds a proposition counts by the words that clash; (0, 0) for "nobody"."""
    for clause in said.clauses:
        phrases = (*clause.patient, *clause.agent, *clause.others)
        for phrase in phrases:
            if phrase.quantity and phrase.quantity.span == clash:
                return _bounds(phrase.quantity)
        if clash == clause.predicate or clash in clause.turned:
            if clause.negated:
                return (0.0, 0.0)
            numbers = [phrase.quantity for phrase in phrases if phrase.quantity]
            if numbers:
                return _bounds(numbers[0])
    return None


def _bounds(quantity: Quantity) -> _Bounds:
    low = quantity.low if quantity.low is not None else 0.0
    return (low, quantity.high if quantity.high is not None else float("inf"))
