"""The words of data/stances.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from sayso.terms import StanceKind

Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class Does:
    """What a word does: a kind of stance, and whether for (1), against (-1) or neither (0)."""

    kind: StanceKind
    sign: int


@dataclass(frozen=True, slots=True)
class Lexicon:
    """data/stances.toml by word; pairs by the second word, which stands before whom it is about."""

    verbs: Mapping[str, Does]
    phrases: Mapping[str, Mapping[str, Does]]
    nouns: Mapping[str, Mapping[str, Does]]
    adjectives: Mapping[str, Mapping[str, Does]]
    people: Mapping[str, Does]
    light: Words
    refusing: Words
    open: Words
    suffered: Words
    asking: Words
    standing: Words
    blows: Words


_TABLES = {
    "backs": Does(StanceKind.BACKS, 1),
    "opposes": Does(StanceKind.BACKS, -1),
    "recognises": Does(StanceKind.RECOGNISES, 1),
    "praises": Does(StanceKind.PRAISES, 1),
    "condemns": Does(StanceKind.CONDEMNS, -1),
    "accuses": Does(StanceKind.ACCUSES, -1),
    "threatens": Does(StanceKind.THREATENS, -1),
    "answers": Does(StanceKind.ANSWERS, 0),
}


@cache
def lexicon() -> Lexicon:
    """The lexicon, read once."""
    path = files("sayso") / "data" / "stances.toml"
    data: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    phrases: dict[str, dict[str, Does]] = {}
    nouns: dict[str, dict[str, Does]] = {}
    adjectives: dict[str, dict[str, Does]] = {}
    for name, does in _TABLES.items():
        table = data[name]
        for pairs, found in ((table["phrases"], phrases), (table["adjectives"], adjectives)):
            for pair in pairs.split():
                word, _, case = pair.rpartition(":")
                found.setdefault(word, {})[case] = does
        for noun in table["nouns"].split():
            nouns.setdefault(noun, {}).update(dict.fromkeys(table["before"].split(), does))
    words = {key: frozenset(value.split()) for key, value in data["words"].items()}
    return Lexicon(
        verbs={v: does for name, does in _TABLES.items() for v in data[name]["verbs"].split()},
        phrases=phrases,
        nouns=nouns,
        adjectives=adjectives,
        people={p: does for name, does in _TABLES.items() for p in data[name]["people"].split()},
        light=words["light"],
        refusing=words["refusing"],
        open=words["open"],
        suffered=words["suffered"],
        asking=words["asking"],
        standing=words["standing"],
        blows=words["blows"],
    )
