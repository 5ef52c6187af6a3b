"""The fuzzer sees what it looks for, and its quick targets hold for a few inputs."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fuzz import running
from tests.fuzz.mutating import LARGEST, mutate
from tests.fuzz.running import TARGETS, run
from tests.fuzz.targets import Target


@pytest.fixture
def alarm() -> Iterator[None]:
    before = signal.getsignal(signal.SIGPROF)
    yield
    signal.signal(signal.SIGPROF, before)


def test_the_same_seed_gives_the_same_inputs() -> None:
    made = [mutate(n, 3, [b"harbour 14", b"gate"], [b"<p>"]) for n in range(200)]
    assert made == [mutate(n, 3, [b"harbour 14", b"gate"], [b"<p>"]) for n in range(200)]
    assert len(set(made)) > 100
    assert all(len(data) <= LARGEST for data in made)


@pytest.mark.usefixtures("alarm")
def test_a_crash_and_a_hang_are_found_and_the_rest_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "SECONDS", 0.2)
    taken: list[bytes] = []

    def takes(data: bytes) -> None:
        taken.append(data)
        if len(taken) == 1:
            raise KeyError("planted")
        while len(taken) == 2:
            pass

    found = list(run(Target([b"x"], [], takes), "planted", 0, range(3), tmp_path))
    assert [(one.number, one.what.split(":")[0]) for one in found] == [
        (0, "KeyError"),
        (1, "TooLong"),
    ]
    assert len(taken) == 3


@pytest.mark.usefixtures("alarm")
@pytest.mark.parametrize("name", ["warc", "feeds", "json-lines", "csv", "actors", "gazetteers"])
def test_a_few_broken_inputs_do_no_harm(name: str, tmp_path: Path) -> None:
    assert list(run(TARGETS[name](tmp_path), name, 0, range(25), tmp_path)) == []
