"""Two sentences that say the same but for one thing: its number, time, place, doer or "not".

Where nearly all words are the same, no more is needed to be sure that both speak of one event, and
what parts them may be of any deed. Two things that part them are two events.
"""

from __future__ import annotations

from collections.abc import Iterator

from sayso.reconcile.claims.agreeing import (
    kind,
    meet,
    places_apart,
    places_meet,
    strength,
    times_apart,
)
from sayso.reconcile.claims.lexicon import lexicon
from sayso.reconcile.claims.likeness import numbers
from sayso.reconcile.relations.clashes import Clash, bounds, turned_round
from sayso.reconcile.relations.scope import equally_turned, parts_facts, speaks_of
from sayso.records.claims import Clause, Phrase, Proposition

_ROUNDED = 0.1  # of the larger
_FEW = 3  # words: "Tuesday", "30 April"
_ENOUGH = 1.5  # weight of words in both: two or three of them
_CLOSE = 0.75  # of their words; a name or a date that differs leaves so many of a dozen


def find_twin_clash(left: Proposition, right: Proposition) -> Clash | None:
    """The one thing in which two nearly equal propositions part; None for none, or for several."""
    close = _closeness(left, right)
    if close < _CLOSE or left.report == right.report or left.wording == right.wording:
        return None
    found = {
        clash.dimension: clash
        for clash in _differences(left, right)
        if (clash.dimension != "actor" or _only_names(left, right))
        and not (clash.dimension == "polarity" and equally_turned(left, right, close))
    }
    if len(found) != 1:
        return None
    (clash,) = found.values()
    return Clash(clash.dimension, clash.detail, clash.left, clash.right, round(close, 3))


def _closeness(left: Proposition, right: Proposition) -> float:
    """Words in both over words in either, by weight, 0 to 1; 0 for too few to tell."""
    ours, theirs = dict(left.words), dict(right.words)
    both = sum(min(weight, theirs.get(key, 0.0)) for key, weight in ours.items())
    every = sum(ours.values()) + sum(theirs.values())
    return 2 * both / every if both >= _ENOUGH else 0.0


def _differences(left: Proposition, right: Proposition) -> Iterator[Clash]:
    apart = times_apart(left.when, right.when)
    if apart and _other_words(left, right):
        detail = f"{apart[0].start} and {apart[1].start}"
        yield Clash("time", detail, apart[0].span, apart[1].span)
    where = places_apart(left.where, right.where)
    if where and _other_words(left, right) and not places_meet(left.where, right.where):
        detail = f"{where[0].name.title()} and {where[1].name.title()}"
        yield Clash("place", detail, where[0].span, where[1].span)
    for one, other in _aligned(left, right):
        yield from _within(one, other)
    yield from _only_number(left, right)


def _only_number(left: Proposition, right: Proposition) -> Iterator[Clash]:
    """A number, wherever it stands, that is the only word in which they differ."""
    mine, other = _own_words(left, right)
    if len(mine) == len(other) == 1 and mine <= numbers(left) and other <= numbers(right):
        (a,), (b,) = mine, other
        if not _near(a, b) and not (_counted(left, a) and _counted(right, b)):
            yield Clash("number", f"{a} and {b}", left.spans[0], right.spans[0])


def _counted(one: Proposition, number: str) -> bool:
    """Whether a number counts those who take part in a clause, and was compared with its bounds."""
    parts = (p for c in one.clauses for p in (*c.agent, *c.patient, *c.others) if p.quantity)
    return any(p.quantity and f"{p.quantity.value:g}" == number.replace(",", "") for p in parts)


def _near(one: str, other: str) -> bool:
    """Whether two numbers may be one that was rounded."""
    try:
        a, b = float(one.replace(",", "")), float(other.replace(",", ""))
    except ValueError:
        return True
    return abs(a - b) <= _ROUNDED * max(a, b)


def _other_words(left: Proposition, right: Proposition) -> bool:
    """Whether each has a word of its own, and few: "Monday" is another day in another week."""
    return all(0 < len(own) <= _FEW for own in _own_words(left, right))


def _own_words(left: Proposition, right: Proposition) -> tuple[set[str], set[str]]:
    """The keys that only one of them has."""
    ours, theirs = {key for key, _ in left.words}, {key for key, _ in right.words}
    return ours - theirs, theirs - ours


def _only_names(left: Proposition, right: Proposition) -> bool:
    """Whether nothing but names parts them, and they are written out on both sides."""
    names = [{p.name for p in _phrases(side) if p.name} for side in (left, right)]
    mine, other = _own_words(left, right)
    return bool(mine and other) and mine <= names[0] and other <= names[1]


def _phrases(one: Proposition) -> Iterator[Phrase]:
    """Those who take part by a name, not by a pronoun that was resolved to one."""
    for clause in one.clauses:
        for phrase in (*clause.agent, *clause.patient, *clause.others):
            if phrase.span.end - phrase.span.start >= len(phrase.name):
                yield phrase


def _aligned(left: Proposition, right: Proposition) -> Iterator[tuple[Clause, Clause]]:
    """Clauses of one sense, the first with the first, the second with the second."""
    for sense in dict.fromkeys(clause.sense for clause in left.clauses):
        ours = [clause for clause in left.clauses if clause.sense == sense]
        theirs = [clause for clause in right.clauses if clause.sense == sense]
        if len(ours) == len(theirs):
            yield from zip(ours, theirs, strict=True)


def _within(one: Clause, other: Clause) -> Iterator[Clash]:
    nobody = lexicon().words["nobody"]
    if one.modality is not other.modality or any(
        phrase.head in nobody for phrase in (*one.patient, *other.patient)
    ):
        return
    if one.negated != other.negated and one.sense not in lexicon().words["mind"]:
        broken = 0.0 in (strength(one.agent, other.agent), strength(one.patient, other.patient))
        turned, plain = (one, other) if one.negated else (other, one)
        spoken = parts_facts(one, other) and speaks_of(turned, plain)
        if (one.turned or other.turned) and not broken and spoken:
            yield turned_round(one, other)
    for ours, theirs in (
        (one.agent, other.agent),
        (one.patient, other.patient),
        (one.others, other.others),
    ):
        yield from _roles(ours, theirs)


def _roles(ours: tuple[Phrase, ...], theirs: tuple[Phrase, ...]) -> Iterator[Clash]:
    for a, b in zip(ours, theirs, strict=False):
        alike = kind(a) == kind(b) and ("more" in a.keys) == ("more" in b.keys)
        if a.quantity and b.quantity and alike and not meet(a.quantity, b.quantity):
            detail = f"{bounds(a)} and {bounds(b)}"
            yield Clash("number", detail, a.quantity.span, b.quantity.span)
        elif _other_names(a.name, b.name) and len(ours) == len(theirs) == 1:
            yield Clash("actor", f"{a.name.title()} and {b.name.title()}", a.span, b.span)


def _other_names(one: str, other: str) -> bool:
    """Whether neither of two names is a part of the other."""
    return bool(one and other) and one not in other and other not in one
