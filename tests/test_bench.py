"""The timers of `make bench`, which no other test runs."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from bench.bench_read import cut
from bench.timers import ADDING, READING, Timers, found


@pytest.mark.parametrize("path", [*READING, *ADDING])
def test_what_is_timed_is_there(path: str) -> None:
    owner, name = found(path)
    assert callable(getattr(owner, name))


def burn(seconds: float) -> None:
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass


def test_a_part_within_another_is_counted_once() -> None:
    timers = Timers()
    inner = timers.timed("inner", burn)

    def work() -> None:
        burn(0.01)
        inner(0.03)

    timers.timed("outer", work)()
    assert 0.03 <= timers.spent["inner"] < 0.04
    assert 0.01 <= timers.spent["outer"] < 0.02


def test_slices_hold_every_report_once_the_first_few_apart(tmp_path: Path) -> None:
    lines = [f'{{"text": "The mayor said it rained {n} times."}}\n' for n in range(250)]
    slices = list(cut(lines, tmp_path))
    assert [one.reports for one in slices] == [10, 100, 100, 40]
    assert "".join(one.path.read_text(encoding="utf-8") for one in slices) == "".join(lines)
