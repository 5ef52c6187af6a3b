"""An invented claim that very many reports put forward, in a few wordings."""

from __future__ import annotations

from dataclasses import replace

from sayso.records import Proposition, Reading, Span, identify
from sayso.records.claims import Clause, Phrase
from tests.ledger.stories import story

_WORDS = (("die", 1.0), ("bridg", 0.9), ("amber", 0.8), ("peopl", 0.3))


def retelling(number: int, wording: int) -> Reading:
    """A report of an outlet of its own in which somebody of a name of its own says it."""
    name = f"Rosa V{'abcdefghij'[number // 10]}{'abcdefghij'[number % 10]}"
    reading = story(
        f"{name} said {wording} people died by the Amber Bridge.",
        outlet=f"Gazette {number}",
        url=f"https://gazette{number}.example/toll",
    )
    (said,) = reading.attributions
    start = reading.report.text.index("people")
    people, died = Span(start, start + 6), Span(start + 7, start + 11)
    deed = Clause(died, "die", patient=(Phrase(people, "peopl", frozenset({"peopl"})),))
    one = Proposition(
        identify("proposition", said.id),
        reading.report.id,
        said.id,
        said.content,
        f"words {name}",
        True,
        (*_WORDS, (f"word{wording}", 0.1)),
        (deed,),
        identify("wording", str(wording)),
        frozenset({"bridg"}),
        published="2031-04-30",
    )
    return replace(reading, propositions=(one,))
