"""How certain a text takes what its predicates say to be."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.model.tokens import Floats, Ints
from sayso.records import Span


@dataclass(frozen=True, slots=True)
class CertaintyValues:
    """Per word of one text: -3 for certainly not so, 3 for certainly so."""

    values: Floats  # [W]
    starts: Ints  # [W]: first character of each word

    def at(self, span: Span) -> float:
        """Of the predicate that the word at ``span`` heads; held to the scale."""
        word = max(int(self.starts.searchsorted(span.start, side="right")) - 1, 0)
        return max(-3.0, min(3.0, float(self.values[word])))
