"""Names of networks, stations, agencies and papers in a report."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from sayso.attribute.lexicon import channels
from sayso.records import Entity, Hop
from sayso.syntax import Syntax
from sayso.terms import ChannelKind, EntityKind

#: A paper, agency or station that no list has is told by a word of its name; a person is none.
_NAMED = (EntityKind.ORGANISATION, EntityKind.FACILITY, EntityKind.PLACE)


@dataclass(frozen=True, slots=True)
class Outlet:
    """Words (by number) that name one, and what it is."""

    first: int
    last: int
    kind: ChannelKind


class Outlets:
    """Looks words of one report up."""

    def __init__(self, syntax: Syntax, outlet: str | None = None) -> None:
        """``outlet`` is the report's own: it is told things too."""
        self.syntax = syntax
        names = (word for word in (outlet or "").split() if word[:1].isupper())
        self._own = frozenset(word.lower() for word in names) - {"the", "news"}
        self._entities = syntax.parse.entities
        self._starts = [entity.span.start for entity in self._entities]

    def at(self, word: int) -> Outlet | None:
        """The outlet in whose name a word stands, None where it stands in none."""
        return (
            self._listed(word)
            or self._by_entity(word)
            or self._by_run(word)
            or self._by_own(word)
            or self._by_part(word)
        )

    def hop(self, named: Outlet) -> Hop:
        """The step on the way that an outlet by itself is."""
        name = self.syntax.span(named.first, named.last)
        return Hop(named.kind, (name,), name.of(self.syntax.text))

    def is_person(self, word: int) -> bool:
        """Whether a word is in the name of a person."""
        entity = self._entity(word)
        return entity is not None and entity.kind is EntityKind.PERSON

    def is_time(self, word: int) -> bool:
        """Whether a word tells when."""
        entity = self._entity(word)
        return entity is not None and entity.kind is EntityKind.TIME

    def is_time_or_place(self, word: int) -> bool:
        """Whether a name is one of a day or a place, as in "on Monday"."""
        entity = self._entity(word)
        return entity is not None and entity.kind in (EntityKind.TIME, EntityKind.PLACE)

    def _listed(self, word: int) -> Outlet | None:
        syntax = self.syntax
        for first in (word, word - 1, word - 2, word - 3):
            if first < 0 or syntax.low[first] not in _by_first_word():
                continue
            for words, kind in _by_first_word()[syntax.low[first]]:
                last = first + len(words) - 1
                if first <= word <= last < syntax.size and self._reads(first, words):
                    # One word may be a person's name as well as an agency's.
                    named = len(words) > 1 or not self.is_person(word)
                    return Outlet(first, last, kind) if named else None
        return None

    def _reads(self, first: int, words: tuple[str, ...]) -> bool:
        """Whether these words stand there, as a name: "media" aside they have a capital."""
        low = self.syntax.low
        if tuple(low[first : first + len(words)]) != words:
            return False
        return words[0] == "social" or self._capital(first)

    def _by_entity(self, word: int) -> Outlet | None:
        """By the words of its name: "Radio Belvarra", "the Corvane Wire"."""
        syntax, entity = self.syntax, self._entity(word)
        if entity is None or entity.kind not in _NAMED:
            return None
        words = syntax.words_in(entity.span)
        kind = _kind_of([syntax.low[at] for at in words])
        return Outlet(words.start, words.stop - 1, kind) if kind else None

    def _entity(self, word: int) -> Entity | None:
        start = self.syntax.starts[word]
        number = bisect_right(self._starts, start) - 1
        if number < 0 or start >= self._entities[number].span.end:
            return None
        return self._entities[number]

    def _by_own(self, word: int) -> Outlet | None:
        """By the name of the report's own outlet, or a part of it: "told Corvane"."""
        syntax, first, last = self.syntax, word, word
        if not self._is_own(word):
            return None
        while first and self._is_own(first - 1):
            first -= 1
        while last + 1 < syntax.size and self._is_own(last + 1):
            last += 1
        return Outlet(first, last, ChannelKind.OUTLET)

    def _is_own(self, word: int) -> bool:
        return self.syntax.low[word] in self._own and self._capital(word)

    def _by_run(self, word: int) -> Outlet | None:
        """By a run of names that begins with what a station is: "Radio Belvarra"."""
        syntax = self.syntax
        stations = channels().words[ChannelKind.BROADCAST.value]
        for first in (word, word - 1):
            station = first >= 0 and syntax.low[first] in stations and self._capital(first)
            if station and first + 1 < syntax.size and self._capital(first + 1):
                return Outlet(first, first + 1, ChannelKind.BROADCAST)
        return None

    def _by_part(self, word: int) -> Outlet | None:
        """By the last word of a paper's name: "told the Times", but not "the Times building"."""
        low = self.syntax.low
        if not word or low[word - 1] != "the" or low[word] not in channels().parts:
            return None
        alone = word + 1 == self.syntax.size or not self._capital(word + 1)
        paper = alone and self._capital(word) and self.syntax.relations[word] != "compound"
        return Outlet(word, word, ChannelKind.OUTLET) if paper else None

    def _capital(self, word: int) -> bool:
        return self.syntax.text[self.syntax.starts[word]].isupper()


def _kind_of(words: list[str]) -> ChannelKind | None:
    lexicon = channels()
    if len(words) < 2:
        return None
    for kind in (ChannelKind.BROADCAST, ChannelKind.WIRE):
        if not lexicon.words[kind.value].isdisjoint((words[0], words[-1])):
            if kind is ChannelKind.WIRE and words[-1] == "agency" and len(words) > 1:
                return kind if lexicon.words["press"] & set(words) else None
            return kind
    return ChannelKind.OUTLET if lexicon.parts & {words[-1], words[1]} else None


@cache
def _by_first_word() -> Mapping[str, list[tuple[tuple[str, ...], ChannelKind]]]:
    """Listed names by their first word, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], ChannelKind]]] = {}
    for name, kind in channels().names.items():
        words = tuple(name.replace("'s", " 's").split())
        found.setdefault(words[0], []).append((words, kind))
    return {first: sorted(names, key=lambda n: -len(n[0])) for first, names in found.items()}
