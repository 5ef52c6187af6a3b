"""The order within one report; each stage is the shipped one, or the user's in its place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.records import Actor, Attribution, Parse, Reading, Report, Time
from sayso.stages import (
    Own,
    check_attributions,
    check_reading,
    check_resolved,
    check_spans,
    run,
)

if TYPE_CHECKING:
    from sayso.model import Model, Scored
    from sayso.resolve.places import Gazetteer
    from sayso.syntax import Syntax

Attributions = tuple[Attribution, ...]


class Stages:
    """Reads one report after another."""

    def __init__(
        self,
        model: Callable[[], Model],
        own: Own,
        gazetteer: Gazetteer | None,
        recognise: Callable[[Sequence[Actor]], tuple[Actor, ...]],
    ) -> None:
        """``model`` gives the model when it is first needed; ``recognise`` gives known ids."""
        self._model, self._own = model, own
        self._gazetteer, self._recognise = gazetteer, recognise
        self._last: tuple[Report, Scored] | None = None
        self._seen: tuple[Parse, Syntax] | None = None

    def scored(self, report: Report) -> Scored:
        """What the model believes of a report's words; of the last report it is kept."""
        from sayso.parse import find_breaks

        last = self._last
        if last is None or last[0] is not report:
            last = (report, self._model().read(report.text, find_breaks(report.blocks)))
            self._last = last
        return last[1]

    def _syntax(self, report: Report, parse: Parse) -> Syntax:
        """A report's words as all stages ask of them; of the last parse they are kept."""
        from sayso.syntax import Syntax

        seen = self._seen
        if seen is None or seen[0] is not parse or seen[1].text is not report.text:
            seen = (parse, Syntax(report.text, parse))
            self._seen = seen
        return seen[1]

    def _believed(self, report: Report) -> Scored | None:
        """The same, where the words of the parse are the model's own."""
        return None if self._own.parse else self.scored(report)

    def parse(self, report: Report) -> Parse:
        """Sentences, words, syntax and entities."""
        if own := self._own.parse:
            parse = run("parse", report.where, lambda: own(report))
            check_spans("parse", report, "a word", (word.span for word in parse.words))
            return parse
        from sayso.parse import parse_report

        return parse_report(report, self.scored(report))

    def attribute(self, report: Report, parse: Parse) -> Attributions:
        """Who says what, by spans alone."""
        if own := self._own.attribute:
            found = run("attribute", report.where, lambda: own(report, parse))
            return check_attributions("attribute", report, found)
        from sayso.attribute import attribute_inner, attribute_report

        model, syntax = self._model(), self._syntax(report, parse)
        outer = attribute_report(report, syntax, self.scored(report), model.tables)
        return (*outer, *attribute_inner(report, parse, outer, model))

    def describe(self, report: Report, parse: Parse, attributions: Attributions) -> Attributions:
        """How each is said."""
        if own := self._own.describe:
            found = run("describe", report.where, lambda: own(report, parse, attributions))
            return check_attributions("describe", report, found)
        from sayso.attribute import describe

        scored = self._believed(report) if parse.words else None
        sureness = scored.certainty if scored else None
        return describe(report, self._syntax(report, parse), attributions, sureness)

    def resolve(
        self, report: Report, parse: Parse, attributions: Attributions
    ) -> tuple[Attributions, tuple[Actor, ...]]:
        """Who says each, and who is spoken of."""
        if own := self._own.resolve:
            given, actors = run("resolve", report.where, lambda: own(report, parse, attributions))
            return check_resolved(report, given, actors)
        from sayso.resolve import resolve_report

        scored = self._believed(report) if parse.words else None
        affinity = scored.mentions if scored else None
        return resolve_report(report, self._syntax(report, parse), attributions, affinity)

    def times(self, report: Report, parse: Parse) -> tuple[Time, ...]:
        """The words that say when."""
        if own := self._own.times:
            found = tuple(run("times", report.where, lambda: tuple(own(report, parse))))
            check_spans("times", report, "a time", (time.span for time in found))
            return found
        from sayso.parse import find_times

        return find_times(
            report.text, parse.words, parse.sentences, report.published, parse.entities
        )

    def read(self, report: Report) -> Reading:
        """All stages in their order. Raises Fault where a user's function fails."""
        try:
            return self._read(report)
        finally:
            self._last = self._seen = None  # of a long report they are hundreds of megabytes

    def _read(self, report: Report) -> Reading:
        from sayso.attribute import assertions, place_in_time

        parse = self.parse(report)
        syntax = self._syntax(report, parse)
        found = self.describe(report, parse, self.attribute(report, parse))
        attributions, actors = self.resolve(report, parse, found)
        scored = self._believed(report) if parse.words else None
        asserted = assertions(report, syntax, attributions, scored.certainty if scored else None)
        times = self.times(report, parse)
        reading = Reading(
            report,
            place_in_time(syntax, attributions, times),
            self._recognise(actors),
            times,
            assertions=place_in_time(syntax, asserted, times),
        )
        reading = self._accounts(self._in_place(reading, syntax), syntax, scored)
        return self._finish(reading, parse)

    def _in_place(self, reading: Reading, syntax: Syntax) -> Reading:
        """A reading with its places, and its attributions tied to them."""
        from sayso.resolve.places import find_places, place_attributions

        places = find_places(
            reading.report, syntax, reading.actors, reading.attributions, self._gazetteer
        )
        attributions, assertions = (
            place_attributions(rows, syntax, places)
            for rows in (reading.attributions, reading.assertions)
        )
        return replace(reading, attributions=attributions, assertions=assertions, places=places)

    def _accounts(self, reading: Reading, syntax: Syntax, scored: Scored | None) -> Reading:
        """A reading with who does what, who calls whom what, and who stands where."""
        from sayso.reconcile.claims import propositions
        from sayso.reconcile.events import find_events
        from sayso.reconcile.labels import Targets, find_labels
        from sayso.reconcile.stances import find_stances

        targets = Targets(reading, syntax)
        labelled = find_labels(targets)
        return replace(
            reading,
            events=find_events(syntax, reading, scored),
            labels=labelled.labels,
            happenings=labelled.happenings,
            stances=find_stances(targets),
            propositions=propositions(reading, syntax),
        )

    def _finish(self, reading: Reading, parse: Parse) -> Reading:
        own = self._own.finish
        if own is None:
            return reading
        finished = run("finish", reading.report.where, lambda: own(reading, parse))
        return check_reading(reading.report, finished)
