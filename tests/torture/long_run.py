"""``sayso watch`` on ten lying feeds: is its memory flat, are there doubles, is all told?"""

from __future__ import annotations

import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sayso.ledger import open_ledger
from sayso.records import Report
from tests.intake.test_feeds import opml
from tests.torture.lies import LIES
from tests.torture.lying_site import LyingSite, lying

PACE = 60.0  # hours of the watcher are minutes here
STEP = 2.0  # seconds between two looks at its memory
LATE = 10.0  # seconds before the end: what was served since may not be read yet
FEED_FAILS = {6: {"NoProse"}, 7: {"ReadError", "Damaged"}, 8: {"Forbidden"}}
Failure = tuple[str, str, str]  # where, kind, what


@dataclass(frozen=True, slots=True)
class LongRun:
    """What came of it: MB of memory by minute, what the ledger has, and what is wrong with it."""

    memory: tuple[tuple[float, float], ...]  # minutes since it began, MB
    reports: int
    versions: int
    failures: tuple[Failure, ...]
    lines: int
    rounds: int
    wrong: tuple[str, ...]

    def median(self, first: float, last: float) -> float:
        """MB of memory between two minutes."""
        return statistics.median([mb for at, mb in self.memory if first <= at <= last] or [0.0])

    @property
    def growth(self) -> float:
        """MB an hour, by a line through the second half."""
        half = self.memory[len(self.memory) // 2 :]
        if len(half) < 3:
            return 0.0
        line = statistics.linear_regression([at for at, _ in half], [mb for _, mb in half])
        return 60 * line.slope


def watch(minutes: float, seed: int, keep: Path | None = None) -> LongRun:
    """Let a watch run on ten feeds, end it with SIGTERM, and look at all that is left."""
    with tempfile.TemporaryDirectory() as made, lying(PACE, seed) as sites:
        folder = keep or Path(made)
        folder.mkdir(parents=True, exist_ok=True)
        ledger, feeds, told = folder / "event.db", folder / "feeds.opml", folder / "told.txt"
        feeds.write_text(opml(*(f"{site.site.url}/feed" for site in sites)))
        with told.open("w") as out:
            words = [sys.executable, "-m", "tests.torture.watcher", str(ledger), str(feeds)]
            process = subprocess.Popen([*words, str(PACE)], stderr=out)
            try:
                memory = _sample(process, minutes)
            finally:
                served = _served(sites, time.monotonic() - LATE)
                process.send_signal(signal.SIGTERM)
                code = process.wait(60)
        lines = told.read_text().splitlines()
        with open_ledger(ledger) as kept:
            reports, pages = list(kept.reports()), kept.stats().reports
            rows, _ = kept.failures(skip=0, top=100_000)
        failures = [(row.where, row.kind, row.what) for row in rows]
        wrong = [
            *([f"the watch ended with {code}"] if code else []),
            *doubles(reports),
            *missing(reports, served),
            *untold(sites, failures, lines),
            *(line for line in lines if "Traceback" in line),
        ]
        rounds = sum(bool(re.search("added|failed|there|version", one)) for one in lines)
    return LongRun(
        tuple(memory), pages, len(reports), tuple(failures), len(lines), rounds, tuple(wrong)
    )


def _sample(process: subprocess.Popen[bytes], minutes: float) -> list[tuple[float, float]]:
    began, found = time.monotonic(), []
    while (at := time.monotonic() - began) < minutes * 60 and process.poll() is None:
        found.append((at / 60, resident(process.pid)))
        time.sleep(STEP)
    return found


def resident(pid: int) -> float:
    """MB of memory that a process has; 0 for one that has ended."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0.0
    found = re.search(r"VmRSS:\s+(\d+)", status)
    return int(found[1]) / 1024 if found else 0.0


def _served(sites: Sequence[LyingSite], until: float) -> set[str]:
    return {title for one in sites for title, at in one.served.items() if at < until}


def doubles(reports: Sequence[Report]) -> list[str]:
    """What is there twice: one edition of a page, or one text under one address."""
    titles = Counter(one.title for one in reports if (one.title or "").startswith("Edition"))
    texts = Counter((one.url, one.text) for one in reports)
    found = [f"{many} times: {title}" for title, many in titles.items() if many > 1]
    return found + [f"{many} times: {url}" for (url, _), many in texts.items() if many > 1]


def missing(reports: Sequence[Report], served: set[str]) -> list[str]:
    """Editions that the watch was given whole and that are not there."""
    there = {one.title for one in reports}
    return [f"not there: {title}" for title in sorted(served - there)]


def untold(
    sites: Sequence[LyingSite], failures: Sequence[Failure], lines: Sequence[str]
) -> list[str]:
    """Failures that nobody told, that none should be, or that are there under several names."""
    wrong = []
    kinds: defaultdict[str, set[str]] = defaultdict(set)
    causes: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for where, kind, what in failures:
        kinds[where].add(kind)
        causes[where, kind].add(what)
        if not any(f"{where}: {what}" in line for line in lines):
            wrong.append(f"not told: {where} {what}")
    for (where, _), whats in causes.items():
        if len(whats) > 1 and not where.endswith("/feed"):
            wrong.append(f"one cause under {len(whats)} names: {where} {sorted(whats)[:3]}")
    for site in sites:
        for path, times in site.times.items():
            where = f"{site.site.url}{path}"
            wrong += _unlike(site, path, times, kinds.pop(where, set()))
    return wrong + [f"of nobody: {where} {some}" for where, some in kinds.items()]


def _unlike(site: LyingSite, path: str, times: int, found: set[str]) -> list[str]:
    """How the kinds of failures of a page differ from those that it should have."""
    where = f"{site.number}{path}"
    if path == "/feed":
        return [f"{where}: {found}"] if found - FEED_FAILS.get(site.number, set()) else []
    lie = LIES.get(path.split("/")[1])
    if lie is None or not times:
        return [f"{where}: {found}"] if found else []
    expected = set(lie.fails)
    right = found <= expected if lie.may else found == expected
    return [] if right else [f"{where}: {found or 'no failure'} and not {expected or 'none'}"]


def tell(run: LongRun) -> None:
    """Print what came of a long run."""
    last = run.memory[-1][0] if run.memory else 0.0
    print(f"watched for {last:.0f} minutes, {run.rounds} rounds, {run.lines} lines told")
    print(f"{run.reports} reports in {run.versions} versions, {len(run.failures)} failures kept")
    first = run.median(0, 5), run.median(max(last - 5, 0), last)
    print(f"memory: {first[0]:.0f} MB in the first five minutes, {first[1]:.0f} in the last five")
    print(f"growth in the second half: {run.growth:+.1f} MB an hour")
    print(f"wrong: {len(run.wrong)}")
    for one in run.wrong:
        print(f"  {one}")
