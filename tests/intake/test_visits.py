from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from sayso.errors import NotFound, ReadError
from sayso.intake import read_reports
from sayso.intake.visits import Visits
from sayso.records import Report
from tests.intake.pages import PAGE
from tests.intake.site import NEAR, Answer, Site
from tests.intake.test_feeds import feed

HOUR = 3600.0


def read_again(site: Site, path: Path, after: float = 0.0) -> list[Report | ReadError]:
    """Read the site's feed, as if ``after`` seconds had gone by since the last time."""
    if path.exists():
        visits = json.loads(path.read_text())
        for visit in visits.values():
            visit["at"] -= after
            visit["first"] -= after
        path.write_text(json.dumps(visits))
    site.asked.clear()
    return list(read_reports(f"{site.url}/feed", limits=NEAR, visits=path))


def test_what_has_not_changed_is_not_fetched_again(site: Site, tmp_path: Path) -> None:
    path = tmp_path / "visits"
    site.pages["/feed"] = Answer(feed(f"{site.url}/a"), headers={"ETag": '"1"'})
    site.pages["/a"] = Answer(PAGE, headers={"ETag": '"2"', "Last-Modified": "yesterday"})
    assert len(read_again(site, path)) == 1
    assert read_again(site, path) == []
    assert site.paths() == ["/feed"]  # the page is too fresh to be asked for again
    assert site.asked[-1][1]["If-None-Match"] == '"1"'
    assert read_again(site, path, after=2 * HOUR) == []
    assert site.paths() == ["/feed", "/a"]
    assert site.asked[-1][1]["If-Modified-Since"] == "yesterday"


def test_a_page_that_changed_is_given_again(site: Site, tmp_path: Path) -> None:
    path = tmp_path / "visits"
    site.pages |= {"/feed": Answer(feed(f"{site.url}/a")), "/a": Answer(PAGE)}
    (first,) = read_again(site, path)
    assert read_again(site, path, after=2 * HOUR) == []
    site.pages["/a"] = Answer(PAGE.replace("forty colleagues", "fifty colleagues"))
    (second,) = read_again(site, path, after=2 * HOUR)
    assert isinstance(first, Report)
    assert isinstance(second, Report)
    assert first.url == second.url
    assert first.id != second.id


def test_a_page_that_fails_is_asked_for_ever_more_seldom(site: Site, tmp_path: Path) -> None:
    path = tmp_path / "visits"
    site.pages["/feed"] = Answer(feed(f"{site.url}/gone"))
    asked = []
    for _ in range(20):
        asked.append(any(isinstance(e, NotFound) for e in read_again(site, path, after=900.0)))
    assert asked[0]
    assert 3 <= sum(asked) <= 6


def test_a_page_without_an_article_is_told_once(site: Site, tmp_path: Path) -> None:
    path = tmp_path / "visits"
    site.pages |= {"/feed": Answer(feed(f"{site.url}/a")), "/a": Answer("<p>Loading…</p>")}
    assert len(read_again(site, path)) == 1
    assert read_again(site, path, after=2 * HOUR) == []
    assert site.paths() == ["/feed", "/a"]


def test_a_report_that_was_not_dealt_with_is_given_again(site: Site, tmp_path: Path) -> None:
    path = tmp_path / "visits"
    site.pages |= {"/feed": Answer(feed(f"{site.url}/a")), "/a": Answer(PAGE)}
    stopped = read_reports(f"{site.url}/feed", limits=NEAR, visits=path)
    next(stopped)
    stopped.close()  # type: ignore[attr-defined]  # it is a generator
    assert len(read_again(site, path)) == 1


def test_a_feed_that_is_empty_for_once_is_asked_again_in_the_next_round(
    site: Site, tmp_path: Path
) -> None:
    path = tmp_path / "visits"
    site.pages |= {"/feed": Answer(feed(f"{site.url}/a")), "/a": Answer(PAGE)}
    assert len(read_again(site, path)) == 1
    site.pages["/feed"] = Answer(feed())
    read_again(site, path, after=1000 * HOUR)
    site.pages |= {"/feed": Answer(feed(f"{site.url}/b")), "/b": Answer(PAGE)}
    assert len(read_again(site, path, after=60.0)) == 1


def test_when_the_clock_went_back_everything_is_due(site: Site, tmp_path: Path) -> None:
    path = tmp_path / "visits"
    site.pages["/feed"] = Answer(feed(f"{site.url}/gone", f"{site.url}/a"))
    site.pages["/a"] = Answer(PAGE)
    assert len(read_again(site, path)) == 2
    site.pages["/gone"] = Answer(PAGE)
    assert len(read_again(site, path, after=-1000 * HOUR)) == 1
    assert site.paths() == ["/feed", "/gone", "/a"]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"a": {"first": 1}}', "\0"])
def test_a_broken_file_of_visits_counts_as_none(tmp_path: Path, text: str) -> None:
    path = tmp_path / "visits"
    path.write_text(text)
    assert Visits(path).get("a") is None


def test_visits_that_cannot_be_written_are_one_error(site: Site, tmp_path: Path) -> None:
    site.pages |= {"/feed": Answer(feed(f"{site.url}/a")), "/a": Answer(PAGE)}
    report, error = read_again(site, tmp_path / "none" / "visits")
    assert isinstance(report, Report)
    assert isinstance(error, ReadError)
    assert "remembered" in error.what


def test_the_longer_saving_takes_the_more_seldom_it_is_done(tmp_path: Path) -> None:
    path = tmp_path / "visits"
    ticks = iter(range(0, 10_000, 5))  # every look at the clock takes five seconds, saving too
    visits = Visits(path, clock=lambda: float(next(ticks)))
    saved = []
    for number in range(60):
        visits.put(f"{number}")
        saved.append(path.exists())
        path.unlink(missing_ok=True)
    assert saved.count(True) == 2
    assert saved.index(True) < 6


def test_what_was_not_visited_for_long_is_forgotten(tmp_path: Path) -> None:
    now = 0.0
    visits = Visits(tmp_path / "visits", clock=lambda: now)
    visits.put("old")
    now = 100 * 24 * HOUR
    visits.put("new", report="1")
    visits.save()
    assert Visits(tmp_path / "visits").get("old") is None
    assert Visits(tmp_path / "visits").get("new") == replace(visits.get("new"))  # type: ignore[type-var]
