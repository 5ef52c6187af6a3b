"""The shape of every fault: it is made for a time, and tells how often and what was lost."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.torture.reports import Material
from tests.torture.running import Sayso


class SkippedError(Exception):
    """A fault that cannot be made here, and why."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What faults are made on: a command line, reports for it, and a folder that is emptied."""

    sayso: Sayso
    material: Material
    folder: Path


@dataclass(slots=True)
class Outcome:
    """How often a fault was made, how much had been acknowledged by then, and what was lost."""

    runs: int = 0
    held: set[str] = field(default_factory=set)  # reports and judgements, over all runs
    losses: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def lose(self, losses: Iterable[str]) -> None:
        """Add what was lost, or is not as it must be, in this run."""
        self.losses += [f"run {self.runs}: {loss}" for loss in losses]

    def note(self, told: str) -> None:
        """Add something worth telling, once."""
        if told not in self.notes:
            self.notes.append(told)

    def turns(self, seconds: float, least: int = 2) -> Iterator[int]:
        """The numbers of runs until the time is over; at least so many."""
        until = time.monotonic() + seconds
        while self.runs < least or time.monotonic() < until:
            self.runs += 1
            yield self.runs


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault: its name in the table, and what makes it."""

    name: str
    run: Callable[[Ground, random.Random, float], Outcome]
