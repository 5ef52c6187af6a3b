from datetime import UTC, date, datetime

import pytest

from sayso.reconcile import find_lineage
from sayso.records import Report
from sayso.terms import Direction
from tests.reconcile.reports import BREAD, TOLL, index_of, report

LONG = f"{TOLL}. {BREAD}"
MONDAY, TUESDAY = date(2026, 5, 11), date(2026, 5, 12)
QUOTED = f"“{LONG}.”"


def told(earlier: Report, later: Report) -> tuple[str, str]:
    """Whose words the later has, or "" where it is undirected, and the reason."""
    (reuse,) = find_lineage(later, index_of(earlier))
    origin = {
        Direction.LEFT_FROM_RIGHT: reuse.right_report,
        Direction.RIGHT_FROM_LEFT: reuse.left_report,
        Direction.UNDIRECTED: "",
    }[reuse.direction]
    name = {earlier.id: "earlier", later.id: "later", "": ""}[origin]
    return name, reuse.reason


@pytest.mark.parametrize(
    ("text", "authors"),
    [
        (f"QUENARA (Corvane Wire) – {LONG}.", ()),
        (f"{LONG}.\n\nIt rained.\n\n(Corvane Wire)", ()),
        (f"Four die on bridge\n\nBy Corvane Wire\n\n{LONG}.", ()),
        (f"{LONG}.", ("Corvane Wire",)),
    ],
)
def test_a_report_that_credits_the_others_outlet_has_it_from_there(
    text: str, authors: tuple[str, ...]
) -> None:
    wire = report(f"The wire.\n\n{LONG}.", "Corvane Wire", TUESDAY)
    assert told(wire, report(text, "The Courier", MONDAY, authors=authors))[0] == "earlier"


def test_a_wire_is_known_by_its_short_name() -> None:
    wire = report(f"The wire.\n\n{LONG}.", "Associated Press")
    name, reason = told(wire, report(f"QUENARA (AP) – {LONG}.", "The Courier"))
    assert (name, reason) == ("earlier", "The Courier credits Associated Press: (AP)")


def test_words_that_were_told_to_an_outlet_come_from_it() -> None:
    words = TOLL.replace("said", "told Corvane Wire in an interview")
    wire, other = report(f"First.\n\n{words}.", "Corvane Wire"), report(words, "The Courier")
    assert told(wire, other)[0] == "earlier"


def test_the_later_has_it_from_the_earlier_where_nothing_else_tells() -> None:
    one = report(f"One.\n\n{LONG}.", "Open Harbour", MONDAY)
    other = report(f"Two.\n\n{LONG}.", "The Courier", TUESDAY)
    assert told(one, other) == ("earlier", "The Courier published it 1 day later")
    assert told(other, one) == ("later", "The Courier published it 1 day later")


def test_times_tell_within_a_day_across_time_zones() -> None:
    noon = datetime(2026, 5, 12, 12, tzinfo=UTC)
    one = report(f"One.\n\n{LONG}.", "Open Harbour", noon)
    other = report(f"Two.\n\n{LONG}.", "The Courier", noon.replace(minute=35))
    assert told(one, other) == ("earlier", "The Courier published it 35 minutes later")


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        (LONG, LONG, "nobody is credited, and a date is missing"),
        (QUOTED, QUOTED, "both quote the same words"),
        (f"(Reuters) – {LONG}", f"X (Reuters) – {LONG}", "both credit (Reuters)"),
    ],
)
def test_where_nothing_tells_or_both_have_it_from_a_third_there_is_no_direction(
    one: str, other: str, reason: str
) -> None:
    left, right = report(f"One.\n\n{one}.", "A"), report(f"{other}.", "B", TUESDAY)
    if "Reuters" in one:
        left = report(f"{one}.", "A", MONDAY)
    assert told(left, right) == ("", reason)


def test_dates_do_not_tell_of_a_few_words_in_two_outlets() -> None:
    one = report(f"One.\n\n{TOLL}.", "Open Harbour", MONDAY)
    other = report(f"Two.\n\n{TOLL}.", "The Courier", TUESDAY)
    assert told(one, other)[0] == ""


def test_a_post_in_one_of_them_is_nobodys_copy() -> None:
    post = f"It rained all day in the town.\n\n“{LONG}.” — Maril Dovane (@dovane)\n\nIt rained on."
    name, reason = told(report(f"One.\n\n{LONG}.", "A", MONDAY), report(post, "B", TUESDAY))
    assert (name, reason) == ("", "the words of @dovane, posted")
