"""What words tell of how and how sure something is said: manners, channels, certainty (TOML)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from sayso.terms import ChannelKind, Manner

Words = frozenset[str]
#: By word, by the particle behind it.
Phrases = Mapping[str, Mapping[str, Manner]]


@dataclass(frozen=True, slots=True)
class Manners:
    """data/manners.toml, its tables under their names.

    ``weak`` words yield to others of their cue; ``bare`` ones are a cue that only says.
    """

    verbs: Mapping[str, Manner]
    nouns: Mapping[str, Manner]
    adjectives: Mapping[str, Manner]
    adverbs: Mapping[str, Manner]
    bare: Words
    weak: Words
    phrases: Phrases
    turning: Mapping[str, Words]
    choosing: Mapping[str, Words]
    naming: Mapping[str, Words]
    distance: Mapping[str, Words]

    def of(self, tag: str) -> tuple[Mapping[str, Manner], ...]:
        """Where to look a word up, by its part of speech: a tagger errs, so elsewhere after."""
        if tag in ("VERB", "AUX"):
            return self.verbs, self.nouns, self.adjectives
        if tag in ("NOUN", "PROPN"):
            return self.nouns, self.verbs, self.adjectives
        if tag == "ADJ":
            return self.adjectives, self.verbs, self.nouns
        return (self.adverbs,) if tag == "ADV" else ()


@dataclass(frozen=True, slots=True)
class Channels:
    """data/channels.toml. Names are folded to lower case, as the words of a report are matched."""

    nouns: Mapping[str, ChannelKind]
    takes: Mapping[str, Words]
    verbs: Mapping[str, ChannelKind]
    names: Mapping[str, ChannelKind]
    parts: Words
    words: Mapping[str, Words]


@dataclass(frozen=True, slots=True)
class Hedges:
    """data/certainty.toml: its tables of words, and its phrases as sequences of words.

    ``openings`` are the words that phrases begin with.
    """

    words: Mapping[str, Words]
    phrases: tuple[tuple[str, ...], ...]
    openings: Words


@cache
def manners() -> Manners:
    """The lexicon of cues, read once."""
    data = _load("manners.toml")
    by_manner = {manner: data[manner.value] for manner in Manner}
    # A weak word without a manner of its own only says; those that have one come after it.
    say = by_manner[Manner.SAY]
    say["verbs"] = f"{say['weak']} {say['verbs']}"
    phrases: dict[str, dict[str, Manner]] = {}
    for manner in Manner:
        for pair in data["phrases"].get(manner.value, "").split():
            word, _, particle = pair.partition(":")
            phrases.setdefault(word, {})[particle] = manner

    def by_word(part: str) -> dict[str, Manner]:
        return {word: m for m, words in by_manner.items() for word in words.get(part, "").split()}

    return Manners(
        verbs=by_word("verbs"),
        nouns=by_word("nouns"),
        adjectives=by_word("adjectives"),
        adverbs=by_word("adverbs"),
        bare=frozenset(say["bare"].split()),
        weak=frozenset(say["weak"].split()),
        phrases=phrases,
        turning=_turning(data["turning"]),
        choosing=_sets(data["choosing"]),
        naming=_sets(data["naming"]),
        distance=_sets(data["distance"]),
    )


@cache
def channels() -> Channels:
    """The lexicon of channels, read once."""
    data = _load("channels.toml")
    kinds = {kind: data[kind.value] for kind in ChannelKind if kind.value in data}
    return Channels(
        nouns={
            noun: kind
            for kind, table in kinds.items()
            for noun in f"{table.get('nouns', '')} {table.get('sources', '')}".split()
        },
        takes={
            noun: frozenset(table.get("after", "").split())
            for table in kinds.values()
            for noun in table.get("nouns", "").split()
        }
        | {
            noun: frozenset()
            for table in kinds.values()
            for noun in table.get("sources", "").split()
        },
        verbs={v: k for k, table in kinds.items() for v in table.get("verbs", "").split()},
        names={n.lower(): k for k, table in kinds.items() for n in table.get("names", ())},
        parts=frozenset(data["outlets"]["parts"].split()),
        words={
            **_sets(data["words"]),
            **_sets(data["outlets"]),
            "spoken": frozenset(data["speech"]["spoken"].split()),
        },
    )


@cache
def hedges() -> Hedges:
    """The lexicon of certainty, read once."""
    data = _load("certainty.toml")
    unverified = data["unverified"]
    phrases = tuple(tuple(line.split()) for line in unverified["phrases"])
    vouching = frozenset(unverified["vouching"].split())
    openings = frozenset(phrase[0] for phrase in phrases)
    return Hedges({**_sets(data["words"]), "vouching": vouching}, phrases, openings)


def _sets(table: Mapping[str, str]) -> dict[str, Words]:
    return {key: frozenset(words.split()) for key, words in table.items()}


def _turning(table: Mapping[str, str]) -> dict[str, Words]:
    """Its sets, and ``any``: every verb, adjective and noun that turns a cue."""
    sets = _sets(table)
    return {**sets, "any": sets["verbs"] | sets["adjectives"] | sets["nouns"]}


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads((files("sayso") / "data" / name).read_text(encoding="utf-8"))
