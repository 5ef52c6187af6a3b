"""Reports into a ledger, one by one: what ``sayso add``, ``sayso watch`` and the desk share."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from sayso.errors import ReadError, SaysoError
from sayso.records import Reading, Report, Run
from sayso.terms import Added
from sayso.version import __version__

if TYPE_CHECKING:
    from sayso.pipeline import Pipeline

FAILED = "failed"


class Keeper(Protocol):
    """What of a ledger is needed for it."""

    def known_id(self, report: Report) -> str | None:
        """Id under which this very text of the report is there, if it is."""

    def add(self, reading: Reading, run: Run, lineage: Pipeline | None = None) -> Added:
        """Add a report and what was read in it. Raises LedgerError."""

    def fail(self, error: SaysoError) -> None:
        """Keep what could not be read, and why. Raises LedgerError."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the report at ``where``: its id and how it was added, or the ``error``.

    ``found`` is how many attributions were read in it; None where it need not be read again.
    """

    where: str
    kind: str
    report: str | None = None
    found: int | None = None
    error: SaysoError | None = None


class Adding:
    """Reads reports that are not in a ledger yet, and adds them."""

    def __init__(self, ledger: Keeper, pipeline: Pipeline) -> None:
        """The pipeline's model is loaded for the first report that is new."""
        self._ledger, self._pipeline = ledger, pipeline

    @cached_property
    def _run(self) -> Run:
        return read_with(self._pipeline)

    def add(self, item: Report | SaysoError) -> Outcome:
        """What became of it; when it returns, that is on the disk. Raises LedgerError."""
        (outcome,) = self.add_all([item])
        return outcome

    def add_all(self, items: Iterable[Report | SaysoError]) -> Generator[Outcome, None, None]:
        """What became of each, in their order; what was told is on the disk. Raises LedgerError.

        They are read by the pipeline's workers, a few ahead, and written here.
        """
        with closing(self._pipeline.read_reports(self._unless_known(items))) as readings:
            for found in readings:
                if isinstance(found, Reading):
                    yield self.keep(found, self._run)
                elif isinstance(found, SaysoError):
                    yield self._failed(found)
                elif isinstance(found, Outcome):
                    yield found

    def _unless_known(
        self, items: Iterable[Report | SaysoError]
    ) -> Iterator[Report | SaysoError | Outcome]:
        for item in items:
            yield (self._known(item) or item) if isinstance(item, Report) else item

    def _known(self, report: Report) -> Outcome | None:
        """What became of a report whose very text is there."""
        id = self._ledger.known_id(report)
        return Outcome(report.where, Added.SAME, id) if id else None

    def keep(self, reading: Reading, run: Run) -> Outcome:
        """What became of a report that was read already. Raises LedgerError."""
        report = reading.report
        if known := self._known(report):  # it came twice, and was read ahead of being written
            return known
        try:
            added = self._ledger.add(reading, run, self._pipeline)
        except ReadError as error:
            return self._failed(error)
        return Outcome(report.where, added, report.id, len(reading.attributions))

    def _failed(self, error: SaysoError) -> Outcome:
        self._ledger.fail(error)
        return Outcome(error.where, FAILED, error=error)


def outcome_row(outcome: Outcome) -> dict[str, object]:
    """As one object of JSON."""
    told: dict[str, object] = {"outcome": str(outcome.kind), "where": outcome.where}
    if outcome.error is not None:
        return {**told, "what": outcome.error.what, "mend": outcome.error.mend}
    return {**told, "report": outcome.report, "attributions": outcome.found}


def read_with(pipeline: Pipeline) -> Run:
    """What a pipeline reads reports with."""
    return Run(f"sayso {__version__}", pipeline.fingerprint, pipeline.settings)
