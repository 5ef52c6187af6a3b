"""The commands on actors, over a ledger of invented reports."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sayso.cli import main
from sayso.ledger import open_ledger
from tests.ledger.people import RECONCILE
from tests.ledger.quick import RUN
from tests.ledger.test_who import BARE, FIRST, MINE, OTHER, SECOND, THIRD

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def told(file: Path) -> str:
    with open_ledger(file) as ledger:
        for reading in (FIRST, SECOND, THIRD):
            ledger.add(reading, RUN, RECONCILE)
    return str(file)


def rows(capsys: Captured) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_actors_are_a_line_each(told: str, capsys: Captured) -> None:
    assert main(["actors", told, "--top", "2"]) == 0
    out, err = capsys.readouterr()
    first, second = out.splitlines()
    assert "   4 said in 3 reports  Ode Márrow, person" in first
    assert "; also Marrow; offices disagree" in first
    assert "Ilse Quist" in second
    assert err == "sayso: 3 more; --top 0 lists all\n"


def test_actors_of_a_kind_and_conflicts(told: str, capsys: Captured) -> None:
    assert main(["actors", told, "--kind", "state_body"]) == 0
    assert "Halden Council, state body" in capsys.readouterr().out
    assert main(["actors", told, "--conflicts"]) == 0
    line, clash = capsys.readouterr().out.splitlines()
    assert "Ode Márrow" in line
    assert "Defence Minister" in clash
    assert "Foreign Minister" in clash
    assert main(["actors", told, "--kind", "document"]) == 0
    assert capsys.readouterr() == ("", "sayso: nobody found\n")


def test_actors_as_json_have_their_conflicts(told: str, capsys: Captured) -> None:
    assert main(["actors", told, "--json", "--top", "1"]) == 0
    (row,) = rows(capsys)
    assert set(row["actors"]) == {MINE, BARE, OTHER}
    (conflict,) = row["conflicts"]
    assert {conflict["left"]["title"], conflict["right"]["title"]} == {
        "Defence Minister",
        "Foreign Minister",
    }


def test_showing_an_actor_by_name(told: str, capsys: Captured) -> None:
    assert main(["show", told, "Ode Marrow"]) == 0
    out = capsys.readouterr().out
    for words in (
        "also Marrow",
        "Defence Minister  ",
        "nobody holds both: ",
        "said: 4",
        "He (Defence Minister Ode Márrow) — said",
        "said of it by others: 1",
        "one, because:",
        ": the family name alone",
    ):
        assert words in out
    assert main(["show", told, MINE[:6], "--json"]) == 0
    (page,) = rows(capsys)
    assert (page["record"], page["said_in_all"], page["told_in_all"]) == ("actor", 4, 1)


def test_showing_a_report_tells_who_a_pronoun_is(told: str, capsys: Captured) -> None:
    assert main(["show", told, FIRST.report.id]) == 0
    assert "He (Defence Minister Ode Márrow) — said" in capsys.readouterr().out


@pytest.mark.parametrize("command", [["show"], ["search", "--actor"], ["judge", "same", MINE]])
def test_a_name_of_nobody_is_one_line(told: str, command: list[str], capsys: Captured) -> None:
    assert main([command[0], told, *command[1:], "Nemo"]) == 1
    out, err = capsys.readouterr()
    assert not out
    assert err.endswith("nobody is called 'Nemo'; sayso actors lists names and ids\n")


def test_judging_two_actors_and_undoing(told: str, capsys: Captured) -> None:
    note = ["--judge", "Ann", "--note", "cousins"]
    assert main(["judge", told, "different", MINE, OTHER, "--json", *note]) == 0
    (made,) = rows(capsys)
    assert made["words"]["left"]["name"] in ("Ode Márrow", "Ode Marrow")
    assert main(["show", told, OTHER]) == 0
    out = capsys.readouterr().out
    assert "judged: different by Ann" in out
    assert "(cousins)" in out
    assert main(["show", told, str(made["target"])]) == 0
    assert f"in {THIRD.report.id}" in capsys.readouterr().out
    assert main(["judge", told, "--undo", "--judge", "Ann"]) == 0
    capsys.readouterr()
    main(["actors", told, "--json", "--top", "1"])
    assert rows(capsys)[0]["reports"] == 3


def test_a_search_by_actor(told: str, capsys: Captured) -> None:
    assert main(["search", told, "late", "--actor", "Marrow", "--json"]) == 0
    (row,) = rows(capsys)
    assert row["source"][0]["text"] == "He"
    assert row["actor"]["name"] == "Ode Márrow"
    assert main(["search", told, "late", "--actor", "Marrow"]) == 0
    assert "He (Defence Minister Ode Márrow) — said" in capsys.readouterr().out


def test_the_export_has_actors_and_links(told: str, capsys: Captured) -> None:
    assert main(["export", told]) == 0
    kinds = [row["record"] for row in rows(capsys)]
    assert kinds.count("actor") == 10
    assert "sameness" in kinds


WRONG = [
    ["judge", "event.db", "same"],
    ["judge", "event.db", "same", "Marrow"],
    ["judge", "event.db", "same", "Marrow", "Quist", "Rhee"],
    ["judge", "event.db", "same", "Marrow", "Quist", "--no-source"],
    ["judge", "event.db", "5d0c", "same"],
    ["judge", "event.db", "different", "a", "b", "--undo"],
    ["actors", "event.db", "--kind", "king"],
    ["actors", "event.db", "--top", "-1"],
]


@pytest.mark.parametrize("argv", WRONG, ids=" ".join)
def test_wrong_usage_is_exit_2(argv: list[str], capsys: Captured) -> None:
    with pytest.raises(SystemExit) as ended:
        main(argv)
    assert ended.value.code == 2
    assert capsys.readouterr().err.startswith("usage: sayso")
