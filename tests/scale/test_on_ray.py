from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from sayso.scale import Here, OnRay, on_ray, reconcile
from tests.scale.between import DEATHS, FOUND, added, dying, fill, found_by, read_tables
from tests.scale.stories import readings
from tests.scale.world import KILLER, files, logging, read, write_lines

pytest.importorskip("ray.data", reason="sayso scale takes the extra ray")
pytest.importorskip("pyarrow.parquet")

# Ray runs workers with niceness 15: beside other work on two processors nothing came of them.
os.environ["RAY_worker_niceness"] = "0"  # noqa: SIM112 (Ray spells it so)


@pytest.fixture(scope="module")
def workers() -> Iterator[OnRay]:
    with on_ray(None, 2) as started:
        yield started


def test_a_killed_worker_is_retried_and_nothing_is_lost(tmp_path: Path, workers: OnRay) -> None:
    lines, log = write_lines(tmp_path / "a.jsonl", 80, broken=7), tmp_path / "log"

    def kill() -> None:
        while not log.exists() or len(log.read_text().splitlines()) < 10:
            time.sleep(0.01)
        os.kill(int(log.read_text().split()[0]), signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    counts = read([str(lines)], tmp_path / "out", workers, partial(logging, log))
    killer.join()
    read([str(lines)], tmp_path / "whole", Here())
    assert (counts.reports, counts.failures) == (79, 1)
    assert files(tmp_path / "out") == files(tmp_path / "whole")
    assert len({line.split()[0] for line in log.read_text().splitlines()}) > 2


def test_a_report_that_kills_whoever_reads_it_is_a_failure(tmp_path: Path, workers: OnRay) -> None:
    lines = write_lines(tmp_path / "a.jsonl", 6)
    with lines.open("a") as file:
        file.write(json.dumps({"text": f"The mayor said on Monday that it was so. {KILLER}"}))
    counts = read([str(lines)], tmp_path / "out", workers)
    assert (counts.reports, counts.failures) == (6, 1)


def test_two_workers_find_the_claims_of_2000_reports_that_one_machine_finds(
    tmp_path: Path, workers: OnRay
) -> None:
    dataset = fill(tmp_path / "out", readings(2_000), part=64, shard=4)
    found, ledger = found_by(dataset, workers, 4), added(dataset, tmp_path / "event.db")
    assert {table: found[table] == ledger[table] for table in FOUND} == dict.fromkeys(FOUND, True)
    assert len(found["claims"]) > 5_000


def test_a_worker_that_is_killed_while_it_reconciles_is_retried(
    tmp_path: Path, workers: OnRay
) -> None:
    dataset = fill(tmp_path / "out", readings(64), part=8, shard=2)
    whole = found_by(fill(tmp_path / "whole", readings(64), part=8, shard=2), Here(), 1)
    log = tmp_path / "log"
    plan = dataset.plan()
    assert plan is not None
    for _ in reconcile(dataset, plan, workers, home=1, make=partial(dying, log)):
        pass
    assert read_tables(dataset) == whole
    assert len(log.read_text().splitlines()) == DEATHS


def run_killed(what: str, folder: Path, far_enough: Callable[[], bool]) -> None:
    """Start a job, kill the process that started it once it is far enough, start it again."""
    command = [sys.executable, "-m", "tests.scale.driving", what, str(folder)]
    root = Path(__file__).resolve().parents[2]
    with subprocess.Popen(command, cwd=root) as job:
        while job.poll() is None and not far_enough():
            time.sleep(0.01)
        assert job.poll() is None, "it ended before it was killed"
        job.kill()
    subprocess.run(command, cwd=root, check=True, timeout=120)


def test_a_job_goes_on_when_the_process_that_started_it_is_killed_as_it_reads(
    tmp_path: Path,
) -> None:
    lines, log = write_lines(tmp_path / "a.jsonl", 80, broken=7), tmp_path / "log"
    run_killed("read", tmp_path, lambda: log.exists() and log.read_text().count("\n") > 20)
    read([str(lines)], tmp_path / "whole", Here())
    assert files(tmp_path / "out") == files(tmp_path / "whole")


def test_a_job_goes_on_when_the_process_that_started_it_is_killed_as_it_finds_claims(
    tmp_path: Path,
) -> None:
    fill(tmp_path / "out", readings(64), part=8, shard=2)
    whole = fill(tmp_path / "whole", readings(64), part=8, shard=2)
    done = tmp_path / "out" / "_sayso" / "between"
    run_killed("reconcile", tmp_path, lambda: len(list(done.glob("*/done/*"))) > 20)
    found_by(whole, Here(), 1)
    assert files(tmp_path / "out") == files(tmp_path / "whole")
