"""Claims and relations of a growing set of reports: adding one touches what is near it.

What comes out depends on the propositions alone, not on the order in which they came: keys are kept
by the least wordings that hold them, a wording is spoken for by its least proposition, and claims
are made anew of all that hangs together with what changed.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from sayso.reconcile.claims.candidates import keys
from sayso.reconcile.claims.copying import find_copies
from sayso.reconcile.claims.grouping import group_claims
from sayso.reconcile.claims.likeness import liken
from sayso.reconcile.claims.tables import weights
from sayso.reconcile.relations.relating import relate
from sayso.records import Reuse
from sayso.records.claims import Claim, Likeness, Proposition, Relation, heeded
from sayso.terms import RelationKind

Pair = tuple[str, str]


class Accounts:
    """What reports put forward, how it is related, and which claims it makes."""

    def __init__(self, same_source: Mapping[str, str] | None = None) -> None:
        """``same_source`` gives sources ("who" of a proposition) that are one a name in common."""
        self._same_source = same_source or {}
        self._all: dict[str, Proposition] = {}
        self._by_report: defaultdict[str, list[Proposition]] = defaultdict(list)
        self._speakers: defaultdict[str, list[str]] = defaultdict(list)  # by wording, in order
        self._keys: dict[str, tuple[int, ...]] = {}  # by wording
        self._holders: defaultdict[int, list[str]] = defaultdict(list)
        self._met: Counter[Pair] = Counter()  # wordings, by how many keys they meet
        self._copies: dict[Pair, Reuse] = {}
        self._likeness: dict[Pair, Likeness] = {}
        self._relations: dict[Pair, Relation] = {}
        self._near: defaultdict[str, set[str]] = defaultdict(set)
        self._claim_of: dict[str, Claim] = {}
        self._touched: set[str] = set()

    @property
    def claims(self) -> tuple[Claim, ...]:
        """All claims, in order of id; those of what changed are made anew now."""
        if self._touched:
            self._make(self._part(self._touched))
            self._touched = set()
        return tuple(sorted(set(self._claim_of.values()), key=lambda claim: claim.id))

    @property
    def relations(self) -> tuple[Relation, ...]:
        """All relations, in the order of their sides."""
        return tuple(self._relations[pair] for pair in sorted(self._relations))

    def add(self, propositions: Iterable[Proposition], reuses: Iterable[Reuse] = ()) -> set[str]:
        """Add those of one report, with what it shares with others before it.

        Gives the ids of the propositions of which anything may have changed.
        """
        changed: set[Pair] = set()
        new = [one for one in propositions if one.id not in self._all]
        for one in new:
            self._all[one.id] = one
            self._by_report[one.report].append(one)
            changed |= self._speak(one)
        changed |= self._copy(list(reuses))
        touched = {one.id for one in new} | {id for pair in changed for id in pair}
        for pair in changed:
            self._weigh(pair)
        self._touched |= touched
        return touched

    def _copy(self, reuses: list[Reuse]) -> set[Pair]:
        concerned = {r for reuse in reuses for r in (reuse.left_report, reuse.right_report)}
        near = [one for report in sorted(concerned) for one in self._by_report.get(report, ())]
        found = find_copies(near, reuses)
        fresh = {pair: reuse for pair, reuse in found.items() if self._is_first(pair, reuse)}
        self._copies.update(fresh)
        return set(fresh)

    def _is_first(self, pair: Pair, reuse: Reuse) -> bool:
        known = self._copies.get(pair)
        return known is None or reuse.id < known.id

    def _speak(self, one: Proposition) -> set[Pair]:
        """Let a proposition be found; the pairs of which anything may have changed."""
        same = self._speakers[one.wording]
        before = same[0] if same else None
        insort(same, one.id)
        if before == same[0]:
            return {_ordered(before, one.id)}
        changed: set[Pair] = set()
        if before is not None:  # another speaks for the wording from now on
            changed = {_ordered(id, other) for id in same[:2] for other in same if id != other}
            changed |= set(self._pairs_of(one.wording, before))
            changed |= self._index(one.wording, ())
        return changed | self._index(one.wording, keys(one))

    def _pairs_of(self, wording: str, speaker: str) -> Iterator[Pair]:
        for key in self._keys.get(wording, ()):
            for other in self._holders[key][: heeded(key)]:
                if other != wording:
                    yield _ordered(speaker, self._speakers[other][0])

    def _index(self, wording: str, new: tuple[int, ...]) -> set[Pair]:
        """Give a wording its keys; the pairs that meet now and did not, or no longer do."""
        changed: set[Pair] = set()
        for key in self._keys.get(wording, ()):
            holders, most = self._holders[key], heeded(key)
            at = bisect_left(holders, wording)
            del holders[at]
            if at < most:
                changed |= self._count(wording, holders[: most - 1], -1)
                if len(holders) >= most:  # the next in line is among the first now
                    changed |= self._count(holders[most - 1], holders[: most - 1], 1)
        for key in new:
            holders, most = self._holders[key], heeded(key)
            at = bisect_left(holders, wording)
            holders.insert(at, wording)
            if at < most:
                others = [one for one in holders[:most] if one != wording]
                changed |= self._count(wording, others, 1)
                if len(holders) > most:  # the last of the first is no longer among them
                    changed |= self._count(holders[most], others, -1)
        self._keys[wording] = new
        return changed

    def _count(self, wording: str, others: Iterable[str], by: int) -> set[Pair]:
        """Count a key that a wording shares with others; the pairs that begin or cease to meet."""
        changed = set()
        for other in others:
            pair = _ordered(wording, other)
            self._met[pair] += by
            if not self._met[pair]:
                del self._met[pair]
            if self._met.get(pair, 0) == max(by, 0):
                changed.add(_ordered(self._speakers[wording][0], self._speakers[other][0]))
        return changed

    def _weigh(self, pair: Pair) -> None:
        """Settle anew how two propositions stand to each other."""
        left, right = self._all[pair[0]], self._all[pair[1]]
        self._relations.pop(pair, None)
        self._near[left.id].discard(right.id)
        self._near[right.id].discard(left.id)
        if not self._meets(left, right):
            self._likeness.pop(pair, None)
            return
        likeness = self._likeness.get(pair) or liken(left, right)
        self._likeness[pair] = likeness
        relation = relate(left, right, likeness, self._copies.get(pair))
        if relation is None:
            return
        self._relations[pair] = relation
        copied = relation.kind is RelationKind.COPIED
        if copied or likeness.score >= weights()["link"]:
            self._near[left.id].add(right.id)
            self._near[right.id].add(left.id)

    def _meets(self, left: Proposition, right: Proposition) -> bool:
        if left.id == right.id or left.attribution == right.attribution:
            return False
        if (left.id, right.id) in self._copies:
            return True
        speakers = [self._speakers[one.wording][0] for one in (left, right)]
        if left.wording == right.wording:
            return speakers[0] in (left.id, right.id)
        if speakers != [left.id, right.id]:
            return False
        one, other = sorted((left.wording, right.wording))
        return (one, other) in self._met

    def _part(self, ids: set[str]) -> set[str]:
        """All that hangs together with some propositions, over any number of links."""
        found, todo = set(ids), list(ids)
        for id in ids:  # what they made a claim with before
            if claim := self._claim_of.get(id):
                todo += [one for one in claim.propositions if one not in found]
                found.update(claim.propositions)
        while todo:
            for near in self._near[todo.pop()]:
                if near not in found:
                    found.add(near)
                    todo.append(near)
        return found

    def _make(self, part: set[str]) -> None:
        """Make the claims of a part that hangs together anew."""
        pairs = sorted({_ordered(id, near) for id in part for near in self._near[id]})
        relations = [self._relations[pair] for pair in pairs]
        claims = group_claims(
            (self._all[id] for id in part),
            (self._likeness[pair] for pair in pairs),
            ((r.left, r.right) for r in relations if r.kind is RelationKind.COPIED),
            [(r.left, r.right) for r in relations if r.kind is RelationKind.CONTRADICTS],
            self._same_source,
        )
        for claim in claims:
            self._claim_of.update(dict.fromkeys(claim.propositions, claim))


def _ordered(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)
