"""Texts with one attribution marked in them: ``<s:Ada> <c:said> <t:it rained>.``"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from sayso.evaluate.corpus import Gold
from sayso.evaluate.spans import Parts, Snapped, snap
from sayso.model.tokens import tokenise
from sayso.records import Attribution, Reading, Report, Span
from sayso.terms import QuoteType

MARK = re.compile(r"<([sct]):([^>]*)>")


def marked(words: str) -> tuple[str, Gold]:
    """The text without its marks, and the attribution that they make up."""
    text, at = "", 0
    spans: dict[str, list[Span]] = {"s": [], "c": [], "t": []}
    for match in MARK.finditer(words):
        text += words[at : match.start()]
        spans[match[1]].append(Span(len(text), len(text) + len(match[2])))
        text += match[2]
        at = match.end()
    return text + words[at:], Gold(tuple(spans["s"]), tuple(spans["c"]), tuple(spans["t"]))


def words_of(words: str) -> Snapped:
    """The marked attribution by words."""
    text, gold = marked(words)
    return snap(gold, tokenise(text))


def predicted(parts: Parts, confidence: float = 1.0) -> Attribution:
    """An attribution as the pipeline gives it."""
    return Attribution(
        "id", "report", parts.source, parts.cue, parts.content, QuoteType.INDIRECT, confidence
    )


def reading(name: str, text: str, attributions: Iterable[Attribution] = ()) -> Reading:
    """What the pipeline makes of a text."""
    return Reading(Report("id", name, text, ()), tuple(attributions))


class Oracle:
    """A predictor that reads in each text the attribution that it was told to find there."""

    def __init__(self, *answers: str) -> None:
        self.answers = dict(marked(answer) for answer in answers)
        self.names: list[str] = []

    def __call__(self, named: Iterable[tuple[str, str]]) -> Iterator[Reading]:
        for name, text in named:
            self.names.append(name)
            found = self.answers.get(text)
            yield reading(name, text, [predicted(found)] if found else [])
