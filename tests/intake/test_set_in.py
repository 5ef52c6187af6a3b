"""An invented page with everything that is set into pages: tests/cases/read/page.html."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from sayso.records import Report
from tests.intake.pages import PAGE, read_one, write

CASE = Path(__file__).parents[1] / "cases" / "read" / "page.html"

EXPECTED = [
    ("headline", "Dockers of Lodz Bay go back to work", None),
    ("byline", "By Mira Tan", None),
    ("body", "The harbour opens after eleven hours,", None),
    ("caption", "Cranes stood still over the old mole on Monday night.", None),
    ("credit", "Palo Verin/Meridian Herald", None),
    ("body", "The harbour of Lodz Bay opened at noon", None),
    ("body", "“We have never closed it,” he told", None),
    ("recap", "We have never closed it", None),
    ("embedded", "The gates are open. Come and see", "@mayorlodzbay"),
    ("embedded", "— Mayor of Lodz Bay (@mayorlodzbay) 4 March 2021", "@mayorlodzbay"),
    ("caption", "The north gate on Tuesday,", None),
    ("body", "The union gave no reason", None),
    ("body", "Radio Meridian had another account", None),
    ("embedded", "Two men from the ministry", "radiomeridian.example"),
    ("body", "The ministry did not answer", None),
    ("editor_note", "Correction: An earlier version", None),
]


@pytest.fixture(scope="module")
def report() -> Report:
    return read_one(CASE)


def test_everything_a_person_sees_is_kept_in_its_order_and_told_apart(report: Report) -> None:
    found = [(b.kind.value, b.span.of(report.text), b.origin) for b in report.blocks]
    shown = [
        (kind, text[: len(start)], origin)
        for (kind, text, origin), (_, start, _) in zip(found, EXPECTED, strict=False)
    ]
    assert shown == EXPECTED
    assert len(found) == len(EXPECTED)


def test_what_belongs_to_other_stories_is_left_out(report: Report) -> None:
    for other in ("newsletter", "ferries", "Related", "Home", "©"):
        assert other not in report.text


def test_the_page_says_when_it_was_published_and_changed_and_where_it_lives(report: Report) -> None:
    assert report.published == datetime.fromisoformat("2021-03-04T10:15:00+01:00")
    assert report.modified == datetime.fromisoformat("2021-03-05T08:00:00+01:00")
    assert report.url == "https://herald.example/2021/dockers"


def figure(caption: str, around: str = "{}") -> str:
    box = f'<figure><img src="a.jpg"><figcaption>{caption}</figcaption></figure>'
    return PAGE.replace("<p>The union gave", around.format(box) + "<p>The union gave")


@pytest.mark.parametrize(
    "caption",
    ["<span hidden>Picture shows</span>", '<span class="sr-only">Image caption</span>'],
)
def test_what_no_person_sees_is_left_out(tmp_path: Path, caption: str) -> None:
    page = figure(f"{caption} A gull over the mole at dusk.")
    text = read_one(write(tmp_path / "a.html", page)).text
    assert "\nA gull over the mole at dusk.\n" in text


@pytest.mark.parametrize(
    "around",
    ['<div class="related-stories">{}</div>', "<aside>{}</aside>", '<a href="/b">{}</a>'],
)
def test_a_caption_of_another_story_is_left_out(tmp_path: Path, around: str) -> None:
    page = figure("A gull over the mole at dusk.", around)
    assert "gull" not in read_one(write(tmp_path / "a.html", page)).text


def test_a_picture_that_stands_twice_for_phones_has_one_caption(tmp_path: Path) -> None:
    box = "<figure><img><figcaption>A gull over the mole.</figcaption></figure>"
    page = PAGE.replace("<p>The union gave", box + box + "<p>The union gave")
    assert read_one(write(tmp_path / "a.html", page)).text.count("gull") == 1


def test_a_credit_alone_under_a_picture_is_a_credit(tmp_path: Path) -> None:
    report = read_one(write(tmp_path / "a.html", figure("Photo: Jon Harrow/TVN")))
    kinds = [b.kind.value for b in report.blocks if "Jon Harrow" in b.span.of(report.text)]
    assert kinds == ["credit"]
