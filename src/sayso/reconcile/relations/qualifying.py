"""Where two propositions count the same within bounds that differ and leave room for both.

It takes the same to be sure that both speak of one event as for a contradiction. A hedge against a
denial was tried too: of four such pairs that were labelled two were called a qualification.
"""

from __future__ import annotations

from collections.abc import Iterator

from sayso.reconcile.claims.agreeing import kind, meet
from sayso.reconcile.claims.lexicon import lexicon
from sayso.reconcile.relations.clashes import (
    Agreement,
    Clash,
    agreement_of,
    bounds,
    circumstances_part,
    surest,
    telling,
)
from sayso.records.claims import Clause, Phrase, Proposition
from sayso.terms import Modality


def find_qualification(left: Proposition, right: Proposition) -> Clash | None:
    """Bounds that differ and meet; None where there are none that are sure enough."""
    if not (_counts_anything(left) and _counts_anything(right)):
        return None
    return surest(left, right, _qualifications)


def _counts_anything(one: Proposition) -> bool:
    return any(p.quantity for clause in one.clauses for p in (*clause.patient, *clause.agent))


def _qualifications(one: Clause, other: Clause) -> Iterator[tuple[Clash, Agreement]]:
    if one.sense != other.sense or one.sense in lexicon().words["mind"]:
        return
    told = {one.modality, other.modality} == {Modality.ASSERTED}
    if told and not (one.negated or other.negated):
        yield from _counts(one, other, agreement_of(one, other))


def _counts(one: Clause, other: Clause, agreement: Agreement) -> Iterator[tuple[Clash, Agreement]]:
    for ours, theirs, rest in (
        (one.patient, other.patient, agreement.agent),
        (one.agent, other.agent, agreement.patient),
    ):
        for a in ours[:1]:
            for b in theirs[:1]:
                if rest != 0.0 and bounded_otherwise(a, b) and not circumstances_part(one, other):
                    detail = f"{bounds(a)} and {bounds(b)} may both hold"
                    yield (
                        Clash("number", detail, a.span, b.span),
                        Agreement(rest, 0.5, agreement.beside),
                    )


def bounded_otherwise(one: Phrase, other: Phrase) -> bool:
    """Whether they count the same within bounds that differ and meet."""
    if one.quantity is None or other.quantity is None or kind(one) != kind(other):
        return False
    ours, theirs = one.quantity, other.quantity
    same = (ours.low, ours.high) == (theirs.low, theirs.high)
    return not same and meet(ours, theirs) and telling(one) == telling(other)
