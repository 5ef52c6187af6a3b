"""What words say about who is meant: data/actors.toml, data/given_names.toml, data/states.toml."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

IRREGULAR = {
    "men": "man", "women": "woman", "children": "child", "people": "people", "police": "police",
    "wives": "wife", "lives": "life", "thieves": "thief", "media": "media", "troops": "troops",
    "forces": "forces", "authorities": "authorities", "witnesses": "witness", "species": "species",
    "series": "series", "news": "news", "personnel": "personnel", "folks": "folk", "feet": "foot",
    "headquarters": "headquarters", "marines": "marines", "colectivos": "colectivos",
    "movies": "movie", "criteria": "criterion", "phenomena": "phenomenon",
}  # fmt: skip
#: Nouns that are plural without an s.
PLURALS = frozenset(("people", "police", "men", "women", "children", "media", "troops", "folk"))
POSTS = frozenset(("government_office", "office", "role"))


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Lower case without accents: Guaidó and Guaido are one name."""
    if word.isascii():
        return word.lower()
    parts = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in parts if not unicodedata.combining(c)).replace("’", "'")


@lru_cache(maxsize=65536)
def singular(noun: str) -> str:
    """A folded noun without its plural; for comparing nouns, not for reading."""
    if noun in IRREGULAR:
        return IRREGULAR[noun]
    if noun.endswith("men") and len(noun) > 5:
        return noun[:-2] + "an"
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("sses", "shes", "ches", "xes", "zes")):
        return noun[:-2]
    if noun.endswith("s") and not noun.endswith(("ss", "us", "is")) and len(noun) > 3:
        return noun[:-1]
    return noun


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of actors.toml and given_names.toml as sets. ``kinds`` goes by singular noun."""

    kinds: Mapping[str, str]
    offices: frozenset[str]
    roles: frozenset[str]
    government: frozenset[str]
    counted: frozenset[str]
    international: frozenset[str]
    gender: Mapping[str, str]
    honorifics: Mapping[str, str]
    short: Mapping[str, str]
    ranks: frozenset[str]
    posts_before_ranks: frozenset[str]
    in_general: frozenset[str]
    headed: frozenset[str]
    crowned: frozenset[str]
    suffixes: frozenset[str]
    particles: frozenset[str]
    former: frozenset[str]
    coming: frozenset[str]
    other: frozenset[str]
    neutral: frozenset[str]
    portfolios: frozenset[str]
    same: Mapping[str, str]
    given: Mapping[str, str]
    speaking: frozenset[str]
    showing: frozenset[str]
    reporting: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """The lexicon, read once."""
    data, names = load("actors.toml"), load("given_names.toml")
    nouns = {kind: frozenset(words.split()) for kind, words in data["nouns"].items()}
    # The first of these wins for a noun of several: a guard is a person before he is a force.
    order = (
        "government_office", "office", "role", "person", "state_body", "armed_force",
        "organisation", "group", "state", "document", "place",
    )  # fmt: skip
    kinds: dict[str, str] = {}
    for kind in order:
        for word in nouns[kind]:
            kinds.setdefault(word, "person" if kind in POSTS else kind)
    kinds |= dict.fromkeys(("people", "folk", "personnel", "family", "crew"), "group")
    kinds["troops"] = "armed_force"
    offices, verbs = data["offices"], data["verbs"]
    return Lexicon(
        kinds=kinds,
        offices=nouns["government_office"] | nouns["office"],
        roles=nouns["role"],
        government=nouns["government_office"],
        international=nouns["international"],
        counted=nouns["collective_of"],
        gender=_by_word(data["gender"]),
        honorifics=_by_word(data["honorifics"], "masculine", "feminine", "neutral"),
        ranks=frozenset(data["ranks"]["ranks"].split()),
        posts_before_ranks=frozenset(data["ranks"]["after"].split()),
        in_general=frozenset(data["ranks"]["in_general"].split()),
        headed=frozenset(data["honorifics"]["headed"].split()),
        short=data["short"],
        crowned=frozenset(data["honorifics"]["crowned"].split()),
        suffixes=frozenset(data["honorifics"]["suffixes"].split()),
        particles=frozenset(data["honorifics"]["particles"].split()),
        former=frozenset(offices["former"].split()),
        coming=frozenset(offices["coming"].split()),
        other=frozenset(offices["other"].split()),
        neutral=frozenset(offices["neutral"].split()),
        portfolios=frozenset(offices["portfolios"].split()),
        same=offices["same"],
        given=_by_word(names),
        speaking=frozenset(verbs["speaking"].split()),
        showing=frozenset(f"{verbs['speaking']} {verbs['showing']}".split()),
        reporting=frozenset(verbs["reporting"].split()),
    )


def _by_word(groups: Mapping[str, str], *keys: str) -> dict[str, str]:
    return {word: key for key in keys or groups for word in groups[key].split()}


def load(name: str) -> dict[str, Any]:
    """A lexicon of data/, as its TOML has it."""
    return tomllib.loads((files("sayso") / "data" / name).read_text(encoding="utf-8"))
