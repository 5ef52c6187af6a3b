"""The words of data/labels.toml, and dictionary forms of nouns to look them up by."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

Words = frozenset[str]

_IRREGULAR = {
    "men": "man", "women": "woman", "people": "people", "children": "child", "media": "media",
    "thieves": "thief", "lives": "life", "wives": "wife", "crises": "crisis", "bases": "base",
    "news": "news", "politics": "politics", "forces": "forces", "troops": "troops",
    "police": "police", "series": "series", "authorities": "authorities", "talks": "talk",
    "hostilities": "hostility", "coups": "coup", "allies": "ally", "munitions": "munition",
}  # fmt: skip
_HISSING = ("ss", "x", "z", "ch", "sh")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """data/labels.toml, its tables under their names; ``leaning`` and ``families`` by word."""

    leaning: Mapping[str, str]
    families: Mapping[str, tuple[str, ...]]
    neutral: Words
    who: Words
    single: Words
    telling: Mapping[str, str]
    telling_else: Mapping[str, str]
    siding: Words
    fronts: Words
    plain: Words
    light: Words
    stages: Words
    trying: Words
    anything: Words
    posts: Words
    headed: Words
    empty: Words
    vague: Words
    demonyms: Words
    short: Mapping[str, str]
    ranks: Words
    ranked: Words
    naming: Words
    naming_as: Words
    negation: Words


@cache
def lexicon() -> Lexicon:
    """The lexicon, read once."""
    data, states, actors = (_load(f"{name}.toml") for name in ("labels", "states", "actors"))
    families: dict[str, tuple[str, ...]] = {}
    for family, words in data["families"].items():
        for word in words.split():
            families[word] = (*families.get(word, ()), family)
    plain = data["plain"]
    return Lexicon(
        leaning=_by_word(data["leaning"]),
        families=families,
        who=frozenset(data["who"]["nouns"].split()),
        neutral=frozenset(data["neutral"]["nouns"].split()),
        single=frozenset(data["single"]["nouns"].split()),
        telling=_by_word(data["telling"]["means"]),
        telling_else=_by_word(data["telling"]["else"]),
        siding=frozenset(data["endings"]["siding"].split()),
        fronts=frozenset(data["endings"]["fronts"].split()),
        plain=frozenset(plain["modifiers"].split()),
        light=frozenset(plain["light"].split()),
        stages=frozenset(plain["stages"].split()),
        trying=frozenset(plain["trying"].split()),
        anything=frozenset(plain["anything"].split()),
        headed=frozenset(plain["headed"].split()),
        posts=frozenset(plain["posts"].split()),
        empty=frozenset(plain["empty"].split()),
        vague=frozenset(data["vague"]["nouns"].split()),
        short=actors["short"],
        ranks=frozenset(actors["ranks"]["ranks"].split()),
        ranked=frozenset(actors["ranks"]["after"].split()),
        demonyms=frozenset(" ".join(states["demonyms"].values()).split()),
        naming=frozenset(data["naming"]["verbs"].split()),
        naming_as=frozenset(data["naming"]["as"].split()),
        negation=frozenset(data["negation"]["words"].split()),
    )


def _by_word(table: Mapping[str, str]) -> dict[str, str]:
    return {word: name for name, words in table.items() for word in words.split()}


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads((files("sayso") / "data" / name).read_text(encoding="utf-8"))


@lru_cache(65536)
def singular(word: str) -> str:
    """The dictionary form of a noun in small letters: "traitors" is "traitor"."""
    head, hyphen, last = word.rpartition("-")
    if last in _IRREGULAR:
        return head + hyphen + _IRREGULAR[last]
    if len(last) <= 3 or not last.endswith("s") or last.endswith(("ss", "us", "is")):
        return word
    if last.endswith("ies") and len(last) > 4:
        return word[:-3] + "y"
    if last.endswith("es") and last[:-2].endswith(_HISSING):
        return word[:-2]
    return word[:-1]


@lru_cache(65536)
def verb_forms(word: str) -> tuple[str, ...]:
    """What the dictionary form of a verb in small letters may be, likeliest first."""
    found = [word]
    for ending in ("ing", "ed", "es", "s"):
        stem = word[: -len(ending)]
        if word.endswith(ending) and len(stem) > 1:
            found += [stem, stem + "e"]
            if len(stem) > 2 and stem[-1] == stem[-2]:
                found.append(stem[:-1])
            if stem.endswith("i"):
                found.append(stem[:-1] + "y")
    return tuple(found)


def leaning_of(word: str) -> str | None:
    """What kind of loaded word a noun or adjective is, None for a plain one.

    "US-backed" and "pro-X" say on whose side somebody is: that is "siding".
    """
    words = lexicon()
    for form in (word, singular(word)):
        if form in words.leaning:
            return words.leaning[form]
    front, hyphen, end = word.partition("-")
    if hyphen and (word.rpartition("-")[2] in words.siding or front in words.fronts):
        return "siding"
    return words.leaning.get(singular(end)) if hyphen else None
