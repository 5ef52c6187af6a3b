from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest

from sayso.desk import jobs
from sayso.desk.jobs import Items, Job, Jobs, State
from sayso.errors import DeskBusy, NotFound, NotWritten, SaysoError
from sayso.pipeline import Pipeline
from sayso.records import Reading, Report, Run
from sayso.terms import Added
from tests.ledger.quick import QuickPipeline


class Full:
    """A ledger on a disk without room."""

    def known_id(self, report: Report) -> str | None:
        return None

    def add(self, reading: Reading, run: Run, lineage: Pipeline | None = None) -> Added:
        raise AssertionError

    def fail(self, error: SaysoError) -> None:
        raise NotWritten("event.db", "no room is left", "make room")


@pytest.fixture
def made() -> Iterator[Jobs]:
    made = Jobs(Full(), QuickPipeline())
    yield made
    made.close()


def ended(job: Job) -> Job:
    for _ in range(500):
        if job.ended:
            return job
        time.sleep(0.01)
    raise AssertionError(job)


def until(event: threading.Event) -> Items:
    """Nothing, and not before the event."""
    event.wait(10)
    yield from ()


def test_a_full_disk_ends_one_job_with_the_reason_and_the_next_is_read(made: Jobs) -> None:
    missing = NotFound("page.html", "there is no such file", "check the path")
    first = ended(made.put(iter([missing]), "1 file", "Ann"))
    assert (first.state, first.why) == (State.STOPPED, "event.db: no room is left; make room")
    assert ended(made.put(iter([]), "1 file", "Ann")).state is State.DONE


def test_a_fault_of_ours_ends_one_job_and_the_next_is_read(made: Jobs) -> None:
    def faulty(_: int) -> SaysoError:
        raise RuntimeError("of ours")

    assert "RuntimeError" in (ended(made.put(map(faulty, [0]), "1 file", "Ann")).why or "")
    assert ended(made.put(iter([]), "1 file", "Ann")).state is State.DONE


def test_more_than_can_wait_is_refused_and_nothing_of_it_is_kept(
    made: Jobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "WAITING", 1)
    go = threading.Event()
    first = made.put(until(go), "1 file", "Ann")
    while first.state is State.WAITING:
        time.sleep(0.01)
    made.put(iter([]), "1 file", "Ann")
    with pytest.raises(DeskBusy, match="nothing was taken"):
        made.put(iter([]), "1 file", "Ann")
    assert len(made.latest()) == 2
    go.set()


def test_a_desk_that_is_closed_says_what_it_did_not_read() -> None:
    made = Jobs(Full(), QuickPipeline())
    go = threading.Event()
    made.put(until(go), "1 file", "Ann")
    waits = made.put(iter([NotFound("a", "b", "c")]), "1 file", "Ann")
    threading.Timer(0.1, go.set).start()
    made.close()
    assert (waits.state, "the desk was closed" in (waits.why or "")) == (State.STOPPED, True)


def test_only_the_last_jobs_are_told(made: Jobs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "KEPT", 2)
    for number in range(4):
        ended(made.put(iter([]), str(number), "Ann"))
    assert [job.named for job in made.latest()] == ["3", "2"]
