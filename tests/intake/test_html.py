from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from sayso.errors import NoProse, NotEnglish
from sayso.terms import BlockKind
from tests.intake.pages import PAGE, fail_one, read_one, write

HEADLINE = "Harbour opens again after the strike"


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


def test_the_headline_is_the_one_that_a_person_sees(tmp_path: Path) -> None:
    told = '<meta property="og:title" content="Strike ends in Tavria"><title>'
    report = read_one(write(tmp_path / "a.html", PAGE.replace("<title>", told)))
    assert report.title == HEADLINE
    assert "Strike ends" not in report.text


def test_a_heading_under_a_credit_is_no_caption(tmp_path: Path) -> None:
    box = "<figure><img><figcaption>Photo: Jon Harrow/TVN</figcaption></figure>"
    page = PAGE.replace("<p>The union gave", f"{box}<h2>Dockers and Ferries</h2><p>The union gave")
    report = read_one(write(tmp_path / "a.html", page))
    kinds = {block.span.of(report.text): block.kind for block in report.blocks}
    assert kinds["Dockers and Ferries"] is BlockKind.BODY


def test_a_line_break_in_the_markup_is_none_on_the_page(tmp_path: Path) -> None:
    said = "<blockquote><p>The harbour\nwas never\nshut.<br>- Palo Verin</p></blockquote>"
    page = PAGE.replace("<p>The union gave", f"{said}<p>The union gave")
    text = read_one(write(tmp_path / "a.html", page)).text
    assert text.count("The harbour was never shut.") == 1
    assert "\nwas never" not in text


def test_an_article_in_several_boxes_is_read_whole(tmp_path: Path) -> None:
    boxes = "".join(
        f"<div class='article-body'>{'<p>It is a fine day, and the gulls are up.</p>' * 6}"
        f"<p>Ferry {n} left the harbour with forty on board, a sailor said on day {n}.</p></div>"
        for n in range(9)
    )
    text = read_one(write(tmp_path / "a.html", f"<html><body>{boxes}</body></html>")).text
    assert all(f"Ferry {n} left" in text for n in range(9))


def test_many_comments_do_not_take_the_articles_place(tmp_path: Path) -> None:
    said = "<p>That is what they said of the ferry too, and look where that has brought us all.</p>"
    box = f"<section id='discussion-comments'>{f'<div>{said * 3}</div>' * 20}</section>"
    page = PAGE.replace("</article>", f"</article>{box}")
    assert "ferry" not in read_one(write(tmp_path / "a.html", page)).text


@pytest.mark.parametrize(
    "above",
    [
        "<header><h1>{}</h1><p>{}</p></header>",
        "<h1>{}</h1><div class='c-article__intro'><p>{}</p></div>",
    ],
)
def test_what_stands_under_the_headline_is_kept(tmp_path: Path, above: str) -> None:
    lead = "Nobody says what ended the strike, and nobody was asked."
    head, body = PAGE.split(f"<h1>{HEADLINE}</h1>")
    page = f"{head}{above.format(HEADLINE, lead)}<div class='article-body'>{body}"
    assert f"\n{lead}\n" in read_one(write(tmp_path / "a.html", page)).text


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
