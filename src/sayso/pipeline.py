"""The order of the stages: bytes > intake > parse > attribute > resolve. Nothing else knows it."""

from __future__ import annotations

import json
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import IO, TYPE_CHECKING, TypedDict, Unpack

from sayso.across import KnownActor, Portrait, Sameness
from sayso.errors import Fault, SaysoError
from sayso.records import (
    Actor,
    Claim,
    Happening,
    Label,
    Moment,
    Office,
    Parse,
    Passage,
    Post,
    Proposition,
    Reading,
    Relation,
    Report,
    Reuse,
    Stance,
    identify,
)
from sayso.terms import Clock

if TYPE_CHECKING:
    from sayso.intake import Limits
    from sayso.model import Model, Scored
    from sayso.reconcile import PassageIndex
    from sayso.reconcile.labels import Matrix as Matrix
    from sayso.reconcile.labels.matrix import Cell as Cell
    from sayso.reconcile.labels.matrix import LabelRow as LabelRow
    from sayso.reconcile.stances import Edge as Edge
    from sayso.reconcile.timeline import Entry as Entry
    from sayso.resolve.places import Gazetteer as Gazetteer
    from sayso.resolve.places import Row as Row
    from sayso.syntax import Syntax

MEND = "please report it with the page; the other reports were read"


class How(TypedDict, total=False):
    """What sayso.intake.read_reports can be told."""

    limits: Limits
    allow_private: bool  # the one limit that a command line lifts
    columns: Mapping[str, str]
    visits: Path | None


def read_known(path: Path) -> Iterator[KnownActor | SaysoError]:
    """Known actors of a file; a row that is broken comes as its error. Raises ReadError."""
    from sayso.intake.known import read_known

    yield from read_known(path)


def open_gazetteer(path: Path) -> tuple[Gazetteer, tuple[SaysoError, ...]]:
    """The user's places, and an error for each row that is left out. Raises ReadError."""
    from sayso.resolve.places import read_gazetteer

    return read_gazetteer(path)


def places_called(name: str, gazetteer: Gazetteer | None = None) -> Sequence[Row]:
    """All known places of a name, the likeliest first; "Paris, Texas" says where it lies.

    Raises ModelError where the table of places is missing.
    """
    from sayso.resolve.places import Gazetteer, places_called

    return places_called(name, gazetteer or Gazetteer())


def join_happenings(happenings: Iterable[Happening]) -> dict[str, str]:
    """The group of each happening of many reports, by id."""
    from sayso.reconcile.labels import join_happenings

    return join_happenings(happenings)


def count_labels(
    labels: Sequence[Label],
    happenings: Sequence[Happening],
    groups: Mapping[str, str],
    reuses: Sequence[Reuse],
) -> tuple[Matrix, dict[str, str]]:
    """Labels by target and user, and the group of each happening.

    ``groups`` gives those of actors. Labels in copies of one passage are one line.
    """
    from sayso.reconcile.labels import join_happenings, tabulate
    from sayso.reconcile.lines import find_lines

    joined = join_happenings(happenings)
    lines = find_lines(((one.id, one.report, one.span) for one in labels), reuses)
    return tabulate(labels, {**groups, **joined}, lines), joined


def connect_stances(
    stances: Sequence[Stance], groups: Mapping[str, str], reuses: Sequence[Reuse]
) -> tuple[Edge, ...]:
    """Who stands where to whom; stances in copies of one passage are one line."""
    from sayso.reconcile.lines import find_lines
    from sayso.reconcile.stances import network

    lines = find_lines(((one.id, one.report, one.words[0]) for one in stances), reuses)
    return network(stances, groups, lines)


def order_moments(
    moments: Sequence[Moment], clock: Clock, groups: Mapping[str, str], reuses: Sequence[Reuse]
) -> tuple[Entry, ...]:
    """Moments by a clock; those in copies of one passage are one line."""
    from sayso.reconcile.lines import find_lines
    from sayso.reconcile.timeline import order

    lines = find_lines(((one.id, one.report, one.span) for one in moments), reuses)
    return order(moments, clock, groups, lines)


class Pipeline:
    """Reads sources to readings. The model is loaded at the first report, once."""

    def __init__(
        self,
        model: Path | None = None,
        *,
        threads: int = 1,
        known: Sequence[KnownActor] = (),
        gazetteer: Gazetteer | None = None,
    ) -> None:
        """Read with the shipped model, or with the file ``model``; give ``known`` actors their ids.

        ``sayso.intake.known`` reads known actors from a file, ``open_gazetteer`` the user's places.
        """
        self._gazetteer = gazetteer
        self._path, self._threads, self._known = model, threads, known
        self._model: Model | None = None

    @property
    def model(self) -> Model:
        """The model, loaded when it is first needed. Raises ModelError."""
        if self._model is None:
            from sayso.model import Model

            self._model = Model(self._path, threads=self._threads)
        return self._model

    @property
    def fingerprint(self) -> str:
        """Hash of the model's file, which tells what a report was read with."""
        from sayso.model import fingerprint

        return fingerprint(self._path)

    @property
    def settings(self) -> str:
        """What else reports were read with, as JSON: hashes of the user's actors and places."""
        settings = {}
        if self._known:
            rows = ("\x1e".join((one.id, *one.names, one.kind or "")) for one in self._known)
            settings["actors"] = identify("known", *sorted(rows))
        if self._gazetteer is not None and self._gazetteer.fingerprint:
            settings["gazetteer"] = self._gazetteer.fingerprint
        return json.dumps(settings)

    @cached_property
    def _recognise(self) -> Callable[[Sequence[Actor]], tuple[Actor, ...]]:
        from sayso.reconcile import KnownActors

        return KnownActors(self._known).recognise if self._known else tuple

    def reports(
        self, sources: Iterable[str], **how: Unpack[How]
    ) -> Generator[Report | SaysoError, None, None]:
        """Reports of files, folders, addresses and "-", without the model; ``how`` is read's."""
        from sayso.intake import Limits, read_reports

        limits = how.get("limits", Limits())
        if how.get("allow_private"):
            limits = replace(limits, allow_private=True)
        columns, visits = how.get("columns"), how.get("visits")
        for source in sources:
            yield from read_reports(source, limits=limits, columns=columns, visits=visits)

    def reports_in(self, stream: IO[bytes], name: str) -> Iterator[Report | SaysoError]:
        """Reports of an open file of this name, which nothing is opened by, without the model."""
        from sayso.intake import read_stream

        return read_stream(stream, name)

    def read(self, sources: Iterable[str], **how: Unpack[How]) -> Iterator[Reading | SaysoError]:
        """Read files, folders, addresses and "-"; a report that fails comes as its error."""
        yield from self.read_reports(self.reports(sources, **how))

    def parses(self, reports: Iterable[Report]) -> list[Parse]:
        """Sentences, words, syntax and entities of reports, and nothing that is said in them."""
        from sayso.model.threads import one_thread

        with one_thread():
            return [self._parsed(report)[0] for report in reports]

    def _parsed(self, report: Report) -> tuple[Parse, Scored]:
        """A report's parse, with what the model believes of its words."""
        from sayso.parse import find_breaks, parse_report

        scored = self.model.read(report.text, find_breaks(report.blocks))
        return parse_report(report, scored), scored

    def passages(self, report: Report) -> tuple[Passage, ...]:
        """The passages of a report, by whose keys another report's reuse of them is found."""
        from sayso.reconcile import passages

        return passages(report)

    def find_lineage(self, report: Report, index: PassageIndex) -> tuple[Reuse, ...]:
        """Reuse between a report and those of the index, and inside it."""
        from sayso.reconcile import find_lineage

        return find_lineage(report, index)

    def portraits(self, reading: Reading) -> tuple[Portrait, ...]:
        """The actors of a reading as actors of other reports are compared with them."""
        from sayso.reconcile import portraits

        return portraits(reading)

    def name_keys(self, portrait: Portrait) -> tuple[int, ...]:
        """Numbers that an actor shares with those of other reports that may be the same one."""
        from sayso.reconcile import name_keys

        return name_keys(portrait)

    def compare(self, left: Portrait, right: Portrait) -> Sameness | None:
        """The link between actors of two reports; None where next to nothing speaks for it."""
        from sayso.reconcile import compare

        return compare(left, right)

    def post(self, office: Office) -> Post | None:
        """What an office is compared by, where it is one that excludes others."""
        from sayso.resolve.conflicts import post

        return post(office)

    def claim_keys(self, proposition: Proposition) -> tuple[int, ...]:
        """Numbers that a proposition shares with those that may say the same, or not at all so."""
        from sayso.reconcile.claims import claim_keys

        return claim_keys(proposition)

    def copies(
        self, propositions: Iterable[Proposition], reuses: Iterable[Reuse]
    ) -> Mapping[tuple[str, str], Reuse]:
        """Pairs of propositions, by their ids in order, of which one was copied from the other."""
        from sayso.reconcile.claims import find_copies

        return find_copies(propositions, reuses)

    def relate(
        self, left: Proposition, right: Proposition, copied: Reuse | None
    ) -> Relation | None:
        """How two propositions stand to each other; None where they have nothing in common."""
        from sayso.reconcile.claims import liken
        from sayso.reconcile.relations import relate

        return relate(left, right, liken(left, right), copied)

    def claims(self, ids: Iterable[str], relations: Iterable[Relation]) -> tuple[Claim, ...]:
        """The claims that propositions make up, given those relations between them."""
        from sayso.reconcile.claims import group_related

        return group_related(ids, relations)

    def read_reports(
        self, reports: Iterable[Report | SaysoError]
    ) -> Iterator[Reading | SaysoError]:
        """Read reports that are in memory; errors among them pass through in their place."""
        for item in reports:
            yield self._guarded(item) if isinstance(item, Report) else item

    def _guarded(self, report: Report) -> Reading | SaysoError:
        """The reading of a report, or the error where Sayso itself fails on it."""
        from sayso.model.threads import one_thread

        try:
            with one_thread():
                return self._reading(report)
        except SaysoError:
            raise
        except Exception as error:  # the boundary: a fault must not cost the other reports
            return Fault(report.where, f"{type(error).__name__}: {error}", MEND)

    def _reading(self, report: Report) -> Reading:
        from sayso.attribute import (
            assertions,
            attribute_inner,
            attribute_report,
            describe,
            place_in_time,
        )
        from sayso.parse import find_times
        from sayso.resolve import resolve_report
        from sayso.syntax import Syntax

        parse, scored = self._parsed(report)
        syntax = Syntax(report.text, parse)
        outer = attribute_report(report, syntax, scored, self.model.tables)
        inner = attribute_inner(report, parse, outer, self.model)
        found = describe(report, syntax, (*outer, *inner), scored.certainty)
        attributions, actors = resolve_report(report, parse, found, scored.mentions)
        asserted = assertions(report, syntax, attributions, scored.certainty)
        times = find_times(
            report.text, parse.words, parse.sentences, report.published, parse.entities
        )
        reading = Reading(
            report,
            place_in_time(syntax, attributions, times),
            self._recognise(actors),
            times,
            assertions=place_in_time(syntax, asserted, times),
        )
        return self._accounts(self._in_place(reading, syntax), parse, scored)

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

    def _accounts(self, reading: Reading, parse: Parse, scored: Scored) -> Reading:
        """A reading with who does what, who calls whom what, and who stands where."""
        from sayso.reconcile.claims import propositions
        from sayso.reconcile.events import find_events
        from sayso.reconcile.labels import find_labels
        from sayso.reconcile.stances import find_stances

        labelled = find_labels(reading, parse)
        return replace(
            reading,
            events=find_events(parse, reading, scored),
            labels=labelled.labels,
            happenings=labelled.happenings,
            stances=find_stances(reading, parse),
            propositions=propositions(reading, parse),
        )
