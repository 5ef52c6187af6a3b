from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.export.terminal import clean, render
from sayso.records import Reading
from tests.export.readings import (
    EMPTY,
    HADRIK,
    MINISTER,
    READING,
    REPORT,
    TEXT,
    UNNAMED,
    spans,
)


def test_a_report_reads_as_who_how_and_words() -> None:
    assert render(READING, width=110).splitlines()[:6] == [
        "Thirty held after clashes in Port Verin " + "─" * 70,
        "  The Halden Gazette · 2031-03-04 · pages/port-verin.html · 5 attributions",
        "",
        "  The interior minister (Interior Minister Hadrik Vosse) — told reporters"
        "        indirect 93%  line 2, char 40",
        "      that thirty people had been held",
        "",
    ]


def test_who_a_source_is_stands_there_only_where_its_words_do_not_say_it() -> None:
    said = replace(MINISTER, source=spans("Ilse Marrow"))
    marrow = replace(HADRIK, name="Ilsé Marrow")
    assert "Ilse Marrow — told" in render(Reading(REPORT, (said,), (marrow,)))


def test_who_was_met_before_is_told_by_name_alone() -> None:
    again = replace(MINISTER, id="again")
    page = render(Reading(REPORT, (MINISTER, again), (HADRIK,)), width=110)
    assert page.count("(Interior Minister Hadrik Vosse)") == 1
    assert page.count("(Hadrik Vosse)") == 1


def test_interrupted_words_are_joined_by_an_ellipsis() -> None:
    assert "“We will not be moved,” … “and we shall be back.”" in render(READING)


def test_an_inner_attribution_stands_under_its_outer_one() -> None:
    lines = render(READING).splitlines()
    inner = next(line for line in lines if "the harbour guild — said" in line)
    assert inner.startswith("      └ ")


def test_an_attribution_within_an_unknown_one_is_still_shown() -> None:
    orphan = replace(UNNAMED, within="gone")
    assert "nobody named — were reported" in render(Reading(REPORT, (orphan,)))


def test_nobody_is_ever_given_a_hundred_per_cent() -> None:
    page = render(READING)
    assert "100%" not in page
    assert "direct 99%" in page


def test_a_report_without_attributions_says_so_in_one_line() -> None:
    assert "  pages/quiet.txt · no attribution found\n" in render(EMPTY)


def test_lines_keep_to_the_width() -> None:
    long = replace(UNNAMED, content=spans(TEXT))
    assert all(len(line) <= 60 for line in render(Reading(REPORT, (long,)), width=60).splitlines())


def test_colour_is_for_terminals_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b[" not in render(READING)
    assert "\x1b[33m" in render(READING, terminal=True)


def test_no_color_is_respected(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[33m" not in render(READING, terminal=True)


@pytest.mark.parametrize("trick", ["\x1b[31m", "\x07", "\x9b2J", "\u202e", "\u2066"])
def test_a_page_cannot_steer_the_terminal(trick: str) -> None:
    assert trick[0] not in clean(f"said {trick}so")
