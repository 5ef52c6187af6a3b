from __future__ import annotations

import random
from datetime import date
from pathlib import Path

from sayso.ledger import Ledger, open_ledger
from sayso.ledger.actors.neighbours import WINDOW
from sayso.ledger.database.opening import Database
from sayso.ledger.reports.actors import load_actors
from sayso.ledger.tables.reports import ACTORS, SAMENESS
from sayso.records import Reading
from sayso.terms import ActorKind
from tests.ledger.people import RECONCILE, peopled, who
from tests.ledger.quick import RUN

GIVEN = ("Ada", "Bo", "Cleo", "Dag", "Eve", "Finn", "Gus", "Hal", "Ira", "Jan")
FAMILY = [
    f"{one}{other}"
    for one in ("Arb", "Drex", "Fulm", "Gast", "Humb", "Knol")
    for other in ("eck", "ode", "ulf", "ind", "oor")
]
TEXT = "Defence Minister Ode Marrow said the port was calm.\nHe told reporters of a plan."
MARROW = who("Ode Marrow", "Marrow", offices=("Defence Minister",), described=("He",))
READING = peopled(TEXT, MARROW, who("the port", kind=ActorKind.COLLECTIVE))


def meeting(number: int, *names: str, day: int | None = None) -> Reading:
    """A report in which everybody of ``names`` says something."""
    lines = [f"{name} said the {number} ships were late." for name in names]
    published = date(2031, 4, 1 + (day if day is not None else number % 20))
    actors = [who(name) for name in names]
    return peopled(
        "\n".join(lines), *actors, url=f"https://a.example/{number}", published=published
    )


CROWD = ("Ode Marrow", "Marrow", "Jane Marrow", "Ilse Quist", "I. Quist", "Quist", "Pell Rhee")


def crowd(many: int) -> list[Reading]:
    chosen = random.Random(7)
    return [meeting(n, *chosen.sample(CROWD, 3)) for n in range(many)]


def links(ledger: Ledger) -> list[dict[str, object]]:
    return [row for row in ledger.rows() if row["record"] == "sameness"]


def without_lineage(ledger: Ledger) -> list[dict[str, object]]:
    """All rows but for passages, which such small texts have in common by chance."""
    return [row for row in ledger.rows() if row["record"] != "lineage"]


def test_actors_come_back_as_they_were_read(ledger: Ledger, address: str) -> None:
    ledger.add(READING, RUN, RECONCILE)
    database = Database(address)
    with database.reading() as conn:
        assert tuple(load_actors(conn, ACTORS.c.shown == 1).values()) == READING.actors
    database.close()
    assert ledger.reading(READING.report.id).attributions == READING.attributions


def test_actors_of_a_report_go_with_what_is_read_anew(ledger: Ledger) -> None:
    ledger.add(READING, RUN, RECONCILE)
    ledger.reread(Reading(READING.report, READING.attributions[:1]), RUN, RECONCILE)
    assert [row for row in ledger.rows() if row["record"] == "actor"] == []


def test_links_and_export_do_not_depend_on_the_order_of_adding(
    ledger: Ledger, tmp_path: Path
) -> None:
    many = crowd(14)
    for reading in many:
        ledger.add(reading, RUN, RECONCILE)
    assert links(ledger)
    random.Random(3).shuffle(many)
    with open_ledger(tmp_path / "other.db", create=True) as other:
        for reading in many:
            other.add(reading, RUN, RECONCILE)
        assert without_lineage(other) == without_lineage(ledger)


def test_reading_anew_gives_the_same_links(ledger: Ledger) -> None:
    many = crowd(8)
    for reading in many:
        ledger.add(reading, RUN, RECONCILE)
    before = list(ledger.rows())
    for reading in many:
        ledger.reread(reading, RUN, RECONCILE)
    assert list(ledger.rows()) == before


def test_reading_anew_finds_actors_that_were_not_looked_for_before(ledger: Ledger) -> None:
    many = crowd(6)
    for reading in many:
        ledger.add(Reading(reading.report, reading.attributions), RUN)
    assert links(ledger) == []
    for reading in many:
        ledger.reread(reading, RUN, RECONCILE)
    assert links(ledger)


def test_a_new_version_takes_the_place_of_the_old_one_among_its_neighbours(
    ledger: Ledger, tmp_path: Path
) -> None:
    many = crowd(6)
    old = peopled("Ode Marrow said no.", who("Ode Marrow"), url="https://a.example/page")
    new = peopled("Ilse Quist said yes.", who("Ilse Quist"), url="https://a.example/page")
    for reading in (*many[:3], old, *many[3:], new):
        ledger.add(reading, RUN, RECONCILE)
    with open_ledger(tmp_path / "other.db", create=True) as other:
        for reading in (*many, new):
            other.add(reading, RUN, RECONCILE)
        assert links(other) == links(ledger)


def test_neighbours_are_the_nearest_in_time_and_no_more(file: Path) -> None:
    with open_ledger(file) as ledger:
        for number in range(12):
            ledger.add(meeting(number, "Ode Marrow", day=number), RUN, RECONCILE)
    database = Database(file)
    with database.reading() as conn:
        found = conn.execute(SAMENESS.select()).all()
        assert {abs(row.left - row.right) for row in found} == set(range(1, WINDOW + 1))
        assert len(found) == WINDOW * 12 - sum(range(1, WINDOW + 1))
    database.close()


def test_a_roll_call_is_kept_and_its_namesakes_stay_apart(file: Path) -> None:
    names = [f"{given} {family}" for given in GIVEN for family in FAMILY]
    reading = peopled(" and ".join(names) + " came.", *(who(name) for name in names))
    with open_ledger(file) as ledger:
        ledger.add(reading, RUN, RECONCILE)
        ledger.add(meeting(1, names[7], names[70]), RUN, RECONCILE)
        groups, many = ledger.actors()
    assert many == len(names) == 300
    assert [(one.name, one.reports) for one in groups[:2]] == [(names[7], 2), (names[70], 2)]
    assert {one.reports for one in groups[2:]} == {1}
