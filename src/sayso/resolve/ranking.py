"""The weights by which chains are chosen, from data/pairs.toml, and the reason in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import repeat

from sayso.resolve.candidates import family
from sayso.resolve.lexicon import load
from sayso.resolve.linking import Option
from sayso.resolve.references import Reference

Weights = Mapping[str, Mapping[str, float]]


@cache
def weights() -> Weights:
    """The tables of data/pairs.toml by family of references: he, it, they, this, nominal."""
    return load("pairs.toml")


class Weighted:
    """Chooses the chain whose features weigh the most together."""

    def __init__(self, tables: Weights) -> None:
        self.tables = tables

    def choose(
        self, reference: Reference, options: Sequence[Option], new: Sequence[str]
    ) -> tuple[int, str]:
        """The best option, -1 for a chain of its own where that weighs more."""
        table = self.tables.get(family(reference), {})
        best, most = -1, _weight(table, new)
        for number, (_, features, affinity) in enumerate(options):
            total = _weight(table, features)
            if affinity is not None:
                total += table.get("affinity", 0.0) * (affinity + table.get("affinity, shift", 0.0))
            if total > most:
                best, most = number, total
        if best < 0:
            return best, "first mention"
        features = options[best][1]
        telling = sorted(features, key=lambda f: -table.get(f, 0.0))[:2]
        return best, ", ".join(telling)


def _weight(table: Mapping[str, float], features: Sequence[str]) -> float:
    """Of all features together; those that no table has weigh nothing."""
    return sum(map(table.get, features, repeat(0.0)))
