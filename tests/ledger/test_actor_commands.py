"""The commands on actors, over a ledger of invented reports."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sayso import pipeline
from sayso.cli import main
from sayso.ledger import open_ledger
from sayso.records import Reading, Report
from tests.ledger.people import RECONCILE, make_actor, who
from tests.ledger.quick import RUN, QuickPipeline, read_quickly
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


class PeopledPipeline(QuickPipeline):
    """Finds Ode Marrow, in every report."""

    def _reading(self, report: Report) -> Reading:
        actors = self._recognise((make_actor(report, who("Ode Marrow")),))
        return Reading(report, read_quickly(report).attributions, actors)


@pytest.fixture
def marrow(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setattr(pipeline, "Pipeline", PeopledPipeline)
    text = "Ode Marrow said that there was no plan, and that there had never been one in the city."
    (tmp_path / "one.txt").write_text(text)
    return tmp_path / "one.txt"


def known_of(ledger: Path, capsys: Captured) -> list[object]:
    capsys.readouterr()
    main(["actors", str(ledger), "--json"])
    return [row["known"] for row in rows(capsys)]


def test_known_actors_have_their_ids_and_a_broken_row_is_one_line(
    file: Path, marrow: Path, tmp_path: Path, capsys: Captured
) -> None:
    actors = tmp_path / "actors.csv"
    actors.write_text("id,name\nQ1,Ode Márrow\nQ2\n")
    assert main(["add", str(file), str(marrow), "--actors", str(actors)]) == 1
    err = capsys.readouterr().err.splitlines()
    assert err[0] == (
        f"sayso: {actors}#3: it has 1 fields where the header has 2; mend the row or leave it out"
    )
    assert err[-1].endswith("1 added")
    assert known_of(file, capsys) == [["Q1"]]
    main(["export", str(file)])
    (run,) = [row for row in rows(capsys) if row["record"] == "run"]
    assert "actors" in json.loads(run["settings"])


def test_reading_anew_takes_the_ids_of_the_file_that_is_given_then(
    file: Path, marrow: Path, tmp_path: Path, capsys: Captured
) -> None:
    actors = tmp_path / "actors.jsonl"
    actors.write_text('{"id": "Q1", "name": "Ode Marrow"}\n')
    assert main(["add", str(file), str(marrow)]) == 0
    assert known_of(file, capsys) == [[]]
    assert main(["rebuild", str(file), "--actors", str(actors)]) == 0
    assert known_of(file, capsys) == [["Q1"]]
    assert main(["rebuild", str(file)]) == 0
    assert known_of(file, capsys) == [[]]


@pytest.mark.parametrize("command", ["read", "add", "watch", "rebuild"])
def test_a_file_of_actors_that_is_not_there_is_one_line(
    command: str, file: Path, marrow: Path, capsys: Captured
) -> None:
    argv = {
        "read": ["read", str(marrow)],
        "add": ["add", str(file), str(marrow)],
        "watch": ["watch", str(marrow), "--ledger", str(file), "--once"],
        "rebuild": ["rebuild", str(file)],
    }[command]
    assert main([*argv, "--actors", "nowhere.csv"]) == 1
    assert capsys.readouterr() == (
        "",
        "sayso: nowhere.csv: there is no such file; check the path\n",
    )


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
