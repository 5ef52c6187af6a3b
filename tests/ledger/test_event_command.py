"""``sayso events`` over the samples: what is asked for, and no more."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from sayso.cli import main
from sayso.ledger import open_ledger
from tests.ledger.quick import RUN
from tests.ledger.sampled import sample_readings
from tests.ledger.stories import story

Captured = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("events") / "event.db"
    with open_ledger(path, create=True) as ledger:
        for reading in sample_readings():
            ledger.add(reading, RUN)
    return str(path)


def asked(capsys: Captured, ledger: str, *options: str) -> list[dict[str, Any]]:
    assert main(["events", ledger, "--json", "--top", "0", *options]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_every_event_of_every_report_is_listed_the_latest_first(
    samples: str, capsys: Captured
) -> None:
    found = asked(capsys, samples)
    kept = [event for reading in sample_readings() for event in reading.events]
    assert sorted(row["id"] for row in found) == sorted(event.id for event in kept)
    days = [row["happened"][:10] for row in found if row["happened"]]
    assert days == sorted(days, reverse=True)
    assert all(row["happened"] for row in found[: len(days)])


def test_one_of_several_types_will_do(samples: str, capsys: Captured) -> None:
    found = asked(capsys, samples, "--type", "assault", "--type", "protest")
    assert {row["type"] for row in found} == {"assault", "protest"}


def test_who_does_it_and_who_undergoes_it_are_told_apart(samples: str, capsys: Captured) -> None:
    done = asked(capsys, samples, "--actor", "Tarsk")
    assert done
    assert all("Tarsk" in " ".join(row["actors"]) for row in done)
    undergone = asked(capsys, samples, "--recipient", "Pavo Estling")
    assert undergone
    assert all("Estling" in " ".join(row["recipients"]) for row in undergone)
    assert not asked(capsys, samples, "--actor", "Tarsk", "--recipient", "Pavo Estling")


def test_of_a_stretch_any_day_will_do_and_both_days_are_held(
    samples: str, capsys: Captured
) -> None:
    stretch = "2026-05-11 to 2026-05-17"
    found = asked(capsys, samples, "--since", "2026-05-15", "--until", "2026-05-15")
    assert {row["happened"] for row in found} == {stretch}
    found = asked(capsys, samples, "--since", "2026-05-12", "--until", "2026-05-12")
    assert {row["happened"] for row in found} >= {stretch, "2026-05-12"}


def test_a_place_that_only_a_report_knows_has_no_point_and_is_near_nothing(
    samples: str, capsys: Captured
) -> None:
    assert any(row["place"] for row in asked(capsys, samples))
    assert not asked(capsys, samples, "--near", "0.5,0.5,1km")


def test_a_page_tells_who_says_so_and_what_it_leaves_out(samples: str, capsys: Captured) -> None:
    assert (
        main(["events", samples, "--type", "assault", "--since", "2026-05-12", "--top", "2"]) == 0
    )
    out, err = capsys.readouterr()
    assert "2026-05-12 08:00  assault (firearms)  somebody\n" in out
    assert "in Amber Bridge · two residents · The Quenara Courier · 2026-05-12\n" in out
    assert err.endswith("more events; --top 0 lists all\n")


def test_a_table_has_the_fields_of_the_rows(samples: str, capsys: Captured) -> None:
    row = asked(capsys, samples)[0]
    assert main(["events", samples, "--csv", "--top", "1"]) == 0
    (line,) = csv.DictReader(capsys.readouterr().out.splitlines())
    assert list(line) == list(row)
    assert line["id"] == row["id"]


def test_nobody_of_that_name_is_one_line(samples: str, capsys: Captured) -> None:
    assert main(["events", samples, "--actor", "Nobody At All"]) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_a_ledger_without_events_says_so(tmp_path: Path, capsys: Captured) -> None:
    path = tmp_path / "none.db"
    with open_ledger(path, create=True) as ledger:
        ledger.add(story(), RUN)
    assert main(["events", str(path)]) == 0
    assert "found" in capsys.readouterr().err
