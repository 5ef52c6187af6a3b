"""Which actor of a report is one that the user knows by an id."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from sayso.across import KnownActor
from sayso.names import Likeness, best_pair, initials, name_words
from sayso.records import Actor
from sayso.terms import ActorKind, MentionKind

# A family name alone, or a part of a name, is not enough: a wrong id is worse than none.
_ENOUGH = frozenset(
    (Likeness.EQUAL, Likeness.FULLER, Likeness.NICKNAME, Likeness.ACRONYM, Likeness.BARE)
)


class KnownActors:
    """Known actors by the words of their names."""

    def __init__(self, known: Iterable[KnownActor]) -> None:
        """Take them once; the cost of finding an actor depends on those that share a word."""
        self._by_key: defaultdict[str, list[KnownActor]] = defaultdict(list)
        for one in known:
            sides = (True, False) if one.kind is None else (one.kind is ActorKind.PERSON,)
            for key in {key for side in sides for key in _keys(one.names, personal=side)}:
                self._by_key[key].append(one)

    def recognise(self, actors: Sequence[Actor]) -> tuple[Actor, ...]:
        """The actors, with the ids of those that are known; two that fit alike give no id."""
        return tuple(replace(actor, known=self._id(actor)) for actor in actors)

    def _id(self, actor: Actor) -> str | None:
        if all(mention.kind is not MentionKind.NAME for mention in actor.mentions):
            return None
        personal = actor.kind is ActorKind.PERSON
        names = [actor.name, *actor.names]
        # Of whoever has a full name, "Lopez" says nothing more.
        full = [name for name in names if len(name_words(name, personal=True)) > 1]
        names = full if personal and full else names
        found: defaultdict[Likeness, set[str]] = defaultdict(set)
        for one in self._near(names, personal=personal):
            pair = best_pair(names, one.names, personal=personal)
            if pair and pair.likeness in _ENOUGH:
                found[pair.likeness].add(one.id)
        best = found[max(found)] if found else set()
        return next(iter(best)) if len(best) == 1 else None

    def _near(self, names: Sequence[str], *, personal: bool) -> list[KnownActor]:
        """Those that share a key, each once."""
        keys = _keys(names, personal=personal)
        near = {id(one): one for key in keys for one in self._by_key.get(key, ())}
        return list(near.values())


def _keys(names: Iterable[str], *, personal: bool) -> Iterator[str]:
    """Of a person every name but the given one; of a body all words together, and its initials."""
    for name in names:
        words = name_words(name, personal=personal)
        if personal:
            yield from (f"p {word}" for word in words[1:] or words)
        elif words:
            yield "b " + " ".join(sorted(words))
            if len(words) > 1:
                yield f"b {initials(words)}"
