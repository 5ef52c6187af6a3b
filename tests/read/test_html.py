from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from sayso.errors import NoProse, NotEnglish
from sayso.terms import BlockKind
from tests.read.pages import PAGE, fail_one, read_one, write


def test_a_page_gives_its_article_and_what_it_says_of_itself(tmp_path: Path) -> None:
    report = read_one(write(tmp_path / "a.html", PAGE))
    assert report.title == "Harbour opens again after the strike"
    assert report.outlet == "Meridian Herald"
    assert report.authors == ("Mira Tan",)
    assert report.published == datetime.fromisoformat("2021-03-04T10:15:00+01:00")
    assert report.language == "en"
    assert report.text.startswith("Harbour opens again after the strike\nBy Mira Tan\nThe harbour")
    assert "late afternoon" in report.text


@pytest.mark.parametrize("furniture", ["Most read", "Ten best ferries", "Cookie", "Sport", "color"])
def test_what_stands_around_the_article_is_left_out(tmp_path: Path, furniture: str) -> None:
    assert furniture not in read_one(write(tmp_path / "a.html", PAGE)).text


def test_markup_tells_headline_byline_and_set_in_passages(tmp_path: Path) -> None:
    report = read_one(write(tmp_path / "a.html", PAGE))
    kinds = {block.span.of(report.text)[:14]: block for block in report.blocks}
    assert kinds["Harbour opens "].kind is BlockKind.HEADLINE
    assert kinds["By Mira Tan"].kind is BlockKind.BYLINE
    assert kinds["The harbour is"].kind is BlockKind.EMBEDDED
    assert kinds["The harbour is"].origin == "@mayorlodzbay"
    assert kinds["The union gave"].kind is BlockKind.BODY


def test_a_pull_quote_is_a_repeat(tmp_path: Path) -> None:
    pull = "<blockquote><p>We have never closed it</p></blockquote><p>The union gave"
    report = read_one(write(tmp_path / "a.html", PAGE.replace("<p>The union gave", pull)))
    kinds = [b.kind for b in report.blocks if b.span.of(report.text) == "We have never closed it"]
    assert kinds == [BlockKind.RECAP]


def test_a_page_in_an_old_encoding_is_read(tmp_path: Path) -> None:
    old = PAGE.replace("utf-8", "iso-8859-1").replace('"We', "“We").encode("cp1252")
    assert "“We have" in read_one(write(tmp_path / "a.html", old)).text


def test_a_page_without_an_article_is_refused(tmp_path: Path) -> None:
    menu = "<html><body><nav><a href='/'>Home</a></nav><p>Loading…</p></body></html>"
    assert isinstance(fail_one(write(tmp_path / "a.html", menu)), NoProse)


def test_a_file_that_is_only_called_html_is_refused(tmp_path: Path) -> None:
    error = fail_one(write(tmp_path / "a.html", "Just words, 3 < 4, and no page at all."))
    assert isinstance(error, NoProse)
    assert ".txt" in error.mend


def test_a_page_in_another_language_is_refused(tmp_path: Path) -> None:
    french = "<p>Le maire a déclaré mardi que le port de la ville avait rouvert à midi.</p>" * 8
    error = fail_one(write(tmp_path / "a.html", f"<html><body>{french}</body></html>"))
    assert isinstance(error, NotEnglish)
    assert "French" in error.what


@pytest.mark.parametrize(
    "page",
    [
        "<p class='caption'>a</p>" * 20_000,
        "<blockquote>b" * 20_000,
        "<figcaption>c</figcaption>" * 20_000,
        "<p>" * 20_000,
        "<div>" * 20_000 + "x",
        "<html><!--",
        "<a b=" * 9000,
    ],
)
def test_broken_markup_is_no_crash(tmp_path: Path, page: str) -> None:
    assert isinstance(fail_one(write(tmp_path / "a.html", page)), NoProse)
