"""Whether the "not" of one clause speaks of what another clause tells."""

from __future__ import annotations

from sayso.reconcile.claims.agreeing import strength
from sayso.reconcile.claims.lexicon import lexicon
from sayso.records.claims import Clause, Phrase, Proposition
from sayso.terms import Modality

_COPY = 0.9  # of their words; what two copies part in is how they were parsed
_NO_FACT = frozenset((Modality.WANTED, Modality.CONDITIONAL))


def speaks_of(turned: Clause, plain: Clause) -> bool:
    """Whether a clause that is said not to be so denies what another one tells.

    Who was not treated as a prisoner may have been treated as a deserter, who will not testify on
    Thursday may do so on Friday, and who does not support one thing may well support another.
    """
    if turned.when and not plain.when:
        return False
    if strength(turned.others, plain.others) == 0.0:
        return False
    return one_object(turned, plain)


def one_object(one: Clause, other: Clause) -> bool:
    """Whether two clauses of what somebody supports or opposes are of one thing; true of others."""
    attitudes = lexicon().words["attitude"]
    if not {one.sense, other.sense} & attitudes:
        return True
    return any(_one_thing(a, b) for a in one.patient for b in other.patient)


def _one_thing(one: Phrase, other: Phrase) -> bool:
    if one.name or other.name:
        return one.name == other.name
    return one.head == other.head and (one.keys <= other.keys or other.keys <= one.keys)


def parts_facts(one: Clause, other: Clause) -> bool:
    """Whether a "not" between them is one of facts: of two demands both are made."""
    return one.modality not in _NO_FACT and other.modality not in _NO_FACT


def equally_turned(left: Proposition, right: Proposition, close: float) -> bool:
    """Whether two sentences with nearly the same words have as many a "not"."""
    counts = [
        len({span for clause in side.clauses for span in clause.turned}) for side in (left, right)
    ]
    return close >= _COPY and counts[0] == counts[1] > 0


def part_in_a_not(left: Proposition, right: Proposition) -> bool:
    """Whether a deed that each tells once is said not to be so by one: whatever else, no accord."""
    ours, theirs = (_once(side) for side in (left, right))
    mind = lexicon().words["mind"]
    return any(
        c.negated != theirs[s].negated for s, c in ours.items() if s in theirs and s not in mind
    )


def _once(side: Proposition) -> dict[str, Clause]:
    """Its clauses by sense, of those that have a sense for themselves."""
    senses = [clause.sense for clause in side.clauses]
    return {clause.sense: clause for clause in side.clauses if senses.count(clause.sense) == 1}
