"""Where two clauses cannot both hold: the one thing in which they part, while all else agrees.

A clash needs more than a clash: that both speak of the same event. What agrees of those who take
part, of places, times and words, and of what their reports are about, adds up to how sure that is;
anything else that disagrees ends it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from sayso.reconcile.claims.agreeing import (
    kind,
    meet,
    places_apart,
    places_meet,
    strength,
    times_apart,
    times_meet,
)
from sayso.reconcile.claims.lexicon import CALLED, lexicon
from sayso.reconcile.claims.likeness import share
from sayso.reconcile.claims.tables import tables
from sayso.reconcile.relations.scope import equally_turned, one_object, speaks_of
from sayso.reconcile.relations.stories import gist_share
from sayso.records import Feature, Span
from sayso.records.claims import Clause, Phrase, Proposition
from sayso.terms import Modality

_LONG_AGO = 60  # days before a report; what it dates so far back is no news
_TELLING = 1.0  # weight of words beside the clash that say which event it is
_TOLLS = frozenset(("kill", "injure", "arrest"))
_ONE_STORY = 0.3  # of what reports are about; two bare counts in them are of one event
_VAGUE = 1.0
_SOME = "some are counted, and none"
_CLOSE = 0.35  # of all words, for a deed that the lexicon does not know
_OTHERS = 0.35  # of these, both must share so much


@dataclass(frozen=True, slots=True)
class Clash:
    """In what two clauses part, by which words, and how sure it is that they speak of one event."""

    dimension: str
    detail: str
    left: Span
    right: Span
    score: float = 0.0
    features: tuple[Feature, ...] = ()


@dataclass(frozen=True, slots=True)
class Agreement:
    """What agrees between two clauses: by role, None where one does not tell it."""

    agent: float | None
    patient: float | None
    beside: float

    @property
    def total(self) -> float:
        """How far those who take part agree, 0 to 2."""
        return (self.agent or 0.0) + (self.patient or 0.0)

    @property
    def broken(self) -> int:
        """Roles that disagree."""
        return (self.agent == 0.0) + (self.patient == 0.0)


def find_clash(left: Proposition, right: Proposition) -> Clash | None:
    """The surest clash of two propositions; None where there is none that is sure enough.

    Who says two things in one report is taken to mean them together.
    """
    return surest(left, right, _clashes)


def surest(
    left: Proposition,
    right: Proposition,
    parting: Callable[[Clause, Clause], Iterator[tuple[Clash, Agreement]]],
) -> Clash | None:
    """Of how clauses of two propositions part, the surest; None where none is sure enough."""
    if left.who == right.who and left.report == right.report:
        return None
    if _other_events(left, right):
        return None
    close, _ = share(left, right)
    found = [
        _scored(left, right, clash, agreement)
        for one in left.clauses
        for other in right.clauses
        for clash, agreement in parting(one, other)
        if not (clash.dimension == "number" and _other_casualties(left, right, one))
        and not (clash.dimension == "polarity" and equally_turned(left, right, close))
        and (one.sense in lexicon().deeds or close >= _CLOSE)
    ]
    best = max(found, key=lambda clash: clash.score, default=None)
    least = tables()["clash"]["itself" if left.who == right.who else "least"]
    return best if best and best.score >= least else None


def _other_events(left: Proposition, right: Proposition) -> bool:
    """Whether times or places say that they speak of two events."""
    if left.when and right.when and not times_meet(left.when, right.when):
        clauses = [c for p in (left, right) for c in p.clauses if c.when]
        if len(clauses) < 2:  # else it may be the time that they part in
            return True
    return _is_old(left) != _is_old(right) and not times_meet(left.when, right.when)


def _is_old(one: Proposition) -> bool:
    """Whether it dates something long before its report."""
    if one.published is None:
        return False
    day = date.fromisoformat(one.published)
    return any((day - date.fromisoformat(w.end[:10])).days > _LONG_AGO for w in one.when)


def _other_casualties(left: Proposition, right: Proposition, clause: Clause) -> bool:
    """Whether either says of whom it counts what the other does not: two counts of two things."""
    if left.where and right.where and places_apart(left.where, right.where):
        return True
    told = {*_TOLLS, clause.sense, "person", *(p.head for p in (*clause.patient, *clause.agent))}
    ours, theirs = _telling_words(left, told), _telling_words(right, told)
    both = sum(ours.values()), sum(theirs.values())
    if max(both) < _TELLING or (min(both) < _TELLING and gist_share(left, right) >= _ONE_STORY):
        return False
    shared = sum(min(w, theirs[k]) for k, w in ours.items() if k in theirs)
    return shared < _OTHERS * max(min(both), _TELLING)


def _telling_words(one: Proposition, told: set[str]) -> dict[str, float]:
    """Its words that tell which event it counts; of a bare count, those of its sentence."""

    def telling(words: Iterable[tuple[str, float]]) -> dict[str, float]:
        return {k: w for k, w in words if k not in told and not k[:1].isdigit()}

    own = telling(one.words)
    return own if sum(own.values()) >= _TELLING else {**telling(one.around), **own}


def _scored(left: Proposition, right: Proposition, clash: Clash, agreement: Agreement) -> Clash:
    weight = tables()["clash"]
    part, common = share(left, right)
    met = gist_share(left, right)
    rows = (
        ("clash", clash.detail, weight["base"]),
        ("role", "who takes part agrees", weight["role"] * agreement.total),
        ("beside", "what stands beside agrees", weight["beside"] * agreement.beside),
        ("words", f"both have {', '.join(common[:5])}", weight["words"] * part),
        ("gist", "what their reports are about", weight["gist"] * met),
    )
    features = tuple(
        Feature(name, detail, round(points, 3), clash.left, clash.right)
        for name, detail, points in rows
        if points
    )
    score = min(round(sum(feature.points for feature in features), 3), 1.0)
    return Clash(clash.dimension, clash.detail, clash.left, clash.right, score, features)


def _clashes(one: Clause, other: Clause) -> Iterator[tuple[Clash, Agreement]]:
    same, opposed = one.sense == other.sense, lexicon().opposed(one.sense, other.sense)
    if not (same or opposed) or not _comparable(one, other):
        return
    if opposed:
        if one.negated == other.negated and not one.negated:
            yield from _opposition(one, other)
        return
    agreement = agreement_of(one, other)
    if one.negated != other.negated:
        if one.sense not in lexicon().words["mind"]:
            yield from _polarity(one, other, agreement)
    elif not one.negated:
        yield from _number(one, other, agreement)


def _comparable(one: Clause, other: Clause) -> bool:
    """Whether both are told as so, or both as to come."""
    both = one.modality is other.modality
    return both and one.modality in (Modality.ASSERTED, Modality.PLANNED)


def agreement_of(one: Clause, other: Clause) -> Agreement:
    """What agrees between two clauses of one sense."""
    beside = float(times_meet(one.when, other.when)) + float(places_meet(one.where, other.where))
    beside += strength(one.others, other.others) or 0.0
    return Agreement(
        strength(one.agent, other.agent), strength(one.patient, other.patient), min(beside, 2.0)
    )


def _opposition(one: Clause, other: Clause) -> Iterator[tuple[Clash, Agreement]]:
    """Opposite states of the one who is in them: its subject, or whoever undergoes it."""
    ours, theirs = _holders(one), _holders(other)
    held = strength(ours, theirs)
    naming = one.sense.startswith(CALLED)
    if naming and held is None:
        held = _VAGUE  # "this was a coup": what else would a report of it speak of
    if not held:
        return
    both = bool(one.agent and one.patient and other.agent and other.patient)
    object_ = strength(one.patient, other.patient) if both else None
    untold = one.agent and other.agent and (one.patient or other.patient) and not object_
    if untold or circumstances_part(one, other) or not one_object(one, other):
        return
    names = (clause.sense.removeprefix(CALLED) for clause in (one, other))
    detail = "“{}” and “{}” exclude each other".format(*names)
    beside = agreement_of(one, other).beside
    yield (
        Clash("label" if naming else "polarity", detail, one.predicate, other.predicate),
        Agreement(held, object_, beside),
    )


def _holders(clause: Clause) -> tuple[Phrase, ...]:
    return clause.agent or clause.patient


def circumstances_part(one: Clause, other: Clause) -> bool:
    """Whether their own times or places are others."""
    return bool(times_apart(one.when, other.when) or places_apart(one.where, other.where))


def _polarity(
    one: Clause, other: Clause, agreement: Agreement
) -> Iterator[tuple[Clash, Agreement]]:
    """That one says that it is so, and the other that it is not."""
    counted = _nobody(one, other)
    if counted:
        agreement = Agreement(agreement.agent, 1.0, agreement.beside)
    told = (agreement.agent, agreement.patient)
    if agreement.broken or not any(told) or circumstances_part(one, other):
        return
    turned, plain = _turned_first(one, other)
    if one.sense in _TOLLS and not counted and not _one_name(one.patient, other.patient):
        return  # that some were not killed is not that others were not
    if not counted and not speaks_of(turned, plain):
        return
    more = (turned.agent and not plain.agent) or (turned.patient and not plain.patient)
    # Who denies a deed to somebody named stands against who says that it was done to him.
    if more and not counted and not _one_name(one.patient, other.patient):
        return  # that this one did not do it is not that nobody did
    clash = turned_round(one, other)
    yield (replace(clash, dimension="number", detail=_SOME) if counted else clash), agreement


def turned_round(one: Clause, other: Clause) -> Clash:
    """That one says of a deed that it is so, and the other that it is not."""
    turned, plain = _turned_first(one, other)
    no = turned.turned[0] if turned.turned else turned.predicate
    yes, told = plain.predicate, "one says that it is so, the other that it is not"
    if count := _counted_of_none(turned, plain):
        yes, told = count, _SOME
    left, right = (no, yes) if turned is one else (yes, no)
    return Clash("polarity", f"“{one.sense}”: {told}", left, right)


def _turned_first(one: Clause, other: Clause) -> tuple[Clause, Clause]:
    return (one, other) if one.negated else (other, one)


def _counted_of_none(turned: Clause, plain: Clause) -> Span | None:
    """The number of what the other says that there is none of: "no truck", "four trucks"."""
    for none, some in ((turned.agent, plain.agent), (turned.patient, plain.patient)):
        if any(phrase.span.holds(word) for phrase in none for word in turned.turned):
            return next((p.quantity.span for p in some if p.quantity), None)
    return None


def _nobody(one: Clause, other: Clause) -> bool:
    """Whether one says that it happened to nobody and the other to some number of people."""
    none, some = (one, other) if one.negated else (other, one)
    if one.sense not in _TOLLS:
        return False
    numbered = [p for p in some.patient if p.quantity and kind(p) == "person"]
    apart = [
        (a, b)
        for a in numbered
        for b in none.patient
        if telling(a) and telling(b) and not telling(a) & telling(b)
    ]
    if apart:
        return False  # no Belvarran dead is not no Drasmeran dead
    empty = [p for p in none.patient if p.head in lexicon().words["nobody"] or p.head == none.sense]
    return bool(numbered) and (bool(empty) or any(kind(p) == "person" for p in none.patient))


def _number(one: Clause, other: Clause, agreement: Agreement) -> Iterator[tuple[Clash, Agreement]]:
    for ours, theirs in ((one.patient, other.patient), (one.agent, other.agent)):
        for a in ours[:1]:
            for b in theirs[:1]:
                if _miscounted(a, b) and not circumstances_part(one, other):
                    rest = agreement.agent if ours is one.patient else agreement.patient
                    if rest == 0.0:
                        continue
                    detail = f"{bounds(a)} and {bounds(b)}"
                    yield (
                        Clash("number", detail, _counted(a), _counted(b)),
                        Agreement(rest, 0.5, agreement.beside),
                    )


def _counted(phrase: Phrase) -> Span:
    return phrase.quantity.span if phrase.quantity else phrase.span


def _miscounted(one: Phrase, other: Phrase) -> bool:
    """Whether they count the same kind of thing, told apart by nothing, and do not meet."""
    if one.quantity is None or other.quantity is None or kind(one) != kind(other):
        return False
    if kind(one) in lexicon().uncounted or meet(one.quantity, other.quantity):
        return False
    return telling(one) == telling(other)


def telling(phrase: Phrase) -> frozenset[str]:
    """The words of a phrase that tell which ones are counted."""
    return frozenset(
        key
        for key in phrase.keys - {phrase.head}
        if not key[:1].isdigit()
        and lexicon().counted.get(key, key) != kind(phrase)
        and len(key) > 2
    )


def bounds(phrase: Phrase) -> str:
    """The number of a phrase with its bounds and unit, in words."""
    quantity = phrase.quantity
    if quantity is None:
        return ""
    number = f"{quantity.value:g}"
    if quantity.high is None:
        number = f"at least {quantity.low:g}"
    elif quantity.low is None:
        number = f"at most {quantity.high:g}"
    elif quantity.low != quantity.high:
        number = f"about {number}"
    return f"{number} {quantity.unit}".strip()


def _one_name(ours: tuple[Phrase, ...], theirs: tuple[Phrase, ...]) -> bool:
    return any(a.name and a.name == b.name for a in ours for b in theirs)
