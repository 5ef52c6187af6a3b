"""How far two propositions put forward the same, with features that say why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sayso.reconcile.claims.agreeing import strength
from sayso.reconcile.claims.lexicon import lexicon
from sayso.reconcile.claims.tables import weights
from sayso.records import Feature
from sayso.records.claims import Clause, Likeness, Proposition
from sayso.terms import Modality

_LITTLE = 3  # keys of two gists in common; of fewer the reports tell of different things
_SHOWN = 5  # shared words that a feature names
_UNTOLD = frozenset((Modality.CONDITIONAL, Modality.WANTED, Modality.PLANNED))
_FEW = 1.5  # weight of words; of less, sharing them says little


def liken(left: Proposition, right: Proposition) -> Likeness:
    """The likeness of two propositions, the same whichever comes first."""
    if right.id < left.id:
        left, right = right, left
    if left.wording == right.wording:
        told = Feature("wording", "the same words", 1.0, left.spans[0], right.spans[0])
        return Likeness(left.id, right.id, 1.0, (told,))
    features = tuple(_features(left, right))
    score = min(max(sum(feature.points for feature in features), 0.0), 1.0)
    return Likeness(left.id, right.id, round(score, 3), features)


def share(left: Proposition, right: Proposition) -> tuple[float, list[str]]:
    """The share of their content words that both have, 0 to 1, and these, weightiest first."""
    ours, theirs = dict(left.words), dict(right.words)
    common = {key: min(weight, theirs[key]) for key, weight in ours.items() if key in theirs}
    both, least = (
        sum(ours.values()) + sum(theirs.values()),
        min(sum(ours.values()), sum(theirs.values())),
    )
    if not common or not least:
        return 0.0, []
    dice = 2 * sum(common.values()) / both
    # A short one may be wholly in a long one and still be another's claim: the mean of both.
    held = sum(common.values()) / max(least, _FEW)
    return (dice + min(held, 1.0)) / 2, sorted(common, key=lambda key: (-common[key], key))


def numbers(one: Proposition) -> frozenset[str]:
    """The numbers among its words, as they are written in digits."""
    return frozenset(key for key, _ in one.words if key[:1].isdigit())


@dataclass(frozen=True, slots=True)
class Pairing:
    """Two clauses with the same predicate, and how far those who take part agree, 0 to 1."""

    left: Clause
    right: Clause
    agreement: float


def nearest_clauses(left: Proposition, right: Proposition) -> Pairing | None:
    """The two clauses with one sense that agree most; None where none have one."""
    pairs = [
        Pairing(one, other, _agreement(one, other))
        for one in left.clauses
        for other in right.clauses
        if one.sense == other.sense and one.sense not in lexicon().words["mind"]
    ]
    return max(pairs, key=lambda pair: pair.agreement, default=None)


def _agreement(one: Clause, other: Clause) -> float:
    roles = (strength(one.agent, other.agent), strength(one.patient, other.patient))
    if any(role == 0.0 for role in roles):
        return 0.0
    told = [role for role in roles if role is not None]
    return (0.5 + sum(told)) / (0.5 + max(len(told), 1))


def _features(left: Proposition, right: Proposition) -> Iterator[Feature]:
    weight = weights()
    part, common = share(left, right)
    if part:
        told = f"both have {', '.join(common[:_SHOWN])}"
        yield Feature(
            "words", told, round(weight["words"] * part, 3), left.spans[0], right.spans[0]
        )
    if len(left.gist & right.gist) < _LITTLE and left.report != right.report:
        yield Feature("apart", "their reports have little in common", weight["apart"])
    ours, theirs = numbers(left), numbers(right)
    if ours and theirs and not ours & theirs:
        yield Feature("numbers", "other numbers", weight["numbers"], left.spans[0], right.spans[0])
    pair = nearest_clauses(left, right)
    if pair is None or not pair.agreement:
        yield Feature("topic", "they do not say the same of it", weight["topic"])
        return
    one, other = pair.left, pair.right
    spans = (one.predicate, other.predicate)
    yield Feature(
        "clause", f"both are of “{one.sense}”", round(weight["clause"] * pair.agreement, 3), *spans
    )
    if one.negated != other.negated:
        yield Feature("polarity", "one says that it is not so", weight["polarity"], *spans)
    if one.modality is not other.modality and _UNTOLD & {one.modality, other.modality}:
        told = f"{one.modality} and {other.modality}"
        yield Feature("modality", told, weight["modality"], *spans)
