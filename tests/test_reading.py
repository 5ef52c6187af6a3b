"""sayso.read and its kin, and how a reading shows itself."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import sayso
from sayso.records import Attribution, Report, Span
from sayso.records.highlighting import highlight
from sayso.samples import sample_paths

FOLDER = sample_paths()[0].parent


def test_one_pipeline_is_made_and_used_again() -> None:
    from sayso.reading import pipeline

    assert pipeline() is pipeline()


def test_several_reports_in_a_source_are_an_error_that_names_read_all(tmp_path: Path) -> None:
    line = json.dumps({"text": "The mayor said that it rained on Monday in the old town."})
    (tmp_path / "two.jsonl").write_text(f"{line}\n{line}\n", encoding="utf-8")
    with pytest.raises(sayso.ReadError, match=r"two\.jsonl: there are several .* sayso\.read_all"):
        sayso.read(tmp_path / "two.jsonl")


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", sayso.NoProse),
        (
            "Der Bürgermeister sagte, dass die Brücke seit Montag gesperrt sei. " * 4,
            sayso.NotEnglish,
        ),
    ],
)
def test_a_text_that_cannot_be_read_raises_why(text: str, error: type[sayso.SaysoError]) -> None:
    with pytest.raises(error):
        sayso.read_text(text)


def test_a_text_is_read_as_it_is() -> None:
    reading = sayso.read_text(
        "  The mayor said it rained.\r\n", published="2031-03-05T10:00:00+01:00"
    )
    assert reading.report.text.startswith("  ")
    assert reading.report.published is not None
    assert reading.report.published.isoformat() == "2031-03-05T10:00:00+01:00"


def test_a_day_that_is_none_is_a_value_error() -> None:
    with pytest.raises(ValueError, match="Monday"):
        sayso.read_text("The mayor said it rained.", published="Monday")


def test_one_source_may_be_given_by_itself() -> None:
    readings = list(sayso.read_all(FOLDER / "winnow-digest.txt"))
    assert [type(one) for one in readings] == [sayso.Reading]


TEXT = "<b>Ada</b> said “& <script>alert(1)</script>”."


def marked(text: str = TEXT) -> str:
    report = Report("r1", "here", text, ())
    one = Attribution.of(
        report, source=[Span(0, 10)], cue=[Span(11, 15)], content=[Span(16, len(text) - 1)]
    )
    return highlight(text, [one], "<i>Title</i>")


def test_a_reading_shows_its_roles_and_escapes_every_word() -> None:
    html = marked()
    assert html.count("<span style=") == 3 + 3  # the key, and the three roles
    assert "<script" not in html
    assert "<i>Title" not in html
    assert "&lt;b&gt;Ada&lt;/b&gt;</span>" in html


def test_all_of_a_text_is_shown_once_and_nothing_turns_the_page_around() -> None:
    import re

    text = "\u202eAda said “no”. \x1b[31m"
    report = Report("r1", "here", text, ())
    within = [
        Attribution.of(report, cue=[Span(5, 9)], content=[Span(10, 14)]),
        Attribution.of(report, cue=[Span(1, 4)], content=[Span(5, 14)]),
    ]
    body = highlight(text, within).split("pre-wrap", 1)[1].split(">", 1)[1]
    assert re.sub(r"<[^>]*>", "", body) == "\ufffdAda said “no”. \ufffd[31m"


def test_a_long_text_is_cut_off_in_a_notebook_and_says_so() -> None:
    html = highlight("word " * 10_000, [])
    assert len(html) < 25_000
    assert "and 30,000 more characters" in html
