"""Labels of one target at a time: who or what there is to choose, and its part of the matrix."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sayso.errors import NoRecord
from sayso.names import fold
from sayso.records import OF_NOBODY
from sayso.terms import About
from sayso.views.counted import Counted, count, name_happening

if TYPE_CHECKING:
    from sayso.ledger import Ledger
    from sayso.ledger.overview.gathering import Gathered
    from sayso.ledger.overview.labelling import Target
    from sayso.records import Label

_UNNAMED = "the page of labels lists who is labelled"


@dataclass(frozen=True, slots=True)
class Labelled:
    """The labels of one target, counted; ``id`` is the matrix's, ``name`` what it is called."""

    id: str
    name: str
    target: Target
    counted: Counted
    gathered: Gathered[Label]


def targets(ledger: Ledger, *, about: str | None = None, loaded: bool = False) -> Sequence[Target]:
    """Who and what is labelled in a ledger, first those of whom most labels take a side."""
    from sayso.pipeline import join_happenings

    every = ledger.label_targets(join_happenings)
    return [one for one in every if about in (None, one.about) and (one.loaded or not loaded)]


def names(ledger: Ledger, some: Iterable[Target]) -> Mapping[str, str]:
    """What targets are called, by their ids."""
    some = list(some)
    known = ledger.known(one.id for one in some if one.about is About.ACTOR)
    found = {}
    for one in some:
        group = known.of.get(one.id, one.id)
        actor = known.names[group][0] if group in known.names else None
        found[one.id] = actor or _name(one)
    return found


def _name(target: Target) -> str:
    if target.id.startswith(OF_NOBODY):
        return f"somebody called “{target.keys[0][0]}”"
    return name_happening(target.nouns, target.told)


def labels_of(ledger: Ledger, asked: str) -> Labelled:
    """The labels of who or what an id, an actor's name or a happening's noun means.

    Raises NoRecord where nothing by that name is called anything.
    """
    target = _find(ledger, asked)
    gathered = ledger.labels_of(target.ids)
    known = gathered.known
    if target.about is About.ACTOR and not target.id.startswith(OF_NOBODY):
        id = known.of.get(target.id, target.id)
        counted = count(gathered, ())
        return Labelled(id, counted.name(id) or target.id, target, counted, gathered)
    # All of one happening's ids are one, as they are over the whole ledger.
    name = _name(target)
    joined = {**known.of, **dict.fromkeys(target.ids, target.id)}
    named = {**known.names, target.id: (name, *target.nouns)}
    gathered = replace(gathered, known=replace(known, of=joined, names=named))
    return Labelled(target.id, name, target, count(gathered, ()), gathered)


def _find(ledger: Ledger, asked: str) -> Target:
    from sayso.pipeline import join_happenings

    if found := ledger.label_target(asked, join_happenings):
        return found
    folded = fold(asked)
    of_events = (one for one in targets(ledger, about=About.EVENT) if folded in one.nouns[:1])
    if event := next(of_events, None):
        return event
    for group in ledger.actors_called(asked):
        for id in group.actors:
            if found := ledger.label_target(id, join_happenings):
                return found
    raise NoRecord(ledger.where, f"nothing here calls {asked!r} anything", _UNNAMED)
