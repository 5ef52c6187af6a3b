"""Whether the parts of two clauses are the same: who takes part, how many, when and where."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt

from sayso.model.rarity import rarity
from sayso.reconcile.claims.lexicon import lexicon
from sayso.reconcile.claims.stems import stem
from sayso.records import Quantity
from sayso.records.claims import Phrase, When, Where

_COMMON = 0.5  # what a common word says about who it is
_RARE = 0.75  # of rarity; rarer words say who it is
_EARTH = 6371.0  # kilometres
_NEAR = 5.0  # kilometres that two places may be off


def strength(one: Sequence[Phrase], other: Sequence[Phrase]) -> float | None:
    """How sure they are one: 1 by a name, a half by a common word, 0 not at all; None untold."""
    ours, theirs = ([p for p in side if tells(p)] for side in (one, other))
    if not ours or not theirs:
        return None
    return max(_same(a, b) for a in ours for b in theirs)


def tells(phrase: Phrase) -> bool:
    """Whether a phrase says who or what it is: a pronoun that nobody resolved does not."""
    return bool(phrase.keys or phrase.quantity) or phrase.head in lexicon().words["nobody"]


def _same(one: Phrase, other: Phrase) -> float:
    nobody = lexicon().words["nobody"]
    if (one.head in nobody) != (other.head in nobody):
        return 0.0
    if one.name and one.name == other.name:
        return 1.0
    if one.name and other.name:
        return 0.0
    if one.head != other.head and kind(one) != kind(other):
        shared = one.keys & other.keys if not (one.name or other.name) else frozenset()
        return _COMMON if any(weight(key) >= _RARE for key in shared) else 0.0
    own, their = one.keys - {one.head}, other.keys - {other.head}
    if own and their and not own & their and not one.quantity and not other.quantity:
        return 0.0  # "the Turkish prosecutor" is not "the Saudi prosecutor"
    rare = any(weight(key) >= _RARE for key in one.keys & other.keys)
    return 1.0 if rare and len(one.keys & other.keys) > 1 else _COMMON


def kind(phrase: Phrase) -> str:
    """What it is one of: "soldier" for a soldier, a trooper and a deserter."""
    head = phrase.head
    if head in lexicon().words["nobody"]:
        return "person"
    if phrase.quantity is not None:
        head = stem(phrase.quantity.unit) or "person"
    return lexicon().counted.get(head, head)


@lru_cache(65536)
def weight(key: str) -> float:
    """What a key says about who is meant, 0 to 1."""
    return rarity(key)


def meet(one: Quantity, other: Quantity) -> bool:
    """Whether the bounds of two numbers have a number in common."""
    low = max(_low(one), _low(other))
    return low <= min(_high(one), _high(other))


def _low(quantity: Quantity) -> float:
    return quantity.low if quantity.low is not None else 0.0


def _high(quantity: Quantity) -> float:
    return quantity.high if quantity.high is not None else float("inf")


def times_apart(one: Iterable[When], other: Iterable[When]) -> tuple[When, When] | None:
    """Two times that do not overlap, where none of either side does."""
    pairs = [(a, b) for a in one for b in other]
    if not pairs or any(_overlap(a, b) for a, b in pairs):
        return None
    return pairs[0]


def times_meet(one: Iterable[When], other: Iterable[When]) -> bool:
    """Whether a time of one overlaps with one of the other."""
    return any(_overlap(a, b) for a in one for b in other)


def _overlap(one: When, other: When) -> bool:
    size = min(len(one.start), len(other.start))  # a day against an instant
    return one.start[:size] <= other.end[:size] and other.start[:size] <= one.end[:size]


def places_apart(one: Iterable[Where], other: Iterable[Where]) -> tuple[Where, Where] | None:
    """Two places too far from each other to be one, or one in the other."""
    pairs = [(a, b) for a in one for b in other]
    if not pairs or not all(_far(a, b) for a, b in pairs):
        return None
    return pairs[0]


def places_meet(one: Iterable[Where], other: Iterable[Where]) -> bool:
    """Whether a place of one is a place of the other."""
    return any(a.name == b.name or (a.known and a.known == b.known) for a in one for b in other)


def _far(one: Where, other: Where) -> bool:
    here, there = _point(one), _point(other)
    if one.name == other.name or here is None or there is None:
        return False
    (a, west), (b, east) = here, there
    chord = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin((east - west) / 2) ** 2
    return 2 * _EARTH * asin(sqrt(chord)) > (one.radius or 0) + (other.radius or 0) + _NEAR


def _point(place: Where) -> tuple[float, float] | None:
    """Latitude and longitude in radians."""
    if place.latitude is None or place.longitude is None:
        return None
    return radians(place.latitude), radians(place.longitude)
