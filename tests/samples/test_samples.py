"""The samples are what their README says: invented, listed, of a length, and findable gold."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from sayso.intake import read_reports
from sayso.records import Report
from sayso.samples import feed_path, gold, locate_gold, sample_paths
from sayso.terms import QuoteType

PATHS = sample_paths()
MARK = re.compile(r"Invented sample of the Sayso project: .* do(es)? not exist\.")


def read(path: Path) -> Report:
    (report,) = read_reports(str(path))
    assert isinstance(report, Report), report
    return report


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.name)
def test_every_gold_word_is_found_in_what_is_read(path: Path) -> None:
    report, rows = read(path), gold()[path.name]
    located = locate_gold(report.text, rows, report.id)
    assert 12 <= len(located) <= 25
    for row, attribution in zip(rows, located, strict=True):
        for words, spans in (
            (row.source, attribution.source),
            (row.cue, attribution.cue),
            (row.content, attribution.content),
        ):
            assert tuple(" ".join(span.of(report.text).split()) for span in spans) == words


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.name)
def test_nested_gold_lies_in_the_content_around_it(path: Path) -> None:
    located = locate_gold(read(path).text, gold()[path.name])
    around = {attribution.id: attribution.content for attribution in located}
    assert len(around) == len(located)
    for attribution in located:
        if attribution.within is not None:
            outer = around[attribution.within]
            assert all(any(span.holds(own) for span in outer) for own in attribution.spans)


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.name)
def test_length_is_that_of_a_news_report(path: Path) -> None:
    assert 250 <= len(read(path).text.split()) <= 600


@pytest.mark.parametrize("path", [*PATHS, feed_path()], ids=lambda path: path.name)
def test_every_file_says_that_it_is_invented(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    comments = re.findall(r"<!--(.*?)-->", text, flags=re.DOTALL)
    visible = re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL)
    assert MARK.search(visible)
    assert path.suffix == ".txt" or MARK.search(comments[0])


def test_pages_do_not_read_their_mark_as_news() -> None:
    pages = [path for path in PATHS if path.suffix == ".html"]
    assert len(pages) == 7
    assert not [path.name for path in pages if MARK.search(read(path).text)]


def test_feed_lists_all_reports_at_invented_addresses() -> None:
    items = ElementTree.parse(feed_path()).getroot().findall("./channel/item")
    assert sorted(item.findtext("guid", "") for item in items) == [path.name for path in PATHS]
    assert all(re.match(r"https://\w+\.example/", item.findtext("link", "")) for item in items)
    assert len({item.findtext("source") for item in items}) == 6


def test_wire_twins_share_most_of_their_text_and_no_other_pair_of_pages_does() -> None:
    def runs(path: Path) -> set[tuple[str, ...]]:
        words = re.findall(r"\w+", read(path).text.lower())
        return {tuple(words[i : i + 5]) for i in range(len(words) - 4)}

    dawn, *others = (runs(path) for path in PATHS if path.suffix == ".html")
    shared = sorted(len(dawn & other) / min(len(dawn), len(other)) for other in others)
    assert shared[-1] > 0.75
    assert shared[-2] < 0.05


def test_gold_has_every_quote_type_absent_sources_and_interrupted_contents() -> None:
    rows = [row for each in gold().values() for row in each]
    assert {row.quote_type for row in rows} == set(QuoteType)
    assert any(not row.source for row in rows)
    assert any(len(row.content) > 1 for row in rows)
