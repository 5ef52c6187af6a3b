from __future__ import annotations

import json
import os
import signal
import threading
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from sayso.scale import Here, OnRay, on_ray
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
