"""Who is one: actors joined by their links, the strongest first, and never against a person's word.

A group is what hangs together by links of at least ``SAME``. A link that would put two into one
group that a person judged different, whose known ids differ, or whose names say that they are two,
is passed over; as the strongest links come first, such a group parts where it hangs together least.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sayso.names import apart
from sayso.terms import ActorKind

# Settled on ECB+, topics 1 to 30: between 0.5 and 0.65 CoNLL F1 changes by 1.3 points; with all
# topics in one ledger the lower of them joins 0.9 points more across events.
SAME = 0.6
_CERTAIN = 1.0  # known ids say so, or name, office and company together


@dataclass(frozen=True, slots=True)
class Member:
    """What grouping must know of an actor. ``name`` is "" where it is only described."""

    id: str
    kind: ActorKind
    name: str
    known: str | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """That a person says of two actors that they are the same, or that they are not."""

    left: str
    right: str
    same: bool


@dataclass(slots=True)
class _Cluster:
    """Members that are one so far, and what can keep others out."""

    ids: list[str]
    names: set[tuple[bool, str]]  # whether it is a person's, and the fullest name
    known: set[str]
    enemies: set[str]

    def disagrees(self, other: _Cluster) -> bool:
        """Whether known ids or names say that they are two."""
        if self.known and other.known and self.known.isdisjoint(other.known):
            return True
        return any(
            personal is theirs and apart(name, another, personal=personal)
            for personal, name in self.names - other.names
            for theirs, another in other.names - self.names
        )


def group(
    members: Sequence[Member],
    links: Iterable[tuple[str, str, float]],
    judged: Sequence[Judged] = (),
    *,
    threshold: float = SAME,
) -> list[tuple[str, ...]]:
    """The groups of ids, every member in one; the same whatever order members and links come in.

    ``links`` are (id, id, score). Of ``judged``, what was judged first is heeded first.
    """
    joining = _Joining(members)
    for one in judged:
        if not one.same:
            joining.keep_apart(one.left, one.right)
    for one in judged:
        if one.same:
            joining.join(one.left, one.right, certain=True)
    strong = (link for link in links if link[2] >= threshold)
    for left, right, score in sorted(strong, key=lambda link: (-link[2], link[0], link[1])):
        joining.join(left, right, certain=score >= _CERTAIN)
    return joining.groups()


class _Joining:
    """Disjoint sets of members."""

    def __init__(self, members: Sequence[Member]) -> None:
        self._cluster = {
            one.id: _Cluster(
                [one.id],
                {(one.kind is ActorKind.PERSON, one.name)} if one.name else set(),
                {one.known} if one.known else set(),
                set(),
            )
            for one in members
        }

    def keep_apart(self, left: str, right: str) -> None:
        """Never put these two together."""
        if left in self._cluster and right in self._cluster:
            self._cluster[left].enemies.add(right)
            self._cluster[right].enemies.add(left)

    def join(self, left: str, right: str, *, certain: bool) -> None:
        """Put what two members are in together, unless something keeps them apart."""
        one, other = self._cluster.get(left), self._cluster.get(right)
        if one is None or other is None or one is other:
            return
        if any(self._cluster[enemy] is other for enemy in one.enemies):
            return
        if not certain and one.disagrees(other):
            return
        if len(one.ids) < len(other.ids):
            one, other = other, one
        one.ids += other.ids
        one.names |= other.names
        one.known |= other.known
        one.enemies |= other.enemies
        for id in other.ids:
            self._cluster[id] = one

    def groups(self) -> list[tuple[str, ...]]:
        """The ids of each cluster in their order; the clusters in that of their first ids."""
        clusters = {id(cluster): cluster for cluster in self._cluster.values()}
        return sorted(tuple(sorted(cluster.ids)) for cluster in clusters.values())
