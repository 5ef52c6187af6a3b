"""Names of states, their adjectives and their capitals, as ISO 3166 codes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from sayso.resolve.lexicon import fold, load


@dataclass(frozen=True, slots=True)
class States:
    """ISO codes by folded name, by adjective ("venezuelan") and by capital; names by code."""

    named: Mapping[str, str]
    demonyms: Mapping[str, str]
    capitals: Mapping[str, str]
    names: Mapping[str, str]
    doubtful: frozenset[str]

    def of(self, words: str) -> str:
        """The code that a folded name or adjective stands for, "" for none."""
        return self.named.get(words) or self.demonyms.get(words.replace(" ", "-"), "")


@lru_cache(maxsize=65536)
def states_in(words: frozenset[str]) -> frozenset[str]:
    """The codes of the states that some words name, or are the adjectives of."""
    return frozenset(code for word in words if (code := states().of(word)))


@cache
def states() -> States:
    """The tables, built once; importing pycountry takes 70 ms."""
    import pycountry

    data = load("states.toml")
    named: dict[str, str] = {}
    names: dict[str, str] = {}
    for country in pycountry.countries:
        common = getattr(country, "common_name", country.name)
        forms = {country.name, common, getattr(country, "official_name", country.name)}
        names[country.alpha_2] = common.partition(",")[0]
        # "Korea, Republic of" and its like: what stands before the comma may be two states.
        for form in forms:
            named[fold(form)] = country.alpha_2
    for code, forms_of in data["names"].items():
        for form in forms_of.split("|"):
            named[form] = code
            names.setdefault(code, form.title())
    names |= data["called"]
    return States(
        named=named,
        demonyms={d: code for code, line in data["demonyms"].items() for d in line.split()},
        capitals={c: code for code, line in data["capitals"].items() for c in line.split("|")},
        names=names,
        doubtful=frozenset(data["doubtful"]["words"].split()),
    )
