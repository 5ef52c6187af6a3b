"""Disks that are full, ledgers that may only be read, and clocks that go backwards."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from sayso.ledger import open_ledger
from sayso.ledger.pages import AttributionPage
from sayso.terms import Verdict
from tests.torture.holding import apart, exported, lost, unlike
from tests.torture.outcome import Ground, Outcome, SkippedError
from tests.torture.running import Ended, Sayso, acknowledged

FAKETIME = (
    "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1",
    "/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1",
    "/usr/lib/faketime/libfaketime.so.1",
)


@contextmanager
def small_disk(folder: Path, kilobytes: int) -> Iterator[Path]:
    """A disk of its own, in memory; only root may mount one."""
    disk = folder / "disk"
    disk.mkdir(exist_ok=True)
    mount = ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(disk)]
    if os.geteuid() or subprocess.run(mount, capture_output=True, check=False).returncode:
        raise SkippedError("only root can mount a small disk")
    try:
        yield disk
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


def remount(disk: Path, how: str) -> None:
    """Give a mounted disk another size, or let it only be read."""
    subprocess.run(["mount", "-o", f"remount,{how}", str(disk)], check=True)


def fill_disk(ground: Ground, rng: random.Random, seconds: float) -> Outcome:
    """Add, read anew, export and bring in on a disk that gets full; then again with room on it."""
    outcome, source = Outcome(), ground.folder / "whole.db"
    outcome.note("a tmpfs of 300 to 4,000 KB")
    reports, readings = str(ground.material.reports), str(ground.material.readings)
    ground.sayso.run("add", "--json", str(source), reports)
    size = source.stat().st_size // 1024
    for turn in outcome.turns(seconds, least=4):
        kilobytes = rng.randrange(300, size)
        with small_disk(ground.folder, kilobytes) as disk:
            path = disk / "event.db"
            match turn % 4:
                case 0:
                    _full(outcome, ground, disk, ("import", str(path), "jsonl", readings), 0)
                case 1 | 2:
                    _full(outcome, ground, disk, ("add", "--json", str(path), reports), 1)
                case _:
                    _full_export(outcome, ground, source, disk)
    return outcome


def _full(outcome: Outcome, ground: Ground, disk: Path, words: tuple[str, ...], right: int) -> None:
    path = words[1] if words[0] == "import" else words[2]
    ended = ground.sayso.run(*words)
    known = acknowledged(ended.out) if words[0] == "add" else []
    outcome.held |= set(known)
    outcome.lose([*ended.wrong(1, 2), *clear(ended, "no room", "full")])
    remount(disk, "size=64m")
    outcome.lose(lost(path, known))
    outcome.lose(ground.sayso.run(*words).wrong(right))
    outcome.lose(unlike(path, ground.folder))


def clear(ended: Ended, *words: str) -> list[str]:
    """What is wrong with how a command names what happened: one of these words, in one line."""
    if any(word in ended.err for word in words):
        return []
    return [f"not named ({' or '.join(words)}): {ended.err.strip()[-200:]!r}"]


def _full_export(outcome: Outcome, ground: Ground, source: Path, disk: Path) -> None:
    """An export that finds no room leaves the one that was there, and the ledger, as they were."""
    out, before = disk / "export.jsonl", "an export of yesterday\n"
    out.write_text(before)
    remount(disk, "size=200k")
    ended = ground.sayso.run("export", str(source), "--output", str(out))
    outcome.lose([*ended.wrong(1, 2), *clear(ended, "No space left", "no room")])
    if out.read_text() != before:
        outcome.lose(["a cut export stands where a whole one was"])
    remount(disk, "size=64m")
    outcome.lose(ground.sayso.run("export", str(source), "--output", str(out)).wrong(0))


def only_read(ground: Ground, rng: random.Random, seconds: float) -> Outcome:
    """Everything on a ledger that may only be read, and then again as usual."""
    outcome = Outcome()
    reports, whole = str(ground.material.reports), ground.folder / "whole.db"
    ground.sayso.run("add", "--json", str(whole), reports)
    before = exported(str(whole))
    with small_disk(ground.folder, 64_000) as disk:
        path = disk / "event.db"
        for _ in outcome.turns(seconds):
            shutil.copy(whole, path)
            remount(disk, "ro")
            held = path.read_bytes()
            words = rng.choice((("add", str(path), reports), ("rebuild", str(path))))
            ended = ground.sayso.run(*words)
            outcome.lose(ended.wrong(1, 2))
            if words[0] == "rebuild":
                outcome.lose(clear(ended, "only be read"))
            reading = rng.choice(("stats", "claims", "accounts", "actors", "labels", "export"))
            outcome.lose(ground.sayso.run(reading, str(path)).wrong(0))
            if path.read_bytes() != held:
                outcome.lose(["it was written to"])
            remount(disk, "rw")
            outcome.lose(apart(before, exported(str(path))))
            outcome.lose(ground.sayso.run("rebuild", str(path)).wrong(0))
    return outcome


def turn_clock_back(ground: Ground, rng: random.Random, seconds: float) -> Outcome:
    """Add and judge while the clock jumps back and forth by years: what came last stands last."""
    outcome, path = Outcome(), str(ground.folder / "event.db")
    library = next((one for one in FAKETIME if Path(one).exists()), None)
    if library is None:
        raise SkippedError("libfaketime is not installed")
    outcome.note("libfaketime")
    clock = ground.folder / "clock"
    clock.write_text("+0\n")
    environment = {
        "LD_PRELOAD": library,
        "FAKETIME_TIMESTAMP_FILE": str(clock),
        "FAKETIME_NO_CACHE": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
    }
    sayso = replace(ground.sayso, environment=environment)
    for turn in outcome.turns(seconds, least=3):
        process = sayso.start("add", "--json", path, str(ground.material.reports))
        assert process.stdout is not None
        lines = []
        for line in process.stdout:
            lines.append(line)
            clock.write_text(f"{rng.randrange(-3000, 3000):+}d\n")
        err = process.stderr.read() if process.stderr else ""
        known = acknowledged("".join(lines))
        outcome.held |= set(known)
        outcome.lose([*Ended(process.wait(), "", err).wrong(1), *lost(path, known)])
        outcome.lose(unlike(path, ground.folder))
        outcome.lose(_last_word(sayso, path, clock, rng, turn))
        if turn % 2 == 0:
            Path(path).unlink()
    return outcome


def _last_word(sayso: Sayso, path: str, clock: Path, rng: random.Random, turn: int) -> list[str]:
    """Judge one attribution twice, the second time years earlier: the second word stands."""
    with open_ledger(path) as ledger:
        ids = [str(row["id"]) for row in ledger.rows() if row["record"] == "attribution"]
    id, wrong = rng.choice(ids), []
    for shift, verdict in (("+900d", Verdict.ACCEPT), ("-900d", Verdict.REJECT)):
        clock.write_text(f"{shift}\n")
        wrong += sayso.run("judge", path, id, verdict, "--judge", f"Ann {turn}").wrong(0)
    with open_ledger(path) as ledger:
        page = ledger.show(id)
    assert isinstance(page, AttributionPage)
    standing = [one.verdict for one in page.judgements if one.judge == f"Ann {turn}"]
    if standing != [Verdict.REJECT]:
        wrong.append(f"the last word does not stand: {standing}")
    return wrong
