"""``--near`` on the command line: what is taken for a name, and what is told about it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from sayso.cli import main
from sayso.ledger import open_ledger
from tests.ledger.quick import RUN
from tests.ledger.told import told

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def found(file: Path) -> str:
    with open_ledger(file) as ledger:
        ledger.add(told(), RUN)
    return str(file)


def cues(capsys: Captured) -> tuple[list[str], str]:
    out, err = capsys.readouterr()
    return [json.loads(line)["cue"][0]["text"] for line in out.splitlines()], err


@pytest.mark.parametrize(
    "near", ["Lyon, FR, 25 km", "France,1km", "Lyon,FR", "45.7,4.8,20km", "45.7, 4.8, 20"]
)
def test_a_place_is_a_name_or_a_point(found: str, near: str, capsys: Captured) -> None:
    assert main(["search", found, "--json", "--near", near]) == 0
    assert cues(capsys)[0] == ["denied"]


def test_of_namesakes_one_is_taken_and_it_is_said_how_to_ask_for_another(
    found: str, capsys: Captured
) -> None:
    assert main(["search", found, "--json", "--near", "Paris,10km"]) == 0
    shown, err = cues(capsys)
    assert shown == ["denied"]
    assert err.startswith("sayso: near Paris, FR")
    assert "Paris, US (TX)" in err
    assert len(err.splitlines()) == 1
    assert main(["search", found, "--json", "--near", "Paris, Texas, 10km"]) == 0
    assert cues(capsys)[0] == []


def test_of_namesakes_the_one_that_the_reports_mean_is_taken(file: Path, capsys: Captured) -> None:
    texan = replace(told().places[0], known="geonames:4717560", latitude=33.66, longitude=-95.56)
    with open_ledger(file) as ledger:
        ledger.add(replace(told(), places=(texan, told().places[1])), RUN)
    assert main(["search", str(file), "--json", "--near", "Paris,10km"]) == 0
    shown, err = cues(capsys)
    assert shown == ["denied"]
    assert "near Paris, US (TX)" in err


def test_a_place_of_the_users_own_comes_first(found: str, tmp_path: Path, capsys: Captured) -> None:
    places = tmp_path / "places.csv"
    places.write_text("name,latitude,longitude\nParis,45.75,4.85\nOld Pier,45.75,4.85\n")
    for name in ("Paris", "Old Pier"):
        near = ["--near", f"{name},1km", "--gazetteer", str(places)]
        assert main(["search", found, "--json", *near]) == 0
        shown, err = cues(capsys)
        assert shown == ["denied"]
        assert "45.75,4.85" in err


def test_a_place_that_nobody_knows_is_one_line(found: str, capsys: Captured) -> None:
    assert main(["search", found, "--near", "Nowhereville,3km"]) == 1
    out, err = capsys.readouterr()
    assert not out
    assert "Nowhereville: no place by that name is known; give --near LATITUDE" in err


@pytest.mark.parametrize(
    ("near", "told"),
    [
        ("45.7,4.8", "how many kilometres"),
        ("91,0,5km", "a latitude goes from"),
        ("Lyon,0km", "is not PLACE,KILOMETRES"),
        (",5km", "is not PLACE,KILOMETRES"),
    ],
)
def test_what_is_no_circle_is_wrong_usage(near: str, told: str, capsys: Captured) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["search", "event.db", "--near", near])
    assert ended.value.code == 2
    assert told in capsys.readouterr().err


@pytest.mark.parametrize("option", ["--manner", "--channel", "--certainty"])
def test_a_word_that_is_none_is_answered_with_those_that_are(option: str, capsys: Captured) -> None:
    with pytest.raises(SystemExit):
        main(["search", "event.db", option, "sung"])
    *_, last = capsys.readouterr().err.splitlines()
    assert "'sung' (choose from" in last


def test_all_adds_what_the_report_asserts(found: str, capsys: Captured) -> None:
    assert main(["search", found, "stands", "--all"]) == 0
    assert "the report itself  indirect" in capsys.readouterr().out
    assert main(["show", found, told().report.id]) == 0
    assert "the report itself" not in capsys.readouterr().out
    assert main(["show", found, told().report.id, "--all"]) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert "the report itself indirect 90% The bridge stands" in out
    assert "leak · interview (Harbour Radio)" in out
    assert "said in Paris · happened early 2031 (2031-01-01 to 2031-07-02), in Lyon" in out
