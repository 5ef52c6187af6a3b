"""The words of data/relations.toml, by the stems that reports have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from sayso.reconcile.claims.stems import stem
from sayso.reconcile.claims.tables import read_tables

Words = frozenset[str]
CALLED = "called "  # begins the sense of a clause that gives something a name


@dataclass(frozen=True, slots=True)
class Sense:
    """What a predicate says: a deed or state by name, and which side of an opposition it is on.

    ``undergone`` is whether its subject is the one to whom it happens. ``beside`` is the stem that
    must stand with it, "" for none.
    """

    name: str
    undergone: bool = False
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """``senses`` by stem, those that ask for company first; ``sides`` by name of a sense.

    ``competing`` gives the sense of a clause that calls something by a noun, ``counted`` and
    ``actors`` a noun's group; ``deeds`` are the names of all
    senses, ``words`` small sets.
    """

    senses: Mapping[str, tuple[Sense, ...]]
    sides: Mapping[str, Mapping[int, int]]
    competing: Mapping[str, str]
    counted: Mapping[str, str]
    actors: Mapping[str, str]
    uncounted: Words
    deeds: Words
    words: Mapping[str, Words]

    def opposed(self, left: str, right: str) -> bool:
        """Whether two senses stand on two sides of one opposition."""
        return _opposed(self.sides.get(left, {}), self.sides.get(right, {}))


def _opposed(one: Mapping[int, int], other: Mapping[int, int]) -> bool:
    return any(side != other.get(line, side) for line, side in one.items())


@cache
def lexicon() -> Lexicon:
    """The lexicon, read once."""
    data = read_tables()
    senses: dict[str, list[Sense]] = {}
    for line in _lines(data["deeds"]["groups"]):
        _add_senses(senses, line.split())
    sides: dict[str, dict[int, int]] = {}
    for number, line in enumerate(_lines(data["opposites"]["pairs"])):
        for side, words in enumerate(line.split("|")):
            for word in words.split():
                name = _add_alone(senses, word)
                sides.setdefault(name, {})[number] = side
    competing: dict[str, str] = {}
    first = sum(1 for _ in _lines(data["opposites"]["pairs"]))
    for number, line in enumerate(_lines(data["competing"]["groups"]), first):
        for side, words in enumerate(line.split("|")):
            for word in words.split():
                name = competing.setdefault(stem(word), CALLED + word)
                sides.setdefault(name, {})[number] = side
    ordered = {s: tuple(sorted(found, key=lambda x: not x.beside)) for s, found in senses.items()}
    small = {name: frozenset(map(stem, some.split())) for name, some in data["words"].items()}
    small["attitude"] |= frozenset(data["words"]["attitude"].split())  # senses are not stemmed
    small["suffered"] = frozenset(map(_name, data["words"]["suffered"].split()))
    for name in ("negators", "nobody", "whole"):  # compared as they stand
        small[name] = frozenset(data["words"][name].split())
    return Lexicon(
        ordered,
        sides,
        competing,
        _groups(data["counted"]["groups"]),
        _groups(data["actors"]["groups"]),
        frozenset(map(stem, data["counted"]["uncounted"].split())),
        frozenset(sense.name for some in senses.values() for sense in some) | set(sides),
        small,
    )


def _lines(block: str) -> Iterator[str]:
    return (line.strip() for line in block.splitlines() if line.strip())


def _entry(word: str) -> tuple[str, str, bool]:
    """The stem of an entry, the stem that it wants beside it, and whether it is undergone."""
    first, _, beside = word.rstrip("<").partition(":")
    return stem(first), stem(beside) if beside else "", word.endswith("<")


def _name(word: str) -> str:
    """How a sense is called in a reason: "shoot down"."""
    return word.rstrip("<").replace(":", " ")


def _add_senses(senses: dict[str, list[Sense]], group: list[str]) -> None:
    name = _name(group[0])
    for word in group:
        form, beside, undergone = _entry(word)
        senses.setdefault(form, []).append(Sense(name, undergone, beside))


def _add_alone(senses: dict[str, list[Sense]], word: str) -> str:
    """The name of the sense of a word of an opposition, which is a deed's where one has it."""
    form, beside, _ = _entry(word)
    for sense in senses.get(form, ()):
        if sense.beside == beside:
            return sense.name
    name = _name(word)
    senses.setdefault(form, []).append(Sense(name, False, beside))
    return name


def _groups(block: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in _lines(block):
        words = line.split()
        for word in words:
            found.setdefault(stem(word.partition(":")[0]), stem(words[0]))
    return found
