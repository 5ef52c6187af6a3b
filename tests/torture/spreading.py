"""SIGKILL of a worker of Ray, or of the process that started the job, as it reads a file."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path

from tests.scale.world import files, read, write_lines
from tests.torture.outcome import Ground, Outcome, SkippedError
from tests.torture.running import ROOT

REPORTS = 80
LIMIT = 120.0  # seconds for a job that nobody kills


def kill_ray(ground: Ground, rng: random.Random, seconds: float) -> Outcome:
    """Kill one or the other at any report, run the same command again, and compare the datasets."""
    if not find_spec("ray"):
        raise SkippedError("Ray is not installed (make test-ray brings it)")
    from sayso.scale import Here

    outcome = Outcome()
    for run in outcome.turns(seconds):
        folder = ground.folder / str(run)
        folder.mkdir()
        lines = write_lines(folder / "a.jsonl", REPORTS, broken=7)
        read([str(lines)], folder / "whole", Here())
        at, worker = rng.randrange(1, REPORTS // 2), rng.random() < 0.5
        outcome.lose(_killed(folder, at, worker=worker))
        done = {path.name for path in (folder / "out" / "readings").rglob("*.parquet")}
        outcome.held |= {f"{run}/{name}" for name in done}
        outcome.lose(_again(folder))
        outcome.lose(unlike_files(folder / "out", folder / "whole"))
    return outcome


def unlike_files(found: Path, whole: Path) -> list[str]:
    """Tables that are missing, too many, or have other bytes."""
    one, other = files(found), files(whole)
    names = sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))
    return [f"{name} is not what an undisturbed job writes" for name in names]


def _killed(folder: Path, at: int, *, worker: bool) -> list[str]:
    """Kill at the report of this number; what is wrong with a job whose worker was killed."""
    log, until = folder / "log", time.monotonic() + LIMIT
    with _job(folder) as job:
        lines: list[str] = []
        while len(lines) <= at and job.poll() is None and time.monotonic() < until:
            time.sleep(0.01)
            lines = log.read_text().splitlines() if log.exists() else []
        if len(lines) <= at:
            job.kill()
            return ["it did not come to the report at which it was to be killed"]
        os.kill(int(lines[at].split()[0]) if worker else job.pid, signal.SIGKILL)
        if not worker:
            return []
        ended = job.wait(LIMIT)
    return [f"a job whose worker was killed ended with {ended}"] if ended else []


def _again(folder: Path) -> list[str]:
    with _job(folder) as job:
        ended = job.wait(LIMIT)
    return [f"the same command, run again, ended with {ended}"] if ended else []


def _job(folder: Path) -> subprocess.Popen[bytes]:
    words = [sys.executable, "-m", "tests.scale.driving", "read", str(folder)]
    return subprocess.Popen(
        words, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        env={**os.environ, "RAY_worker_niceness": "0"},
    )  # fmt: skip
