from __future__ import annotations

import sqlite3
from pathlib import Path

from sayso.ledger import Ledger, open_ledger
from sayso.ledger.pages import ReportPage
from sayso.pipeline import Pipeline
from sayso.records import CARRIERS, COMMON_KEY, Reading
from tests.ledger.quick import RUN
from tests.ledger.stories import story

LINEAGE = Pipeline()  # no model is loaded for it
PASSAGE = (
    "Engineers walked the length of the harbour wall at dawn and found three cracks"
    " that no survey of the last ten years had named."
)


def copies(many: int) -> list[Reading]:
    return [
        story(f"Report number {n} opens with its own line.\n{PASSAGE}", url=f"https://{n}.example/")
        for n in range(many)
    ]


def pairs(ledger: Ledger) -> list[tuple[str, str]]:
    found = []
    for page in ledger.lineage():
        reuse, left, right = page.reuse, page.left, page.right
        assert ledger.show(reuse.id) == page
        assert (left.id, right.id) == (reuse.left_report, reuse.right_report)
        assert "harbour wall" in reuse.left.of(left.text)
        assert "harbour wall" in reuse.right.of(right.text)
        found.append((left.id, right.id))
    return found


def test_a_passage_of_an_earlier_report_is_found(ledger: Ledger) -> None:
    first, second = copies(2)
    ledger.add(first, RUN, LINEAGE)
    ledger.add(second, RUN, LINEAGE)
    assert pairs(ledger) == [tuple(sorted((first.report.id, second.report.id)))]
    page = ledger.show(second.report.id)
    assert isinstance(page, ReportPage)
    assert len(page.reuses) == 1


def test_what_a_page_keeps_of_its_former_version_is_no_reuse(ledger: Ledger) -> None:
    for text in ("It was one.", "It was two."):
        ledger.add(story(f"{PASSAGE}\n{text}", url="https://a.example/page"), RUN, LINEAGE)
    assert pairs(ledger) == []


def test_a_passage_that_everybody_has_is_compared_with_its_first_carriers(ledger: Ledger) -> None:
    many = copies(COMMON_KEY + 4)
    for reading in many:
        ledger.add(reading, RUN, LINEAGE)
    carriers = sorted(reading.report.id for reading in many)[:CARRIERS]
    found = pairs(ledger)
    assert all(set(pair) & set(carriers) for pair in found)
    assert {id for pair in found for id in pair} == {reading.report.id for reading in many}


def test_lines_under_all_reports_of_an_outlet_are_no_reuse_of_the_first_ones_either(
    ledger: Ledger,
) -> None:
    many = [story(f"Report {n}.\n{PASSAGE}", url=f"https://a.example/{n}") for n in range(4)]
    for reading in many[:3]:
        ledger.add(reading, RUN, LINEAGE)
    assert len(pairs(ledger)) == 3
    ledger.add(many[3], RUN, LINEAGE)
    assert pairs(ledger) == []


def test_rebuilding_finds_the_same_lineage(address: str) -> None:
    with open_ledger(address) as ledger:
        for reading in copies(5):
            ledger.add(reading, RUN, LINEAGE)
        before = list(ledger.rows())
        for reading in copies(5):
            ledger.reread(reading, RUN, LINEAGE)
        assert list(ledger.rows()) == before
        assert pairs(ledger)


def test_rebuilding_finds_lineage_that_was_not_looked_for_before(file: Path) -> None:
    with open_ledger(file) as ledger:
        for reading in copies(3):
            ledger.add(reading, RUN)
        assert pairs(ledger) == []
        for reading in copies(3):
            ledger.reread(reading, RUN, LINEAGE)
        assert len(pairs(ledger)) > 1


def test_rebuilding_makes_the_keys_of_an_older_sayso_new_and_finds_what_adding_finds(
    file: Path,
) -> None:
    many = copies(7)
    with open_ledger(file) as ledger:
        for reading in many:
            ledger.add(reading, RUN, LINEAGE)
        added = pairs(ledger)
    with sqlite3.connect(file) as conn:
        conn.execute("DELETE FROM passages WHERE version < 4")
        conn.execute("UPDATE passages SET band = band + 1 WHERE version > 5")
        conn.execute("DELETE FROM lineage")
    with open_ledger(file) as ledger:
        for reading in many:
            ledger.reread(reading, RUN, LINEAGE)
        assert pairs(ledger) == added
