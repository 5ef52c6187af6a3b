"""Keeps reading sources into a ledger, round after round, whatever goes wrong on the way.

One report at a time: it is read and added before the next is fetched, so that a signal loses
nothing and what was visited is remembered only when it is in the ledger.
"""

from __future__ import annotations

import random
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

from sayso.adding import FAILED, Adding, Keeper
from sayso.errors import LedgerError, SaysoError
from sayso.records import Report
from sayso.terms import Added

if TYPE_CHECKING:
    from sayso.pipeline import How, Pipeline

_TOLD: dict[str, str] = {Added.NEW: "added", Added.VERSION: "in a new version"}
_JITTER = 0.1  # of the time between rounds: watches that started together drift apart


class Signals:
    """SIGINT and SIGTERM end the watch: at once while it waits, after the report under way else."""

    def __init__(self) -> None:
        self._held = self._asked = False

    @contextmanager
    def caught(self) -> Iterator[None]:
        """Catch them, and give them back to whom they were in the end."""
        numbers = (signal.SIGINT, signal.SIGTERM)
        self._asked = False
        before = [signal.signal(number, self._on_signal) for number in numbers]
        try:
            yield
        finally:
            for number, handler in zip(numbers, before, strict=True):
                signal.signal(number, handler)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Let what is under way come to its end; a second signal does not wait for it."""
        self._held = True
        try:
            yield
        finally:
            self._held = False
        self.heed()

    def heed(self) -> None:
        """End the watch if that was asked for. What is raised in a finaliser gets no further."""
        if self._asked:
            raise KeyboardInterrupt

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        again, self._asked = self._asked, True
        if not self._held or again:
            raise KeyboardInterrupt


class Watch:
    """Reads sources into a ledger. Feeds that are dead and disks that are full cost one line."""

    def __init__(
        self,
        pipeline: Pipeline,
        ledger: Keeper,
        tell: Callable[[str], None],
        *,
        visits: Path | None,
        how: How,
    ) -> None:
        """``visits`` is the file that remembers what was fetched; ``how`` is how to read."""
        self._pipeline, self._adding, self._tell = pipeline, Adding(ledger, pipeline), tell
        self._how: How = {**how, "visits": visits}
        self._signals = Signals()

    def keep_reading(self, sources: Sequence[str], *, every: float, once: bool = False) -> int:
        """Read the sources every so many seconds until a signal comes; how many reports failed."""
        failed = 0
        with self._signals.caught():
            try:
                while True:
                    begun = time.monotonic()
                    failed += self._read_round(sources)
                    self._signals.heed()
                    if once:
                        return failed
                    pause = every * random.uniform(1 - _JITTER, 1 + _JITTER)
                    time.sleep(max(begun + pause - time.monotonic(), 0.0))
            except KeyboardInterrupt:
                self._tell("stopped; what was read is in the ledger")
                return failed

    def _read_round(self, sources: Iterable[str]) -> int:
        counts: Counter[str] = Counter()
        try:
            with closing(self._pipeline.reports(sources, **self._how)) as items:
                for item in items:
                    with self._signals.held():
                        counts[self._keep(item)] += 1
        except LedgerError as error:
            counts[FAILED] += 1
            self._tell(f"{error}; the next round tries again")
        finally:
            if counts:
                self._tell(
                    ", ".join(f"{n} {_TOLD.get(kind, kind)}" for kind, n in sorted(counts.items()))
                )
        return counts[FAILED]

    def _keep(self, item: Report | SaysoError) -> str:
        outcome = self._adding.add(item)
        if outcome.error is not None:
            self._tell(str(outcome.error))
        return outcome.kind
