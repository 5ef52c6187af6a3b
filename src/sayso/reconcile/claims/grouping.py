"""From links between propositions to claims, with the lines by which each claim came.

Two propositions are one claim if clusters of them are alike on average: a chain of links, each good
enough, does not make one claim of its ends. Two clusters of which any two contradict each other are
never joined, however alike the others are. A claim is a function of what is linked with it, over
any number of links; adding a report changes nothing beyond that.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import heapify, heappop, heappush
from itertools import count

from sayso.parts import independent_lines, join
from sayso.reconcile.claims.tables import weights
from sayso.records import identify
from sayso.records.claims import Claim, Likeness, Proposition, Relation
from sayso.terms import RelationKind

Pairs = Iterable[tuple[str, str]]


def group_claims(
    propositions: Iterable[Proposition],
    links: Iterable[Likeness],
    copies: Pairs,
    clashes: Pairs = (),
) -> tuple[Claim, ...]:
    """The claims that ``propositions`` make up, in order of id; one alone is a claim too.

    ``copies`` are pairs of which one was copied from the other, ``clashes`` pairs that cannot both
    hold and so are never one claim.
    """
    by_id = {one.id: one for one in sorted(propositions, key=lambda p: p.id)}
    least = weights()["link"]
    scores = {(k.left, k.right): k.score for k in links if k.score >= least}
    apart = {(min(pair), max(pair)) for pair in clashes}
    copied = sorted({(min(pair), max(pair)) for pair in copies} - apart)
    scores.update(dict.fromkeys(copied, 1.0))
    for one, other in apart:
        scores.pop((one, other), None)
    found = []
    parts = parts_of(by_id, scores)
    number = {id: n for n, part in enumerate(parts) for id in part}
    own: defaultdict[int, dict[tuple[str, str], float]] = defaultdict(dict)
    for pair, score in scores.items():
        if pair[0] in number:
            own[number[pair[0]]][pair] = score
    enemies: defaultdict[int, list[tuple[str, str]]] = defaultdict(list)
    for one, other in apart:
        if one in number and number[one] == number.get(other):
            enemies[number[one]].append((one, other))
    for n, part in enumerate(parts):
        inside = own[n]
        copies_in = [pair for pair in copied if pair in inside]
        for ids in _clusters(part, inside, copies_in, enemies[n]):
            found.append(_claim([by_id[i] for i in ids], inside, copies_in))
    return tuple(sorted(found, key=lambda claim: claim.id))


def group_related(ids: Iterable[str], relations: Iterable[Relation]) -> tuple[Claim, ...]:
    """The claims of propositions of which no more is known than how they stand to each other.

    Who says them is not, so that each is a line of its own.
    """
    links: dict[tuple[str, str], Likeness] = {}
    copies, clashes = [], []
    for one in sorted(relations, key=lambda r: (r.left, r.right, r.score)):
        pair = (one.left, one.right)
        if one.kind is RelationKind.CONTRADICTS:
            clashes.append(pair)
        else:
            links[pair] = Likeness(*pair, one.score, ())
        if one.kind is RelationKind.COPIED:
            copies.append(pair)
    bare = (Proposition(id, id, id, (), id, False, (), (), id, frozenset()) for id in ids)
    return group_claims(bare, links.values(), copies, clashes)


def _clusters(
    part: set[str], scores: Mapping[tuple[str, str], float], copies: Pairs, apart: Pairs
) -> Iterator[list[str]]:
    """The clusters of a part: copies of one another count as one, however many they are."""
    copied = {min(same): same for same in _copied(part, copies, apart)}
    first = {id: least for least, same in copied.items() for id in same}
    best: dict[tuple[str, str], float] = {}
    for (one, other), score in scores.items():
        a, b = sorted((first[one], first[other]))
        if a != b:
            best[a, b] = max(best.get((a, b), 0.0), score)
    clashes = [(first[one], first[other]) for one, other in apart]
    for ids in cluster(sorted(copied), best, weights()["claim"], clashes):
        yield [id for least in ids for id in copied[least]]


def _copied(ids: Iterable[str], copies: Pairs, apart: Pairs) -> list[tuple[str, ...]]:
    """Copies of one another, the first pairs first; a pair that would join a clash does not."""
    pairs = {(min(pair), max(pair)): 1.0 for pair in copies}
    if apart:
        return cluster(sorted(ids), pairs, 0.0, apart)
    return [tuple(sorted(same)) for same in join(sorted(ids), pairs)]


def parts_of(ids: Iterable[str], scores: Mapping[tuple[str, str], float]) -> list[set[str]]:
    """Propositions that are linked over any number of links."""
    return [set(part) for part in join(ids, scores)]


def cluster(
    ids: Sequence[str],
    scores: Mapping[tuple[str, str], float],
    least: float,
    apart: Pairs = (),
) -> list[tuple[str, ...]]:
    """Clusters by average linkage, whatever the order of ids; pairs without a score count as 0.

    No two of a pair of ``apart`` are in one.
    """
    members: dict[int, tuple[str, ...]] = {n: (one,) for n, one in enumerate(sorted(ids))}
    number = {one: n for n, (one,) in members.items()}
    sums: defaultdict[int, dict[int, float]] = defaultdict(dict)
    for (one, other), score in sorted(scores.items()):
        if one in number and other in number:
            sums[number[one]][number[other]] = sums[number[other]][number[one]] = score
    enemies, fresh = _enemies(number, apart), count(len(members))
    heap = [_entry(members, a, b, s) for a, near in sums.items() for b, s in near.items() if a < b]
    heapify(heap)
    while heap:
        negative, _, _, a, b = heappop(heap)
        if -negative < least:
            break
        if a not in members or b not in members or b in enemies[a]:
            continue
        new = next(fresh)
        members[new] = tuple(sorted(members.pop(a) + members.pop(b)))
        for enemy in (enemies[a] | enemies[b]) & members.keys():
            enemies[enemy].add(new)
            enemies[new].add(enemy)
        ours, theirs = sums.pop(a), sums.pop(b)
        for near in sorted({*ours, *theirs} - {a, b}):
            if near in members:
                total = ours.get(near, 0.0) + theirs.get(near, 0.0)
                sums[near][new] = sums[new][near] = total
                heappush(heap, _entry(members, near, new, total))
    return sorted(members.values())


def _enemies(number: Mapping[str, int], apart: Pairs) -> defaultdict[int, set[int]]:
    """Numbers of those with which each may not be one."""
    found: defaultdict[int, set[int]] = defaultdict(set)
    for one, other in apart:
        if one in number and other in number:
            found[number[one]].add(number[other])
            found[number[other]].add(number[one])
    return found


def _entry(
    members: Mapping[int, tuple[str, ...]], a: int, b: int, total: float
) -> tuple[float, tuple[str, ...], tuple[str, ...], int, int]:
    """What the heap sorts by: the best first, of equal ones the first by their ids."""
    one, other = sorted((members[a], members[b]))
    mean = round(total / (len(one) * len(other)), 9)
    return -mean, one[:1], other[:1], a, b


def _claim(
    some: Sequence[Proposition],
    scores: Mapping[tuple[str, str], float],
    copied: Iterable[tuple[str, str]],
) -> Claim:
    ids = tuple(sorted(one.id for one in some))
    inside = set(ids)
    who = {one.id: one.who for one in some}
    pairs = [pair for pair in copied if pair[0] in inside and pair[1] in inside]
    lines = independent_lines(who, pairs)
    near: Counter[str] = Counter()
    for (one, other), score in sorted(scores.items()):
        if one in inside and other in inside:
            near[one] += round(score * 1000)
            near[other] += round(score * 1000)
    return Claim(
        identify("claim", ids[0]),
        ids,
        lines,
        len({one.report for one in some}),
        len(set(who.values())),
        min(ids, key=lambda one: (-near[one], one)),
    )
