"""Processes of Sayso that read reports by heart: started, watched, killed, and listened to."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TOO_LONG = 300.0  # seconds in which any command must end
ENVIRONMENT = {**os.environ, "OMP_NUM_THREADS": "1", "SAYSO_JUDGE": "torture"}


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str

    @property
    def last(self) -> str:
        """Its last line on stderr."""
        return (self.err.strip().splitlines() or [""])[-1]

    def wrong(self, *codes: int) -> list[str]:
        """What is wrong with its end: another exit code, a traceback, no word of what happened."""
        found = [] if self.code in codes else [f"exit {self.code}, not {codes}: {self.last}"]
        if "Traceback" in self.err:
            found.append(f"a traceback: {self.last}")
        elif self.code not in (0, -signal.SIGKILL) and not self.last.startswith("sayso: "):
            found.append(f"no clear line: {self.last!r}")
        return found


@dataclass(frozen=True)
class Sayso:
    """The command line, which knows the readings of an export by heart instead of a model."""

    readings: Path
    environment: Mapping[str, str] = field(default_factory=dict)

    def start(self, *args: str) -> subprocess.Popen[str]:
        """Begin a command, in a group of its own; stdout and stderr are to be read."""
        words = [sys.executable, "-m", "tests.torture.by_heart", str(self.readings), *args]
        return subprocess.Popen(
            words,
            cwd=ROOT,
            env={**ENVIRONMENT, **self.environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *args: str) -> Ended:
        """A command from its beginning to its end."""
        return finish(self.start(*args))


def finish(process: subprocess.Popen[str], seconds: float = TOO_LONG) -> Ended:
    """Wait for the end of a process; one that takes too long is killed, and that is its end."""
    try:
        out, err = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        out, err = process.communicate()
        err += f"\nit took more than {seconds:.0f} s"
    return Ended(process.returncode, out, err)


def kill_after(process: subprocess.Popen[str], lines: int, seconds: float) -> tuple[Ended, float]:
    """SIGKILL once a process has printed so many lines, and some seconds have gone by since.

    Gives its end and how long it lived; it may have come to its end before.
    """
    began = time.monotonic()
    assert process.stdout is not None
    early = [line for _ in range(lines) if (line := process.stdout.readline())]
    due = threading.Timer(seconds, process.kill)
    due.start()
    try:
        ended = finish(process)
    finally:
        due.cancel()
    return Ended(ended.code, "".join(early) + ended.out, ended.err), time.monotonic() - began


def acknowledged(out: str) -> list[str]:
    """Ids of the reports that ``sayso add --json`` said are there; cut lines say nothing."""
    rows = (json.loads(line) for line in out.split("\n")[:-1] if line)
    return [row["report"] for row in rows if row.get("report")]
