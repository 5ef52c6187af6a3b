"""The relation of two propositions."""

from __future__ import annotations

from itertools import product

from sayso.reconcile.claims.likeness import nearest_clauses, numbers
from sayso.reconcile.claims.tables import weights
from sayso.reconcile.relations.clashes import Clash, bounds, find_clash
from sayso.reconcile.relations.qualifying import bounded_otherwise, find_qualification
from sayso.reconcile.relations.scope import part_in_a_not
from sayso.reconcile.relations.stories import one_story
from sayso.reconcile.relations.twins import find_twin_clash
from sayso.records import Reuse, Span, identify
from sayso.records.claims import Likeness, Proposition, Relation
from sayso.terms import Certainty, Modality, RelationKind

_ONE_LINE = "one source"
_UNSURE = frozenset((Certainty.HEDGED, Certainty.UNVERIFIED))
_NOT_SO = {Modality.WANTED, Modality.PLANNED, Modality.CONDITIONAL}


def relate(
    left: Proposition, right: Proposition, likeness: Likeness, copied: Reuse | None = None
) -> Relation | None:
    """How two propositions stand to each other; None where they have nothing to do with each other.

    ``copied`` is the reuse that holds both, if one does. The same whichever comes first.
    """
    if right.id < left.id:
        left, right = right, left
    spans = (left.spans[0], right.spans[0])
    if left.taken_back != right.taken_back:
        return _correction(left, right, likeness)
    same = left.wording == right.wording and left.report != right.report
    clash = None if same else find_twin_clash(left, right) or find_clash(left, right)
    renumbered = copied is not None and _counts_otherwise(left, right)
    if same or (copied is not None and clash is None and not renumbered):
        reason = copied.reason if copied else "the same words"
        return _relation(left, right, RelationKind.COPIED, likeness, reason, spans)
    if clash is not None and copied is None and not one_story(left, right):
        return None
    if clash is not None:
        return Relation(
            identify("relation", left.id, right.id),
            left.id,
            right.id,
            RelationKind.CONTRADICTS,
            clash.score,
            f"{clash.dimension}: {clash.detail}",
            clash.dimension,
            clash.left,
            clash.right,
            clash.features,
        )
    if _denies_alone(left, right) or _denies_alone(right, left):
        return None
    alike = likeness.score >= weights()["link"]
    if told := (_qualified(left, right) if alike else None) or find_qualification(left, right):
        kind = RelationKind.QUALIFIES
        reason, spans = f"{told.dimension}: {told.detail}", (told.left, told.right)
        return _relation(left, right, kind, likeness, reason, spans, told.dimension)
    apart = _is_only_wanted(left, right) or part_in_a_not(left, right)
    if not alike or renumbered or apart:
        return None
    kind, reason = _agreement(left, right)
    return _relation(left, right, kind, likeness, reason, spans)


def _agreement(left: Proposition, right: Proposition) -> tuple[RelationKind, str]:
    """Whether one source says both, or another says it too."""
    if left.who == right.who:
        return RelationKind.SAME, _ONE_LINE
    if not (left.named and right.named) and left.report == right.report:
        return RelationKind.SAME, "one report, and nobody is named"
    return RelationKind.CORROBORATES, "other sources, in words of their own"


def _correction(left: Proposition, right: Proposition, likeness: Likeness) -> Relation | None:
    """That an outlet takes back what the other puts forward; its number clashes with no other's."""
    clash = find_clash(left, right) or find_twin_clash(left, right)
    if likeness.score < weights()["link"] or clash is not None:
        return None
    spans = (left.spans[0], right.spans[0])
    kind, reason = RelationKind.CONTRADICTS, "correction: an outlet takes it back"
    return _relation(left, right, kind, likeness, reason, spans, "correction")


def _relation(
    left: Proposition,
    right: Proposition,
    kind: RelationKind,
    likeness: Likeness,
    reason: str,
    spans: tuple[Span, Span],
    dimension: str = "",
) -> Relation:
    key = identify("relation", left.id, right.id)
    return Relation(
        key, left.id, right.id, kind, likeness.score, reason, dimension, *spans, likeness.features
    )


def _counts_otherwise(left: Proposition, right: Proposition) -> bool:
    """Whether each has a number that the other lacks: a copy may have been brought up to date."""
    ours, theirs = numbers(left), numbers(right)
    return bool(ours - theirs and theirs - ours)


def _denies_alone(one: Proposition, other: Proposition) -> bool:
    """Whether one says that it is not so, and the other says "not" of nothing."""
    denied = one.certainty is Certainty.DENIED and other.certainty is not Certainty.DENIED
    return denied and not any(clause.negated for clause in other.clauses)


def _qualified(left: Proposition, right: Proposition) -> Clash | None:
    """In what one of two that are alike says less, or less surely, though both may hold."""
    sure = (left.certainty, right.certainty)
    if Certainty.ASSERTED in sure and not _UNSURE.isdisjoint(sure):
        words = [(p.certainty_words or p.spans)[0] for p in (left, right)]
        return Clash("certainty", f"{sure[0]} and {sure[1]}", words[0], words[1])
    pair = nearest_clauses(left, right)
    if pair is None:
        return None
    sorts = {pair.left.modality, pair.right.modality}
    if sorts == {Modality.ASSERTED, Modality.HEDGED}:
        told = f"{pair.left.modality} and {pair.right.modality}"
        return Clash("certainty", told, pair.left.predicate, pair.right.predicate)
    for ours, theirs in (
        (pair.left.patient, pair.right.patient),
        (pair.left.agent, pair.right.agent),
    ):
        for one, other in product(ours[:1], theirs[:1]):
            if bounded_otherwise(one, other):
                detail = f"{bounds(one)} and {bounds(other)} may both hold"
                return Clash("number", detail, one.span, other.span)
    return None


def _is_only_wanted(left: Proposition, right: Proposition) -> bool:
    """Whether one tells as so what the other demands, plans or only supposes."""
    pair = nearest_clauses(left, right)
    sorts = {pair.left.modality, pair.right.modality} if pair else set()
    return Modality.ASSERTED in sorts and bool(sorts & _NOT_SO)
