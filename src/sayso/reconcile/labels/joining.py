"""Which happenings of several reports are one, as far as their names and their company tell.

Two are when they are of one family, nothing tells them apart, and both reports name some of the
same actors most. Reports of one event in one ledger meet by that; so do two events of one family
that the same actors had a part in, unless a year or other means tell them apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

from sayso.reconcile.labels.lexicon import lexicon
from sayso.records import Happening

SHARED = 2  # actors that both reports name most; where one names no more than two, one


def join_happenings(happenings: Iterable[Happening]) -> dict[str, str]:
    """The group of each happening, by id: the smallest id in it. Order makes no difference.

    Only those meet that share as many actors as they must, and of all that are told alike the
    first two stand for the others: ten times as many reports of one event take ten times as long.
    """
    every = sorted(set(happenings), key=lambda one: (len(one.company), one.id))
    groups = {one.id: one.id for one in every}
    met: defaultdict[tuple[str, ...], dict[frozenset[str], list[Happening]]] = defaultdict(dict)
    for one in every:  # those with little company first: they meet all that share what they have
        for shared in _shared(one.company):
            told = met[(one.family, *shared)]
            for alike in told.values():
                other = next((other for other in alike if is_same_happening(one, other)), None)
                if other is not None:
                    _unite(groups, one.id, other.id)
            stands = told.setdefault(one.told, [])
            if len(stands) < _STANDING and len(shared) == min(SHARED, len(one.company)):
                stands.append(one)
    return {id: _root(groups, id) for id in groups}


# One of them is of another report, whichever comes to be compared: of those of one report something
# tells each apart.
_STANDING = 2


def _shared(company: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """What two happenings may have to share: any two of the company, or one of it."""
    for many in range(1, SHARED + 1):
        yield from combinations(sorted(company), many)


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
