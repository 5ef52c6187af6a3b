"""Which propositions are worth comparing: those that share a key, and never all with all.

A key that many hold is everybody's. Of each only the first wordings count, by their hash, so that
what is compared depends on the propositions alone and not on the order in which they came. The same
words a thousand times are one wording: its propositions are tied to the first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

from sayso.reconcile.claims.agreeing import kind, tells
from sayso.reconcile.claims.lexicon import CALLED, lexicon
from sayso.records import identify
from sayso.records.claims import Phrase, Proposition, claim_key, heeded

# Words of a proposition of which each three are a key, and of the rarest each two. With each two of
# six, 497 mixed reports had 175 comparisons each and 1,273 relations; so 53 and 1,203, and all of
# the 75 contradictions.
_RAREST, _OF_PAIRS = 5, 3
_LEAST = 0.3  # of a word's weight, to be one of them


def keys(proposition: Proposition) -> tuple[int, ...]:
    """Numbers (63 bits) that it shares with those that may say the same, or clash with it."""
    pairs, found = _words(proposition)
    for clause in proposition.clauses:
        senses = [clause.sense, *_dimensions(clause.sense)]
        heads = {h for p in (*clause.agent, *clause.patient) for h in _heads(p)}
        if clause.sense.startswith(CALLED):
            heads.add("")  # "this was a coup" names nobody
        if clause.sense in heads:
            heads.add("person")  # "no deaths" meets "14 people died"
        rare = [k for k, w in _rarest(proposition) if k != clause.sense]
        for sense in senses:
            found |= {f"{sense}|{head}" for head in heads}
            found |= {f"{sense}|{head}|{other}" for head in heads for other in rare[:3]}
    numbers = {claim_key(identify("claim", key)) for key in found}
    numbers |= {claim_key(identify("claim", key), weak=True) for key in pairs}
    return tuple(sorted(numbers))


def _heads(phrase: Phrase) -> Iterator[str]:
    if tells(phrase):
        yield from {phrase.head, kind(phrase)}


def _dimensions(sense: str) -> Iterator[str]:
    """An opposition by which "loyal" meets "defect"."""
    for line in lexicon().sides.get(sense, ()):
        yield f"opposition {line}"


def _rarest(proposition: Proposition) -> list[tuple[str, float]]:
    kept = [(key, weight) for key, weight in proposition.words if weight >= _LEAST]
    return sorted(kept, key=lambda pair: (-pair[1], pair[0]))[:_RAREST]


def _words(proposition: Proposition) -> tuple[set[str], set[str]]:
    """Pairs and triples of its rarest words."""
    rare = [key for key, _ in _rarest(proposition)]
    pairs = {"|".join(two) for two in combinations(sorted(rare[:_OF_PAIRS]), 2)}
    return pairs, {"|".join(three) for three in combinations(sorted(rare), 3)}


def find_pairs(propositions: Iterable[Proposition]) -> list[tuple[str, str]]:
    """Pairs of ids worth comparing, in order; whatever the order of ``propositions``.

    Two sentences of one attribution are not compared.
    """
    by_wording: defaultdict[str, list[Proposition]] = defaultdict(list)
    for one in sorted(propositions, key=lambda p: p.id):
        by_wording[one.wording].append(one)
    holders: defaultdict[int, list[str]] = defaultdict(list)
    for wording in sorted(by_wording):
        for key in sorted({k for one in by_wording[wording][:2] for k in keys(one)}):
            if len(holders[key]) < heeded(key):
                holders[key].append(wording)
    found: set[tuple[str, str]] = set()
    for same in by_wording.values():
        found.update((same[0].id, other.id) for other in same[1:])
    met = {pair for some in holders.values() for pair in combinations(some, 2)}
    for here, there in met:
        left, right = by_wording[here][0], by_wording[there][0]
        if left.attribution != right.attribution:
            found.add((min(left.id, right.id), max(left.id, right.id)))
    return sorted(found)
