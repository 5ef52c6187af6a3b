"""The pipeline: sources to readings, one report in memory at a time, and what is between them."""

from __future__ import annotations

import gc
import json
from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from functools import cached_property, partial
from pathlib import Path
from typing import IO, TYPE_CHECKING, TypedDict, TypeVar, Unpack

from sayso.across import KnownActor, Portrait, Sameness
from sayso.errors import Fault, SaysoError
from sayso.pipeline.reading import Attributions, Stages
from sayso.records import (
    Actor,
    Claim,
    Office,
    Parse,
    Passage,
    Post,
    Proposition,
    Reading,
    Relation,
    Report,
    Reuse,
    Shared,
    Span,
    Time,
    identify,
)
from sayso.stages import (
    AttributeStage,
    DescribeStage,
    FinishStage,
    Own,
    ParseStage,
    ResolveStage,
    TimesStage,
)

if TYPE_CHECKING:
    from sayso.intake import Limits
    from sayso.model import Model
    from sayso.resolve.places import Gazetteer

_T = TypeVar("_T")

MEND = "please report it with the page; the other reports were read"


class How(TypedDict, total=False):
    """What sayso.intake.read_reports can be told."""

    limits: Limits
    allow_private: bool  # the one limit that a command line lifts
    any_language: bool  # for a pipeline whose stages read another than English
    columns: Mapping[str, str]
    visits: Path | None


class Pipeline:
    """Reads sources to readings. The model is loaded at the first report, once.

    A stage of it may be a function of yours; sayso.stages says what each takes and gives.

    >>> (reading,) = Pipeline().read(["corvane-dawn.html"])
    >>> reading.report.outlet, len(reading.attributions)
    ('Corvane Wire', 19)
    """

    def __init__(
        self,
        model: Path | None = None,
        *,
        threads: int = 1,
        workers: int = 1,
        known: Sequence[KnownActor] = (),
        gazetteer: Gazetteer | None = None,
        parse: ParseStage | None = None,
        attribute: AttributeStage | None = None,
        describe: DescribeStage | None = None,
        resolve: ResolveStage | None = None,
        times: TimesStage | None = None,
        finish: FinishStage | None = None,
    ) -> None:
        """Read with the shipped model, or with the file ``model``; give ``known`` actors their ids.

        ``read_known`` reads known actors from a file, ``open_gazetteer`` the user's places. Each
        of the others stands in for the stage of its name. ``read`` and ``read_reports`` use so many
        ``workers``, processes with a model each; with one, with a stage of the user's and in a
        subclass they read in this process.
        """
        self._gazetteer, self._workers = gazetteer, workers
        self._path, self._threads, self._known = model, threads, known
        self._model: Model | None = None
        self._own = Own(parse, attribute, describe, resolve, times, finish)
        self._stages = Stages(
            lambda: self.model, self._own, gazetteer, lambda actors: self._recognise(actors)
        )

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
        """What else reports were read with, as JSON.

        Hashes of the user's actors and places, and the names of the functions for stages.
        """
        settings: dict[str, object] = {}
        if self._known:
            rows = ("\x1e".join((one.id, *one.names, one.kind or "")) for one in self._known)
            settings["actors"] = identify("known", *sorted(rows))
        if self._gazetteer is not None and self._gazetteer.fingerprint:
            settings["gazetteer"] = self._gazetteer.fingerprint
        if self._own.names:
            settings["stages"] = self._own.names
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
        if how.get("any_language"):
            limits = replace(limits, any_language=True)
        columns, visits = how.get("columns"), how.get("visits")
        for source in sources:
            yield from read_reports(source, limits=limits, columns=columns, visits=visits)

    def reports_in(
        self, stream: IO[bytes], name: str, *, columns: Mapping[str, str] | None = None
    ) -> Iterator[Report | SaysoError]:
        """Reports of an open file of this name, which nothing is opened by, without the model."""
        from sayso.intake import read_stream

        return read_stream(stream, name, columns=columns)

    def reads(self, name: str) -> bool:
        """Whether a folder is read for files that are called so."""
        from sayso.intake import reads_name

        return reads_name(name)

    def report(
        self,
        text: str,
        where: str = "text",
        *,
        title: str | None = None,
        outlet: str | None = None,
        published: date | datetime | None = None,
        url: str | None = None,
        any_language: bool = False,
    ) -> Report:
        """The report of a text in memory, exactly as it is: offsets into it hold.

        Raises NoProse, TooLarge, and NotEnglish unless ``any_language`` will do.
        """
        from sayso.intake import Limits, text_report

        limits = Limits(any_language=any_language)
        return text_report(
            text, where, title=title, outlet=outlet, published=published, url=url, limits=limits
        )

    def page(
        self,
        html: str,
        where: str = "page",
        *,
        url: str | None = None,
        published: date | datetime | None = None,
    ) -> Report:
        """The report of a page in memory; ``url`` and ``published`` are for one that tells none.

        Raises NotText, NoProse, NotEnglish, TooLarge.
        """
        from sayso.intake import page_report

        return page_report(html, where, url=url, published=published)

    def read(
        self, sources: Iterable[str], **how: Unpack[How]
    ) -> Generator[Reading | SaysoError, None, None]:
        """Read files, folders, addresses and "-"; a report that fails comes as its error."""
        yield from self.read_reports(self.reports(sources, **how))

    def parses(self, reports: Iterable[Report]) -> list[Parse]:
        """Sentences, words, syntax and entities of reports, and nothing that is said in them."""
        return [self.parse(report) for report in reports]

    def parse(self, report: Report) -> Parse:
        """A stage by itself: sentences, words, syntax and entities."""
        from sayso.model.threads import one_thread

        with one_thread():
            return self._stages.parse(report)

    def attribute(self, report: Report, parse: Parse) -> Attributions:
        """A stage by itself: who says what, by spans alone."""
        from sayso.model.threads import one_thread

        with one_thread():
            return self._stages.attribute(report, parse)

    def describe(self, report: Report, parse: Parse, attributions: Attributions) -> Attributions:
        """A stage by itself: how each is said."""
        return self._stages.describe(report, parse, attributions)

    def resolve(
        self, report: Report, parse: Parse, attributions: Attributions
    ) -> tuple[Attributions, tuple[Actor, ...]]:
        """A stage by itself: who says each, and who is spoken of."""
        return self._stages.resolve(report, parse, attributions)

    def times(self, report: Report, parse: Parse) -> tuple[Time, ...]:
        """A stage by itself: the words that say when."""
        return self._stages.times(report, parse)

    def passages(self, report: Report) -> tuple[Passage, ...]:
        """The passages of a report, by whose keys another report's reuse of them is found."""
        from sayso.reconcile import passages

        return passages(report)

    def find_shared(self, one: Report, other: Report) -> tuple[Shared, ...]:
        """Reuse between two reports, by these two alone."""
        from sayso.reconcile import find_shared

        return find_shared(one, other)

    def find_repeats(self, report: Report) -> tuple[Reuse, ...]:
        """What a report says twice."""
        from sayso.reconcile import find_repeats

        return find_repeats(report)

    def same_place(self, one: Span, other: Span) -> bool:
        """Whether two passages of a report are one, as far as standing lines go."""
        from sayso.reconcile import same_place

        return same_place(one, other)

    def is_standing(self, others: Collection[object]) -> bool:
        """Whether a short passage that these others of its outlet have stands under all."""
        from sayso.reconcile import is_standing

        return is_standing(others)

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
        self, reports: Iterable[Report | _T]
    ) -> Generator[Reading | SaysoError | _T, None, None]:
        """Read reports that are in memory; errors, or what else is there, pass in their place."""
        if self._workers > 1 and type(self) is Pipeline and not self._own.names:
            yield from self._side_by_side(reports)
            return
        for item in reports:
            yield self._guarded(item) if isinstance(item, Report) else item

    def _side_by_side(
        self, reports: Iterable[Report | _T]
    ) -> Generator[Reading | SaysoError | _T, None, None]:
        from sayso.pipeline.workers import read_in_order

        alone = partial(
            Pipeline,
            self._path,
            threads=self._threads,
            known=self._known,
            gazetteer=self._gazetteer,
        )
        yield from read_in_order(reports, alone, self._workers)

    def _guarded(self, report: Report) -> Reading | SaysoError:
        """The reading of a report, or the error where Sayso itself fails on it."""
        from sayso.model.threads import one_thread

        try:
            with one_thread(), _uncollected():
                return self._reading(report)
        except Fault as fault:  # of a user's function
            return fault
        except SaysoError:
            raise
        except Exception as error:  # the boundary: a fault must not cost the other reports
            return Fault(report.where, f"{type(error).__name__}: {error}", MEND)

    def _reading(self, report: Report) -> Reading:
        return self._stages.read(report)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Have Python look for no cycles among the records of a report while they are made.

    In 150 readings it found none, and took 7 to 11 % of the time beside the encoder. What is there
    is looked through when the report is read.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
