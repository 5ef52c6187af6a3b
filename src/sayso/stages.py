"""The stages that a user's function may stand in for, and what such a function must keep to.

    Pipeline(attribute=my_function)

Each takes records and gives records (docs/python.md has examples). Whatever it raises becomes a
Fault of that report, with the stage's name; so do spans that point out of the text. A function
that wants what the shipped stage gives calls the method of that name of another ``Pipeline()``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from typing import Protocol, TypeVar

from sayso.errors import Fault, SaysoError
from sayso.records import Actor, Attribution, Parse, Reading, Report, Span, Time

_T = TypeVar("_T")


class ParseStage(Protocol):
    """A report to its sentences, words, syntax and entities.

    A Parse without words (``Parse(())``) is one too: all that needs syntax is then left out, and
    actors are told by the names in sources alone.
    """

    def __call__(self, report: Report, /) -> Parse: ...  # noqa: D102


class AttributeStage(Protocol):
    """Who says what in a report; ``Attribution.of`` makes one from spans. In any order."""

    def __call__(self, report: Report, parse: Parse, /) -> Iterable[Attribution]: ...  # noqa: D102


class DescribeStage(Protocol):
    """The same attributions, each with its ``how``: manner, channels, distance, certainty."""

    def __call__(  # noqa: D102
        self, report: Report, parse: Parse, attributions: tuple[Attribution, ...], /
    ) -> Iterable[Attribution]: ...


class ResolveStage(Protocol):
    """The same attributions, each with the id of its ``actor``, and these actors."""

    def __call__(  # noqa: D102
        self, report: Report, parse: Parse, attributions: tuple[Attribution, ...], /
    ) -> tuple[Iterable[Attribution], Iterable[Actor]]: ...


class TimesStage(Protocol):
    """The words of a report that say when, in the order of the text."""

    def __call__(self, report: Report, parse: Parse, /) -> Iterable[Time]: ...  # noqa: D102


class FinishStage(Protocol):
    """The last word on a reading, of the same report: what it gives is what is read."""

    def __call__(self, reading: Reading, parse: Parse, /) -> Reading: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Own:
    """The user's functions; None where the shipped stage stays."""

    parse: ParseStage | None = None
    attribute: AttributeStage | None = None
    describe: DescribeStage | None = None
    resolve: ResolveStage | None = None
    times: TimesStage | None = None
    finish: FinishStage | None = None

    @property
    def names(self) -> dict[str, str]:
        """What each is called in its module, by stage: a ledger keeps with what it was read."""
        return {
            one.name: _called(function)
            for one in fields(self)
            if (function := getattr(self, one.name)) is not None
        }


def _called(function: object) -> str:
    named = function if hasattr(function, "__qualname__") else type(function)
    return f"{named.__module__}.{getattr(named, '__qualname__', '')}"


def run(stage: str, where: str, call: Callable[[], _T]) -> _T:
    """What a user's function gives. Raises Fault for whatever it raises."""
    try:
        return call()
    except SaysoError:
        raise
    except Exception as error:  # somebody else's code: any fault in it is one line, with its stage
        raise _fault(stage, where, f"{type(error).__name__}: {error}") from error


def check_attributions(
    stage: str, report: Report, found: Iterable[Attribution]
) -> tuple[Attribution, ...]:
    """The attributions, in the order of the text. Raises Fault for one that cannot be."""
    attributions = tuple(run(stage, report.where, lambda: tuple(found)))
    for one in attributions:
        if not isinstance(one, Attribution):
            raise _fault(stage, report.where, f"it gave {one!r}, which is no Attribution")
        if not one.spans:
            raise _fault(stage, report.where, "it gave an attribution without any span")
        for role in ("source", "cue", "content"):
            check_spans(stage, report, role, getattr(one, role))
        if one.report != report.id:
            raise _fault(stage, report.where, f"it gave an attribution of {one.report}, another")
    ids = {one.id for one in attributions}
    if len(ids) < len(attributions):
        raise _fault(stage, report.where, "it gave two attributions with one id")
    if lost := [one.within for one in attributions if one.within and one.within not in ids]:
        raise _fault(stage, report.where, f"it gave one within {lost[0]}, which is not there")
    return tuple(sorted(attributions, key=lambda one: one.spans))


def check_resolved(
    report: Report, attributions: Iterable[Attribution], actors: Iterable[Actor]
) -> tuple[tuple[Attribution, ...], tuple[Actor, ...]]:
    """Attributions and actors of a user's resolve stage. Raises Fault where they do not fit."""
    found = check_attributions("resolve", report, attributions)
    known = tuple(run("resolve", report.where, lambda: tuple(actors)))
    for actor in known:
        spans = (*(it.span for it in actor.mentions), *(it.span for it in actor.offices))
        check_spans("resolve", report, f"a mention of {actor.name}", spans)
    ids = {actor.id for actor in known}
    if lost := [one.actor for one in found if one.actor and one.actor not in ids]:
        raise _fault("resolve", report.where, f"it gave no actor with the id {lost[0]}")
    return found, known


def check_reading(report: Report, reading: object) -> Reading:
    """The reading of a user's finish stage. Raises Fault where it is of another text."""
    if not isinstance(reading, Reading) or reading.report != report:
        told = "it gave no Reading of the same report"
        raise _fault("finish", report.where, told)
    found = check_attributions("finish", report, reading.attributions)
    check_spans("finish", report, "a time", (time.span for time in reading.times))
    check_spans("finish", report, "a place", (place.span for place in reading.places))
    for one in found:
        setting = one.setting
        _check_index(report, "times", (setting.said, setting.happened), len(reading.times))
        _check_index(report, "places", (setting.said_at, setting.happened_at), len(reading.places))
    return reading


def check_spans(stage: str, report: Report, what: str, spans: Iterable[Span]) -> None:
    """Raises Fault for a span that is empty or points out of the report's text."""
    size = len(report.text)
    for span in spans:
        if not 0 <= span.start < span.end <= size:
            told = f"it gave {what} at {span.start}-{span.end} of a text of {size} characters"
            raise _fault(stage, report.where, told)


def _check_index(report: Report, what: str, numbers: Iterable[int | None], many: int) -> None:
    for number in numbers:
        if number is not None and not 0 <= number < many:
            raise _fault("finish", report.where, f"it gave a setting of {number} of {many} {what}")


def _fault(stage: str, where: str, what: str) -> Fault:
    return Fault(
        where,
        f"the {stage} stage failed: {what}",
        f"mend the function that the pipeline was given for {stage}",
    )
