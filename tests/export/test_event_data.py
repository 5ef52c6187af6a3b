"""PLOVER's records and ACLED's rows: one a telling of an event."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sayso.export.acled import COLUMNS, kind_of
from sayso.export.done import events_done, state
from sayso.export.formats import FORMATS
from sayso.export.upheld import upheld
from sayso.ledger import open_ledger
from sayso.records import Event, Participant, Reading
from sayso.terms import ActorKind, EventType, Modality, Mode
from tests.export.readings import HADRIK, READING, spans
from tests.export.test_every_format import write

(HELD,) = spans("had been held")
(WHO,) = spans("thirty people")
EVENT = Event(
    "e1", "r1", (HELD,), EventType.COERCE, Mode.ARREST, (), (Participant(WHO, WHO),), "invented"
)


@pytest.fixture(scope="module")
def readings(sampled: Path) -> list[Reading]:
    with open_ledger(sampled) as ledger:
        return list(upheld(ledger))


def rows(ledger: Path, place: Path) -> list[dict[str, str]]:
    with write(FORMATS["acled"], ledger, place).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    "told", [{"negated": True}, {"modality": Modality.PLANNED}, {"modality": Modality.WANTED}]
)
def test_what_is_not_told_as_done_is_no_event_of_theirs(told: dict[str, Any]) -> None:
    assert list(events_done(replace(READING, events=(replace(EVENT, **told),)))) == []


def test_an_event_without_a_day_has_that_of_its_report() -> None:
    (done,) = events_done(replace(READING, events=(EVENT,)))
    assert (done.day, done.dated) == ("2031-03-04", False)
    assert done.sentence.endswith("that thirty people had been held.")


def test_a_state_has_its_letters_and_its_number() -> None:
    assert state("iso:VE")[:2] == ("VEN", "862")
    assert state("geonames:1") == state(None) == ("", "", "")


def test_plover_has_a_record_for_every_event_told_as_done(
    sampled: Path, tmp_path: Path, readings: list[Reading]
) -> None:
    text = write(FORMATS["plover"], sampled, tmp_path / "out").read_text(encoding="utf-8")
    found = {row["id"]: row for row in map(json.loads, text.splitlines())}
    events = {done.event.id: done for one in readings for done in events_done(one)}
    assert found.keys() == events.keys()
    for id, row in found.items():
        assert row["event"] == events[id].event.type.value.upper()
        assert len(row["source"]) == len(events[id].event.actor)
        assert "".join(row["eventText"].split(" … ")[0].split()) in "".join(row["text"].split())


def test_acled_has_its_columns_and_only_what_it_codes(sampled: Path, tmp_path: Path) -> None:
    found = rows(sampled, tmp_path / "out")
    assert found
    assert tuple(found[0]) == COLUMNS
    assert {row["disorder_type"] for row in found} <= {
        "Demonstrations", "Political violence", "Strategic developments"
    }  # fmt: skip
    assert all(row["event_date"].startswith(row["year"]) for row in found)


def test_forces_that_fight_each_other_are_in_a_battle() -> None:
    force = replace(HADRIK, kind=ActorKind.ARMED_FORCE)
    side = (Participant(WHO, WHO, force.id),)
    fought = replace(EVENT, type=EventType.ASSAULT, mode=Mode.FIREARMS, actor=side, recipient=side)
    assert kind_of(fought, {force.id: force}) == ("Political violence", "Battles", "Armed clash")
    alone = kind_of(replace(fought, recipient=EVENT.recipient), {force.id: force})
    assert alone == ("Political violence", "Violence against civilians", "Attack")


def test_acled_has_no_row_for_talk() -> None:
    assert kind_of(replace(EVENT, type=EventType.SAY, mode=None), {}) is None
    arrested = ("Strategic developments", "Strategic developments", "Arrests")
    assert kind_of(EVENT, {}) == arrested
