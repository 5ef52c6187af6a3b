"""Watching, with a site on 127.0.0.1 and without the model."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Generator, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from sayso.cli.sources import FIELDS, columns
from sayso.cli.watch import duration
from sayso.errors import NotWritten, SaysoError
from sayso.intake import rows
from sayso.ledger import open_ledger
from sayso.pipeline import Pipeline
from sayso.records import Reading, Report, Run
from sayso.terms import Added
from sayso.watch import Watch
from tests.intake.pages import PAGE
from tests.intake.site import NEAR, Answer, Site, serve
from tests.intake.test_feeds import feed, opml


class Bare(Pipeline):
    """Finds no attribution, and needs no model for it."""

    def _reading(self, report: Report) -> Reading:
        return Reading(report, ())


class Fake:
    """A ledger in memory; ``full`` is how many reports find no room."""

    def __init__(self, full: int = 0) -> None:
        self.full = full
        self.reports: list[Report] = []
        self.failures: list[SaysoError] = []
        self.signals: list[signal.Signals] = []

    def known_id(self, report: Report) -> str | None:
        return report.id if report in self.reports else None

    def add(self, reading: Reading, run: Run, lineage: object = None) -> Added:
        for number in self.signals:
            os.kill(os.getpid(), number)
        if self.full:
            self.full -= 1
            raise NotWritten("event.db", "no room is left", "make room")
        self.reports.append(reading.report)
        return Added.NEW

    def fail(self, error: SaysoError) -> None:
        self.failures.append(error)


@pytest.fixture
def site() -> Iterator[Site]:
    with serve() as site:
        site.pages["/feed"] = Answer(feed(*(f"{site.url}/{n}" for n in range(3))))
        for n in range(3):
            site.pages[f"/{n}"] = Answer(PAGE.replace("forty", str(n + 40)))
        yield site


def watching(ledger: Fake, folder: Path) -> tuple[Watch, list[str]]:
    told: list[str] = []
    watch = Watch(
        Bare(),
        ledger,
        told.append,
        visits=folder / "visits",
        how={"limits": NEAR},
    )
    return watch, told


def test_a_round_reads_what_is_new_and_the_next_asks_for_nothing_twice(
    site: Site, tmp_path: Path
) -> None:
    ledger = Fake()
    watch, told = watching(ledger, tmp_path)
    source = f"{site.url}/feed"
    assert watch.keep_reading([source], every=1, once=True) == 0
    assert len(ledger.reports) == 3
    assert told == ["3 added"]
    site.asked.clear()
    assert watch.keep_reading([source], every=1, once=True) == 0
    assert site.paths() == ["/feed"]


def test_dead_feeds_and_moved_pages_are_kept_as_failures_and_the_rest_is_read(
    site: Site, tmp_path: Path
) -> None:
    del site.pages["/1"]
    ledger = Fake()
    watch, told = watching(ledger, tmp_path)
    sources = tmp_path / "feeds.opml"
    sources.write_text(opml("http://127.0.0.1:9/dead", f"{site.url}/feed"))
    assert watch.keep_reading([str(sources)], every=1, once=True) == 2
    assert len(ledger.reports) == 2
    assert [error.where for error in ledger.failures] == [
        "http://127.0.0.1:9/dead",
        f"{site.url}/1",
    ]
    assert told[-1] == "2 failed, 2 added"


def test_a_full_disk_costs_one_line_and_the_next_round_adds_what_is_missing(
    site: Site, tmp_path: Path
) -> None:
    ledger = Fake(full=1)
    watch, told = watching(ledger, tmp_path)
    source = f"{site.url}/feed"
    assert watch.keep_reading([source], every=1, once=True) == 1
    assert told[0].startswith("event.db: no room is left")
    assert "next round" in told[0]
    assert watch.keep_reading([source], every=1, once=True) == 0
    assert len(ledger.reports) == 3


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_lets_the_report_under_way_come_to_its_end(
    site: Site, tmp_path: Path, number: signal.Signals
) -> None:
    ledger = Fake()
    ledger.signals = [number]
    before = signal.getsignal(number)
    watch, told = watching(ledger, tmp_path)
    watch.keep_reading([f"{site.url}/feed"], every=60)
    assert len(ledger.reports) == 1
    assert told[-1].startswith("stopped")
    assert signal.getsignal(number) is before
    ledger.signals = []
    watch.keep_reading([f"{site.url}/feed"], every=60, once=True)
    assert len(ledger.reports) == 3


def test_a_second_signal_waits_for_nothing(site: Site, tmp_path: Path) -> None:
    ledger = Fake()
    ledger.signals = [signal.SIGTERM, signal.SIGTERM]
    watch, _ = watching(ledger, tmp_path)
    watch.keep_reading([f"{site.url}/feed"], every=60)
    assert ledger.reports == []


class Deaf(Bare):
    """Is asked to end where nothing that is raised comes out, as in a finaliser."""

    def reports(
        self, sources: Iterable[str], **how: Any
    ) -> Generator[Report | SaysoError, None, None]:
        with suppress(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGTERM)
        yield from ()


def test_a_signal_that_was_swallowed_ends_the_watch_after_the_round(tmp_path: Path) -> None:
    told: list[str] = []
    watch = Watch(Deaf(), Fake(), told.append, visits=tmp_path / "visits", how={"limits": NEAR})
    watch.keep_reading(["anything"], every=60)
    assert told == ["stopped; what was read is in the ledger"]


def test_rounds_follow_each_other_until_a_signal(site: Site, tmp_path: Path) -> None:
    ledger = Fake()
    watch, _ = watching(ledger, tmp_path)

    def stop_in_the_third_round() -> None:
        while site.paths().count("/feed") < 3:
            time.sleep(0.02)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=stop_in_the_third_round, daemon=True).start()
    watch.keep_reading([f"{site.url}/feed"], every=0.1)
    assert len(ledger.reports) == 3


def test_a_real_ledger_keeps_reports_versions_and_failures(site: Site, tmp_path: Path) -> None:
    site.pages["/1"] = Answer("<p>Loading…</p>")
    with open_ledger(tmp_path / "event.db", create=True) as ledger:
        told: list[str] = []
        watch = Watch(Bare(), ledger, told.append, visits=None, how={"limits": NEAR})
        watch.keep_reading([f"{site.url}/feed"], every=1, once=True)
        site.pages["/0"] = Answer(PAGE.replace("forty colleagues", "fifty dockers"))
        watch.keep_reading([f"{site.url}/feed"], every=1, once=True)
        stats = ledger.stats()
    assert (stats.reports, stats.versions, stats.failures) == (2, 3, 1)
    assert told[-1] == "1 already there, 1 failed, 1 in a new version"


@pytest.mark.parametrize(("text", "seconds"), [("90s", 90), ("10m", 600), ("1.5h", 5400)])
def test_times_are_written_with_their_unit(text: str, seconds: float) -> None:
    assert duration(text) == seconds
    with pytest.raises(Exception, match="no time like"):
        duration(text[:-1])


def test_columns_are_those_that_reports_have() -> None:
    assert rows.FIELDS == FIELDS
    assert columns("text=body, published=date") == {"text": "body", "published": "date"}
    for wrong in ("body=text", "text", "text="):
        with pytest.raises(Exception, match="FIELD=COLUMN"):
            columns(wrong)
