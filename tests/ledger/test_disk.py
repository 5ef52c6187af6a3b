"""Disks that are full, and folders that may only be read."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.errors import NotWritten
from sayso.ledger import Ledger, open_ledger
from tests.ledger.quick import RUN
from tests.ledger.stories import story


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 1 MB; only root may make one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)]
    if os.geteuid() or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("only root can mount a small disk")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def long_story(number: int) -> str:
    words = " ".join(f"word{n * number}" for n in range(1500))
    return f"Mayor Ode said {words}."


def add_until_full(ledger: Ledger) -> int:
    """How many long stories were added before the disk was full."""
    added = 0
    with pytest.raises(NotWritten, match="no room is left") as raised:  # noqa: PT012
        for added in range(1000):
            ledger.add(story(long_story(added)), RUN)
    assert "\n" not in str(raised.value)
    return added


def test_a_full_disk_is_one_line_and_the_ledger_still_opens(disk: Path, file: Path) -> None:
    path = Path(shutil.copy(file, disk / "event.db"))
    with open_ledger(path) as ledger:
        added = add_until_full(ledger)
    assert added > 3
    with open_ledger(path) as ledger:
        assert ledger.stats().reports == added
        for number in range(added):
            assert ledger.known_id(story(long_story(number)).report)


def test_with_room_again_it_goes_on(disk: Path, file: Path) -> None:
    path = Path(shutil.copy(file, disk / "event.db"))
    with open_ledger(path) as ledger:
        add_until_full(ledger)
    subprocess.run(["mount", "-o", "remount,size=8m", str(disk)], check=True)
    with open_ledger(path) as ledger:
        before = ledger.stats().reports
        ledger.add(story(long_story(1000)), RUN)
        assert ledger.stats().reports == before + 1


def test_a_full_disk_when_the_ledger_is_made_is_one_line(disk: Path) -> None:
    (disk / "rest").write_bytes(b"x" * 1_000_000)
    with pytest.raises(NotWritten):
        open_ledger(disk / "event.db", create=True)
    (disk / "rest").unlink()
    open_ledger(disk / "event.db", create=True).close()


@pytest.fixture
def sealed(disk: Path, file: Path) -> Path:
    """A ledger with one report, on a disk that may only be read."""
    path = Path(shutil.copy(file, disk / "event.db"))
    with open_ledger(path) as ledger:
        ledger.add(story(), RUN)
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    return path


def test_a_ledger_that_may_only_be_read_can_be_read(sealed: Path) -> None:
    with open_ledger(sealed) as ledger:
        assert ledger.stats().reports == 1
        with pytest.raises(NotWritten, match="only be read"):
            ledger.add(story("Mayor Ode said more."), RUN)
    with open_ledger(sealed, create=True) as ledger, pytest.raises(NotWritten):
        ledger.add(story("Mayor Ode said more."), RUN)


def test_no_ledger_is_made_where_nothing_may_be_written(sealed: Path) -> None:
    with pytest.raises(NotWritten):
        open_ledger(sealed.with_name("other.db"), create=True)


def test_nor_in_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(NotWritten):
        open_ledger(tmp_path / "nowhere" / "event.db", create=True)
