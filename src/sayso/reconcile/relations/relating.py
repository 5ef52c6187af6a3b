"""The relation of two propositions."""

from __future__ import annotations

from sayso.reconcile.claims.agreeing import meet
from sayso.reconcile.claims.likeness import nearest_clauses
from sayso.reconcile.claims.tables import weights
from sayso.reconcile.relations.clashes import find_clash
from sayso.reconcile.relations.twins import find_twin_clash
from sayso.records import Reuse, Span, identify
from sayso.records.claims import Likeness, Phrase, Proposition, Relation
from sayso.terms import Certainty, Modality, RelationKind

_ONE_LINE = "one source"


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
    if same or (copied is not None and find_twin_clash(left, right) is None):
        reason = copied.reason if copied else "the same words"
        return _relation(left, right, RelationKind.COPIED, likeness, reason, spans)
    if (clash := find_twin_clash(left, right) or find_clash(left, right)) is not None:
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
    if likeness.score < weights()["link"]:
        return None
    if told := _qualified(left, right):
        dimension, reason, spans = told
        return _relation(left, right, RelationKind.QUALIFIES, likeness, reason, spans, dimension)
    if left.who == right.who:
        return _relation(left, right, RelationKind.SAME, likeness, _ONE_LINE, spans)
    if not (left.named and right.named) and left.report == right.report:
        reason = "one report, and nobody is named"
        return _relation(left, right, RelationKind.SAME, likeness, reason, spans)
    reason = "other sources, in words of their own"
    return _relation(left, right, RelationKind.CORROBORATES, likeness, reason, spans)


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


def _qualified(left: Proposition, right: Proposition) -> tuple[str, str, tuple[Span, Span]] | None:
    """In what one says less, or less surely, than the other, though both may hold."""
    if left.certainty is not right.certainty and Certainty.ASSERTED in (
        left.certainty,
        right.certainty,
    ):
        words = [(p.certainty_words or p.spans)[0] for p in (left, right)]
        return "certainty", f"{left.certainty} and {right.certainty}", (words[0], words[1])
    pair = nearest_clauses(left, right)
    if pair is None:
        return None
    sorts = (pair.left.modality, pair.right.modality)
    if sorts[0] is not sorts[1] and Modality.ASSERTED in sorts:
        spans = (pair.left.predicate, pair.right.predicate)
        return "certainty", f"{sorts[0]} and {sorts[1]}", spans
    for ours, theirs in (
        (pair.left.patient, pair.right.patient),
        (pair.left.agent, pair.right.agent),
    ):
        for one in ours[:1]:
            for other in theirs[:1]:
                if _bounded_otherwise(one, other):
                    return "number", "bounds that differ and meet", (one.span, other.span)
    return None


def _bounded_otherwise(one: Phrase, other: Phrase) -> bool:
    if one.quantity is None or other.quantity is None:
        return False
    ours, theirs = one.quantity, other.quantity
    return meet(ours, theirs) and (ours.low, ours.high) != (theirs.low, theirs.high)
