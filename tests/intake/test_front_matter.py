from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from tests.intake.pages import PROSE, read_one, write

ABOVE = """---
title: "Harbour opens: the strike is over"
outlet: Meridian Herald
authors: [Mira Tan, "Jon Harrow"]
date: 2031-03-04
updated: 2031-03-05T10:00:00
url: https://herald.example/harbour
section: Harbour

---
"""


def test_front_matter_tells_of_the_report_and_is_no_part_of_it(tmp_path: Path) -> None:
    report = read_one(write(tmp_path / "a.txt", ABOVE + PROSE))
    assert report.text == PROSE
    assert report.title == "Harbour opens: the strike is over"
    assert report.outlet == "Meridian Herald"
    assert report.authors == ("Mira Tan", "Jon Harrow")
    assert report.published == date(2031, 3, 4)
    assert report.modified == datetime(2031, 3, 5, 10)
    assert report.url == "https://herald.example/harbour"


@pytest.mark.parametrize(
    "above",
    [
        "---\n",
        "---\nThe mayor spoke first.\n---\n",
        "---\ntitle: never closed\n",
        "-- title: a --\n",
        "---\n---\n",
    ],
)
def test_dashes_over_prose_are_prose(tmp_path: Path, above: str) -> None:
    assert read_one(write(tmp_path / "a.txt", above + PROSE)).text == above + PROSE
