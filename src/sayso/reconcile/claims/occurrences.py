"""Whether words of two reports tell of one event: a probability by few features that anybody sees.

The weights are fitted on ECB+ train by ``python -m train.relations``. Vectors of the words were
tried beside them and add nothing on dev (64.1 CoNLL with and without).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import exp

from sayso.reconcile.claims.agreeing import strength
from sayso.reconcile.claims.clauses import Text, clause_of
from sayso.reconcile.claims.grouping import cluster
from sayso.reconcile.claims.keys import Keys
from sayso.reconcile.claims.stems import stem
from sayso.reconcile.claims.tables import tables
from sayso.reconcile.events.tree import Tree
from sayso.records import Reading, Span
from sayso.records.claims import Clause
from sayso.syntax import Syntax
from sayso.terms import Modality

#: The features, as data/relations.toml names their weights; "bias" is always 1.
FEATURES = ("bias", "same", "sense", "sentence", "gist", "roles", "broken", "beside", "report")
_LEAST = 0.02  # a probability that no cluster would notice


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Words that tell of an event: their key and stem, their clause, sentence and report.

    ``sentence`` has the keys of the other words of the sentence with what they weigh.
    """

    id: str
    report: str
    key: str
    stem: str
    clause: Clause | None
    sentence: Mapping[str, float]
    gist: frozenset[str]


def occurrences(reading: Reading, syntax: Syntax, heads: Mapping[str, Span]) -> list[Occurrence]:
    """The occurrences whose main words begin at ``heads``, by id; words outside are left out."""
    tree = Tree(syntax)
    keys = Keys(tree, reading.actors)
    text = Text(tree, keys, reading.times, reading.places)
    gist, found = keys.gist(), []
    for id, span in heads.items():
        word = head_of(tree, span)
        if word is None:
            continue
        inside = {i for i in range(tree.size) if tree.sentence[i] == tree.sentence[word]}
        key = keys.keys[word] or stem(tree.low[word])
        others = {k: w for k, w in keys.of(sorted(inside)).items() if k != key}
        clause = clause_of(text, word, inside, denied=False, modality=Modality.ASSERTED)
        report = reading.report.id
        found.append(Occurrence(id, report, key, stem(tree.joined[word]), clause, others, gist))
    return found


def head_of(tree: Tree, span: Span) -> int | None:
    """The word of a span that the others hang on."""
    words = list(tree.words_in(span))
    outside = (w for w in words if tree.heads[w] not in words and tree.tags[w] not in _SMALL)
    return next(outside, words[0] if words else None)


_SMALL = frozenset(("ADP", "PART", "AUX", "DET", "PUNCT"))


def features(left: Occurrence, right: Occurrence) -> tuple[float, ...]:
    """What speaks for two occurrences being one event, in the order of FEATURES."""
    one, other = left.clause, right.clause
    agent = strength(one.agent, other.agent) if one and other else None
    patient = strength(one.patient, other.patient) if one and other else None
    beside = strength(one.others, other.others) if one and other else None
    same = left.stem == right.stem
    both = sum(left.sentence.values()) + sum(right.sentence.values())
    shared = sum(min(w, right.sentence.get(k, 0.0)) for k, w in left.sentence.items())
    return (
        1.0,
        float(same),
        float(left.key == right.key and not same),
        2 * shared / both if both else 0.0,
        len(left.gist & right.gist) / max(len(left.gist), len(right.gist), 1),
        (agent or 0.0) + (patient or 0.0),
        float(agent == 0.0) + float(patient == 0.0),
        beside or 0.0,
        float(left.report == right.report),
    )


def same_event(left: Occurrence, right: Occurrence) -> float:
    """The probability that two occurrences are of one event."""
    weights = tables()["event"]
    total = sum(
        weights[name] * value for name, value in zip(FEATURES, features(left, right), strict=True)
    )
    return 1 / (1 + exp(-total))


def group_events(some: Sequence[Occurrence]) -> list[tuple[str, ...]]:
    """Ids of occurrences by event; only those that share a key or a rare word are compared."""
    pairs = {}
    for left, right in _pairs(some):
        if (score := same_event(left, right)) >= _LEAST:
            one, other = sorted((left.id, right.id))
            pairs[one, other] = score
    return cluster([one.id for one in some], pairs, tables()["event"]["least"])


def _pairs(some: Iterable[Occurrence]) -> Iterable[tuple[Occurrence, Occurrence]]:
    by_key: dict[str, dict[str, Occurrence]] = {}
    for one in some:
        for key in (one.key, one.stem):
            by_key.setdefault(key, {})[one.id] = one
    found = {}
    for holders in by_key.values():
        for left, right in combinations(holders.values(), 2):
            found[left.id, right.id] = (left, right)
    return found.values()
