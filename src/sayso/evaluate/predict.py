"""Has Sayso read texts that are already in memory, by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from sayso.errors import SaysoError
from sayso.evaluate.corpus import Gold
from sayso.evaluate.spans import touching
from sayso.model.tokens import Tokens
from sayso.records import Attribution, How, Parse, Reading, Report, Span

if TYPE_CHECKING:
    from sayso.model import Model

#: From (name, text) pairs to readings, ``report.where`` being the name; failures are values.
Predictor = Callable[[Iterable[tuple[str, str]]], Iterator[Reading | SaysoError]]

#: From texts to what Sayso makes of the syntax and the entities of each.
Parser = Callable[[Sequence[str]], Sequence[Parse]]


@dataclass(frozen=True, slots=True)
class Predictions:
    """Readings by name, and what could not be read."""

    readings: Mapping[str, Reading]
    failures: tuple[SaysoError, ...]


#: From (text, attributions) pairs to how each of those attributions is said, in their order.
Describer = Callable[[Sequence[tuple[str, Sequence[Attribution]]]], Iterator[Sequence[How]]]


def own_describer(given: Sequence[tuple[str, Sequence[Attribution]]]) -> Iterator[Sequence[How]]:
    """Sayso's own description of given attributions, among those that it reads around them."""
    from sayso.attribute import attribute_report, describe
    from sayso.intake import text_report
    from sayso.model.threads import one_thread
    from sayso.parse import find_breaks, parse_report
    from sayso.syntax import Syntax

    model = own_model()
    for number, (text, known) in enumerate(given):
        report = text_report(text, f"{number}")
        with one_thread():
            scored = model.read(report.text, find_breaks(report.blocks))
        cues = [span for it in known for span in it.cue]
        syntax = Syntax(report.text, parse_report(report, scored))
        around = attribute_report(report, syntax, scored, model.tables)
        others = [it for it in around if not _meets(it.cue, cues)]
        described = describe(report, syntax, [*known, *others], scored.certainty)
        yield [it.how for it in described[: len(known)] if it.how]


def _meets(spans: Sequence[Span], others: Sequence[Span]) -> bool:
    return any(a.start < b.end and b.start < a.end for a in spans for b in others)


def own_predictor(named: Iterable[tuple[str, str]]) -> Iterator[Reading | SaysoError]:
    """Sayso's own pipeline, as ``sayso read`` runs it."""
    from sayso.intake import text_report
    from sayso.pipeline import Pipeline  # loads the model

    return Pipeline().read_reports(text_report(text, where=name) for name, text in named)


def own_parser(texts: Sequence[str]) -> Sequence[Parse]:
    """Sayso's own words, sentences and entities of texts that are taken as they are."""
    from sayso.pipeline import Pipeline  # loads the model

    return Pipeline().parses([Report(f"{n}", f"text {n}", t, ()) for n, t in enumerate(texts)])


def own_linker(
    text: str, sources: tuple[Span, ...], cues: tuple[Span, ...], contents: tuple[Span, ...]
) -> list[Gold]:
    """Sayso's own links between given spans."""
    from sayso.attribute import link_spans

    model = own_model()
    scored = model.read(text)
    given = [_with_words(spans, scored.tokens) for spans in (sources, cues, contents)]
    words = ([touching(scored.tokens, span) for span in spans] for spans in given)
    return [
        Gold(
            () if linked.source is None else (given[0][linked.source],),
            (given[1][linked.cue],),
            tuple(given[2][content] for content in linked.contents),
        )
        for linked in link_spans(scored, model.tables, *words)
    ]


@cache
def own_model() -> Model:
    """The shipped model, loaded once."""
    from sayso.model import Model  # loads onnxruntime

    return Model()


def _with_words(spans: Iterable[Span], tokens: Tokens) -> list[Span]:
    """Those that touch a word."""
    found = []
    for span in spans:
        first, end = touching(tokens, span)
        if first < end:
            found.append(span)
    return found


def predict(named: Iterable[tuple[str, str]], predictor: Predictor) -> Predictions:
    """Read them all, and keep the outer attributions.

    PolNeAR marks no attribution inside another's content (of the 6,659 spans of its dev articles
    one lies in another), so what Sayso finds there is neither right nor wrong by it.
    """
    readings: dict[str, Reading] = {}
    failures: list[SaysoError] = []
    for outcome in predictor(named):
        if isinstance(outcome, SaysoError):
            failures.append(outcome)
        else:
            outer = tuple(a for a in outcome.attributions if a.within is None)
            readings[outcome.report.where] = replace(outcome, attributions=outer)
    return Predictions(readings, tuple(failures))
