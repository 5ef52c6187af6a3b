"""Has Sayso read texts that are already in memory, by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from sayso.errors import SaysoError
from sayso.evaluate.links import Linker
from sayso.records import Reading

#: From (name, text) pairs to readings, ``report.where`` being the name; failures are values.
Predictor = Callable[[Iterable[tuple[str, str]]], Iterator[Reading | SaysoError]]


@dataclass(frozen=True, slots=True)
class Predictions:
    """Readings by name, and what could not be read."""

    readings: Mapping[str, Reading]
    failures: tuple[SaysoError, ...]


def own_predictor(named: Iterable[tuple[str, str]]) -> Iterator[Reading | SaysoError]:
    """Sayso's own pipeline, as ``sayso read`` runs it."""
    from sayso.pipeline import Pipeline  # loads the model
    from sayso.read import text_report

    return Pipeline().read_reports(text_report(text, where=name) for name, text in named)


def own_linker() -> Linker | None:
    """Sayso's own way to link given spans, where this version has one."""
    import sayso.attribute  # loads the model

    linker: Linker | None = getattr(sayso.attribute, "link_spans", None)
    return linker


def predict(named: Iterable[tuple[str, str]], predictor: Predictor) -> Predictions:
    """Read them all."""
    readings: dict[str, Reading] = {}
    failures: list[SaysoError] = []
    for outcome in predictor(named):
        if isinstance(outcome, SaysoError):
            failures.append(outcome)
        else:
            readings[outcome.report.where] = outcome
    return Predictions(readings, tuple(failures))
