"""Reports that the desk was sent: read one after another by one thread, which loads the model once.

What was sent and what became of it is in memory; reports and failures are in the ledger.
"""

from __future__ import annotations

import logging
import secrets
import threading
from collections import Counter, OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from queue import Queue

from sayso.adding import Adding, Keeper, Outcome
from sayso.desk.turns import Turns
from sayso.errors import DeskBusy, LedgerError, NoRecord, SaysoError
from sayso.pipeline import Pipeline
from sayso.records import Report

WAITING = 10  # jobs at most
KEPT = 100  # jobs that can be looked at
TOLD = 1000  # outcomes of a job that can be looked at, the last of them
_PATIENCE = 5.0  # seconds that a report under way has when the desk is closed
_LOG = logging.getLogger("sayso.desk")

Items = Iterator[Report | SaysoError]


class State(StrEnum):
    """How far a job is."""

    WAITING = "waiting"
    READING = "reading"
    DONE = "done"
    STOPPED = "stopped"  # the ledger could not be written, or the desk was closed


@dataclass(slots=True, eq=False)
class Job:
    """What was sent at once, and what became of it so far; only the thread changes it."""

    id: str
    judge: str
    named: str
    asked: datetime
    state: State = State.WAITING
    why: str | None = None
    counts: Counter[str] = field(default_factory=Counter)
    outcomes: list[Outcome] = field(default_factory=list)

    @property
    def ended(self) -> bool:
        """Whether nothing more comes."""
        return self.state in (State.DONE, State.STOPPED)

    @property
    def told(self) -> tuple[State, int]:
        """What differs when there is something new to show."""
        return self.state, self.counts.total()


class Jobs:
    """The jobs of one desk."""

    def __init__(self, ledger: Keeper, pipeline: Pipeline) -> None:
        """Nothing is read and no thread runs before the first job."""
        self.pipeline, self.turns = pipeline, Turns()
        self._adding = Adding(ledger, pipeline)
        self._queue: Queue[tuple[Job, Items] | None] = Queue()
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._closing = threading.Event()

    def put(self, items: Items, named: str, judge: str) -> Job:
        """Have the items read when their turn comes. Raises DeskBusy where too many wait."""
        job = Job(secrets.token_hex(8), judge, named, datetime.now(UTC))
        with self._lock:
            if self._queue.qsize() >= WAITING:
                told = "much that was sent before is still to be read, and nothing was taken"
                raise DeskBusy("/add", told, "send it again in a few minutes")
            self._queue.put((job, items))
            self._jobs[job.id] = job
            if len(self._jobs) > KEPT:
                self._jobs.popitem(last=False)
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="adding", daemon=True)
                self._thread.start()
        return job

    def get(self, id: str) -> Job:
        """The job with this id. Raises NoRecord."""
        try:
            return self._jobs[id]
        except KeyError:
            told = f"nothing was sent as {id[:40]} since the desk was opened"
            raise NoRecord("/add", told, "what failed is told at /-/about") from None

    def latest(self) -> list[Job]:
        """All that are kept, the last first."""
        with self._lock:
            return list(reversed(self._jobs.values()))

    def close(self) -> None:
        """Let the report under way come to its end, and take no more."""
        self._closing.set()
        self._queue.put(None)
        if self._thread is not None:
            self._thread.join(_PATIENCE)

    def _work(self) -> None:
        while (due := self._queue.get()) is not None:
            job, items = due
            try:
                self._read(job, items)
            except LedgerError as error:
                self._stop(job, str(error))
            except Exception as error:  # it would end this thread, and all would wait on
                _LOG.exception("sayso: a fault while adding")
                self._stop(job, f"Sayso failed ({type(error).__name__}); please report it")

    def _read(self, job: Job, items: Items) -> None:
        job.state = State.READING
        for item in items:
            if self._closing.is_set():
                self._stop(job, "the desk was closed; what was read is in the ledger")
                return
            with self.turns.turn():
                outcome = self._adding.add(item)
            job.outcomes.append(outcome)
            del job.outcomes[:-TOLD]
            job.counts[outcome.kind] += 1
        job.state = State.DONE

    def _stop(self, job: Job, why: str) -> None:
        job.why = why
        job.state = State.STOPPED
