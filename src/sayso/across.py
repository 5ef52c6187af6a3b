"""The records of actors across reports: how they are compared, and what comes of it."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.records import Feature
from sayso.terms import ActorKind


@dataclass(frozen=True, slots=True)
class KnownActor:
    """An actor of a file that a user gives: its id there, what it is called, what it is if told."""

    id: str
    names: tuple[str, ...]
    kind: ActorKind | None = None


@dataclass(frozen=True, slots=True)
class Portrait:
    """An actor as actors of other reports are compared with it.

    ``names`` come the fullest first; there are none where nobody could tell it from another
    report's ("a source"). ``named`` is false where they only describe it ("the army"). ``offices``
    are titles. ``called`` is how it is known as company, "" where that would say nothing, and
    ``company`` is everybody whom its report names, so called, itself too.
    """

    actor: str
    report: str
    kind: ActorKind
    names: tuple[str, ...]
    named: bool
    offices: tuple[str, ...]
    called: str
    company: frozenset[str]
    known: str | None = None


@dataclass(frozen=True, slots=True)
class Sameness:
    """That actors of two reports may be one. Left comes before right by id.

    ``score`` is 0 to 1: the points of its features together, no less than 0 and no more than 1.
    It is a link, never a merge: both actors stay what their reports say.
    """

    id: str
    left: str
    right: str
    score: float
    features: tuple[Feature, ...]
