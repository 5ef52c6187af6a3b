"""Which happenings of several reports are one, as far as their names and their company tell.

Two are when they are of one family, nothing tells them apart, and both reports name some of the
same actors most. Reports of one event in one ledger meet by that; so do two events of one family
that the same actors had a part in, unless a year or other means tell them apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from sayso.reconcile.labels.lexicon import lexicon
from sayso.records import Happening

SHARED = 2  # actors that both reports name most; where one names no more than two, one


def join_happenings(happenings: Iterable[Happening]) -> dict[str, str]:
    """The group of each happening, by id: the smallest id in it. Order makes no difference.

    Only those that share a family and an actor are compared.
    """
    every = sorted(set(happenings), key=lambda one: one.id)
    groups = {one.id: one.id for one in every}
    met: defaultdict[tuple[str, str], list[Happening]] = defaultdict(list)
    for one in every:
        for other in _neighbours(one, met):
            if is_same_happening(one, other):
                _unite(groups, one.id, other.id)
        for actor in one.company:
            met[one.family, actor].append(one)
    return {id: _root(groups, id) for id in groups}


def _neighbours(
    one: Happening, met: Mapping[tuple[str, str], list[Happening]]
) -> Iterable[Happening]:
    found = {o.id: o for actor in one.company for o in met.get((one.family, actor), ())}
    return [found[id] for id in sorted(found)]


def is_same_happening(left: Happening, right: Happening) -> bool:
    """Whether two happenings of two reports are one, as far as it can be told."""
    if left.family != right.family or left.report == right.report:
        return False
    means = frozenset(lexicon().telling.values())
    if left.told - means != right.told - means:  # years
        return False
    ours, theirs = left.told & means, right.told & means
    if ours and theirs and not ours & theirs:
        return False
    shared = len(left.company & right.company)
    return shared >= min(SHARED, len(left.company), len(right.company)) and shared > 0


def _root(groups: dict[str, str], id: str) -> str:
    while groups[id] != id:
        groups[id] = groups[groups[id]]
        id = groups[id]
    return id


def _unite(groups: dict[str, str], left: str, right: str) -> None:
    low, high = sorted((_root(groups, left), _root(groups, right)))
    groups[high] = low
