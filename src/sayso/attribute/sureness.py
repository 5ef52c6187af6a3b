"""What the model makes of predicates, beside the rules of sayso.attribute.certainty."""

from __future__ import annotations

from typing import Protocol

from sayso.records import Span
from sayso.syntax import Syntax


class Sureness(Protocol):
    """The model's head for certainty, over one report."""

    def at(self, span: Span) -> float:
        """-3 (certainly not so) to 3 (certainly so) of the predicate that a word heads."""


def sureness_at(sureness: Sureness | None, syntax: Syntax, predicate: int) -> float | None:
    """Of the predicate that a word, by number, heads; None where there is none, or no model."""
    if sureness is None or predicate < 0:
        return None
    return round(sureness.at(syntax.span(predicate, predicate)), 2)
