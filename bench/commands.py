"""Whole commands in a process of their own: seconds, and memory of that process and its workers."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

# A process tells its own memory best; what it had waited for is counted with it.
_TOLD = """
import json, resource, sys
from sayso.cli import main
code = main()
own, workers = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
cpu = sum(one.ru_utime + one.ru_stime for one in (own, workers))
print(json.dumps([cpu, own.ru_maxrss / 1024, workers.ru_maxrss / 1024]), file=sys.stderr)
sys.exit(code)
"""
SAYSO = [sys.executable, "-c", "import sys; from sayso.cli import main; sys.exit(main())"]


@dataclass(frozen=True, slots=True)
class Ran:
    """Seconds of the clock and of all processors; MB at most of it and of its largest worker."""

    wall: float
    cpu: float
    own: float
    worker: float


def run(*words: str | Path) -> Ran:
    """``sayso`` with these words; that reports fail is no matter."""
    begun = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", _TOLD, *map(str, words)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    wall = time.perf_counter() - begun
    if done.returncode > 1:
        raise RuntimeError(done.stderr)
    return Ran(wall, *json.loads(done.stderr.splitlines()[-1]))


def seconds(*command: str, rounds: int = 5) -> float:
    """Of the clock until a command ends, the least of several rounds."""
    taken = []
    for _ in range(rounds):
        begun = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        taken.append(time.perf_counter() - begun)
    return min(taken)
