"""Processes that read side by side, with a reader that needs no model and can be told to die."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.errors import Fault, ModelError, SaysoError
from sayso.pipeline import Pipeline
from sayso.pipeline.workers import AHEAD, read_in_order
from sayso.records import Parse, Reading, Report
from sayso.samples import sample_paths
from tests.pipeline.readers import Scripted, unready

LINUX = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="asks Linux's /proc")


def report(text: str) -> Report:
    return Report("r1", f"{text}.txt", text, ())


def wheres(*texts: str, workers: int = 2) -> list[str]:
    """Where what came out is of, or the error in one line."""
    found = read_in_order(map(report, texts), Scripted, workers)
    return [one.report.where if isinstance(one, Reading) else str(one) for one in found]


def test_readings_come_in_the_order_of_the_reports() -> None:
    assert wheres("sleep 0.3", "b", "c", "d") == ["sleep 0.3.txt", "b.txt", "c.txt", "d.txt"]


def test_what_is_no_report_passes_in_its_place() -> None:
    found = list(read_in_order(["x", report("sleep 0.1"), "y"], Scripted, 1))
    assert found[::2] == ["x", "y"]
    assert isinstance(found[1], Reading)


def test_a_worker_that_dies_costs_one_report() -> None:
    one, two, three = wheres("a", "die", "c", workers=1)
    assert (one, three) == ("a.txt", "c.txt")
    assert two.startswith("die.txt: the process that read it was ended by SIGKILL; ")


def test_a_fault_is_that_of_its_report_alone() -> None:
    assert wheres("fail", "b") == ["fail.txt: it failed; mend it", "b.txt"]


def test_where_no_report_can_be_read_that_is_raised() -> None:
    with pytest.raises(ModelError, match="damaged"):
        wheres("stop", "b")
    with pytest.raises(SaysoError, match="a worker ended with exit code 3 before it read") as told:
        list(read_in_order([report("a")], unready, 2))
    assert not isinstance(told.value, Fault)
    assert not multiprocessing.active_children()


def test_only_some_reports_are_taken_ahead() -> None:
    taken = 0

    def endless() -> Iterator[Report]:
        nonlocal taken
        while True:
            taken += 1
            yield report("sleep 0.05")

    readings = read_in_order(endless(), Scripted, 2)
    assert isinstance(next(readings), Reading)
    readings.close()
    assert taken <= 2 * AHEAD


def test_no_more_workers_begin_than_there_is_work_for() -> None:
    readings = read_in_order(map(report, "abc"), Scripted, 4)
    assert len({one.report.outlet for one in readings if isinstance(one, Reading)}) <= 3
    assert list(read_in_order(["x"], Scripted, 4)) == ["x"]
    assert not multiprocessing.active_children()


def test_closing_ends_workers_at_once() -> None:
    readings = read_in_order(map(report, ("a", "sleep 60", "sleep 60")), Scripted, 2)
    next(readings)
    begun = time.monotonic()
    readings.close()
    assert time.monotonic() - begun < 10
    assert not multiprocessing.active_children()


@LINUX
def test_workers_do_not_outlive_who_began_them(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "from sayso.pipeline.workers import read_in_order\n"
        "from sayso.records import Report\n"
        "from tests.pipeline.readers import Scripted\n"
        "if __name__ == '__main__':\n"
        "    reports = [Report('r', 'r', text, ()) for text in ('a', 'sleep 60')]\n"
        "    for reading in read_in_order(reports, Scripted, 1):\n"
        "        print(reading.report.outlet, flush=True)\n",
        encoding="utf-8",
    )
    root = Path(__file__).resolve().parents[2]
    told = {**os.environ, "PYTHONPATH": os.pathsep.join([str(root), str(root / "src")])}
    command = [sys.executable, str(script)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, env=told, start_new_session=True
    ) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline().strip().decode() in living(parent.pid)
        parent.kill()
    assert all_end(parent.pid)


def all_end(group: int) -> bool:
    """Whether every process of a group ends within ten seconds."""
    for _ in range(100):
        if not living(group):
            return True
        time.sleep(0.1)
    return False


def living(group: int) -> list[str]:
    """Processes of a group that have not ended, as Linux tells them."""
    told = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            state, _, of = path.read_text().rpartition(")")[2].split()[:3]
            if of == str(group) and state != "Z":  # what nobody asks after has ended, all the same
                told.append(path.parent.name)
    return told


@LINUX
def test_ctrl_c_ends_a_command_with_one_line_and_no_orphan() -> None:
    command = "import sys; from sayso.cli import main; sys.exit(main())"
    read = subprocess.Popen(
        [sys.executable, "-c", command, "read", "--workers", "2", *map(str, sample_paths())],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    assert read.stdout is not None
    read.stdout.readline()
    os.killpg(read.pid, signal.SIGINT)
    _, told = read.communicate(timeout=20)
    assert (read.returncode, told) == (130, b"sayso: stopped\n")
    assert all_end(read.pid)


def test_several_processes_read_what_one_does() -> None:
    alone, several = Pipeline(), Pipeline(workers=2)
    sources = [*map(str, sample_paths()[:3]), "nothing.html"]
    one, other = list(alone.read(sources)), list(several.read(sources))
    assert one[:-1] == other[:-1]
    assert str(one[-1]) == str(other[-1])


def test_with_a_stage_of_the_users_one_process_reads() -> None:
    finished: list[str] = []

    def finish(reading: Reading, parse: Parse) -> Reading:
        finished.append(reading.report.where)
        return reading

    pipeline = Pipeline(workers=2, parse=lambda report: Parse(()), finish=finish)
    list(pipeline.read_reports([pipeline.report("The mayor said it rained.", "page.txt")]))
    assert finished == ["page.txt"]
