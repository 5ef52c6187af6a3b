"""The ledger's commands, with a pattern in the place of the model."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from sayso import pipeline
from sayso.cli import main, messages
from sayso.cli.estimate import expected_reports
from tests.ledger.quick import QuickPipeline

Captured = pytest.CaptureFixture[str]
FIRST = """Minister Padrino said the air base was calm.
José Guaidó told reporters that he had never left the city, and that the people were with him.
"""
SECOND = """Mayor Ode denied that there was a plan.
She spoke to the people who had come to the harbour in the morning, and then she left again.
"""


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "Pipeline", QuickPipeline)


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    for name, text in (("first", FIRST), ("second", SECOND)):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def added(file: Path, reports: Path, capsys: Captured) -> str:
    assert main(["add", str(file), str(reports)]) == 0
    capsys.readouterr()
    return str(file)


def rows(capsys: Captured) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_adding_says_what_was_done_and_the_same_again_changes_nothing(
    file: Path, reports: Path, capsys: Captured
) -> None:
    assert main(["add", str(file), str(reports)]) == 0
    assert capsys.readouterr() == ("", f"sayso: {file}: 2 added\n")
    assert main(["add", str(file), str(reports)]) == 0
    assert capsys.readouterr() == ("", f"sayso: {file}: 2 already there\n")


def test_adding_makes_the_ledger(tmp_path: Path, reports: Path) -> None:
    assert main(["add", str(tmp_path / "new.db"), str(reports)]) == 0
    assert main(["stats", str(tmp_path / "new.db")]) == 0


def test_a_failure_is_one_line_and_kept_and_the_rest_is_added(
    file: Path, reports: Path, capsys: Captured
) -> None:
    (reports / "empty.txt").touch()
    assert main(["add", "--json", str(file), str(reports)]) == 1
    out, err = capsys.readouterr()
    assert [json.loads(line)["outcome"] for line in out.splitlines()] == ["failed", "new", "new"]
    assert len(err.splitlines()) == 2
    assert err.endswith("2 added, 1 failed\n")
    main(["export", str(file)])
    assert {row["record"] for row in rows(capsys)} == {"run", "version", "attribution", "failure"}


def test_what_is_known_is_not_read_again(
    added: str, reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(self: object, report: object) -> None:
        raise AssertionError("the model was asked")

    monkeypatch.setattr(QuickPipeline, "_reading", read)
    assert main(["add", added, str(reports)]) == 0


def test_a_search_prints_who_and_marks_the_words(added: str, capsys: Captured) -> None:
    assert main(["search", added, "air base"]) == 0
    out = capsys.readouterr().out
    assert "Minister Padrino — said" in out
    assert "the *air* *base* was calm" in out


def test_a_search_as_json_has_the_fields_of_read(added: str, capsys: Captured) -> None:
    argv = ["search", added, "--source", "guaido", "--type", "indirect", "--json"]
    assert main(argv) == 0
    (row,) = rows(capsys)
    assert row["source"] == [{"start": 45, "end": 56, "text": "José Guaidó"}]
    assert {"id", "report", "cue", "content", "snippet", "judgements"} <= row.keys()


def test_a_search_without_result_is_no_failure(added: str, capsys: Captured) -> None:
    assert main(["search", added, "nothing of it"]) == 0
    assert capsys.readouterr() == ("", "sayso: nothing found\n")


def test_judging_showing_and_undoing(added: str, capsys: Captured) -> None:
    main(["search", added, "calm", "--json"])
    id = str(rows(capsys)[0]["id"])
    edit = ["judge", added, id, "edit", "--source-span", "9:16", "--judge", "Ann", "--note", "name"]
    assert main(edit) == 0
    assert main(["judge", added, id[:8], "accept", "--judge", "Bob"]) == 0
    assert main(["show", added, id]) == 0
    out = capsys.readouterr().out
    assert "Minister Padrino — said" in out
    assert "judged: edit by Ann" in out
    assert "source: Padrino" in out
    assert "judged: accept by Bob" in out
    assert main(["judge", added, "--undo", "--judge", "Bob", "--json"]) == 0
    assert rows(capsys)[0]["undoes"]
    main(["show", added, id, "--json"])
    (page,) = rows(capsys)
    assert [made["judge"] for made in page["judgements"]] == ["Ann"]


def test_judgements_survive_a_rebuild(added: str, capsys: Captured) -> None:
    main(["search", added, "calm", "--json"])
    id = str(rows(capsys)[0]["id"])
    main(["judge", added, id, "reject", "--judge", "Ann"])
    capsys.readouterr()
    main(["export", added])
    before = capsys.readouterr().out
    assert main(["rebuild", added]) == 0
    assert capsys.readouterr().err.endswith("2 read anew\n")
    main(["export", added])
    assert capsys.readouterr().out == before


def test_show_lists_versions_with_what_changed(
    file: Path, tmp_path: Path, capsys: Captured
) -> None:
    page = tmp_path / "page.jsonl"
    for text in (FIRST, FIRST.replace("calm", "burning")):
        row = {"url": "https://halden.example/base", "text": text, "outlet": "Gazette"}
        page.write_text(json.dumps(row) + "\n", encoding="utf-8")
        assert main(["add", str(file), str(page)]) == 0
    assert "1 in a new version" in capsys.readouterr().err
    main(["search", str(file), "burning", "--json"])
    assert main(["show", str(file), str(rows(capsys)[0]["report"])]) == 0
    out = capsys.readouterr().out
    assert "- Minister Padrino said the air base was calm." in out
    assert "+ Minister Padrino said the air base was burning." in out


def test_stats_counts(added: str, capsys: Captured) -> None:
    main(["stats", added, "--json"])
    (stats,) = rows(capsys)
    assert (stats["reports"], stats["attributions"]) == (2, 3)
    assert main(["stats", added]) == 0
    assert "reports         2\n" in capsys.readouterr().out


def test_lineage_lists_pairs(added: str, reports: Path, capsys: Captured) -> None:
    copy = "A reprint of the day.\n" + SECOND
    (reports / "copy.txt").write_text(copy, encoding="utf-8")
    main(["add", added, str(reports)])
    capsys.readouterr()
    assert main(["lineage", added, "--json"]) == 0
    assert "She spoke to the people" in str(rows(capsys)[0]["left"])
    assert main(["lineage", added]) == 0
    assert "alike" in capsys.readouterr().out


def test_lineage_between_outlets_leaves_out_what_one_has_from_itself(
    file: Path, capsys: Captured
) -> None:
    main(["add", str(file), "--samples"])
    capsys.readouterr()
    main(["lineage", str(file), "--json"])
    every = rows(capsys)
    main(["lineage", str(file), "--between", "--json"])
    between = rows(capsys)
    assert 0 < len(between) < len(every)
    assert between == [row for row in every if row["left"]["outlet"] != row["right"]["outlet"]]


def test_the_samples_can_be_added(file: Path, capsys: Captured) -> None:
    assert main(["add", str(file), "--samples"]) == 0
    assert "8 added" in capsys.readouterr().err


WRONG = [
    ["add"],
    ["add", "event.db"],
    ["add", "event.db", "--samples", "a.html"],
    ["search", "event.db", "--since", "yesterday"],
    ["search", "event.db", "--type", "spoken"],
    ["judge", "event.db"],
    ["judge", "event.db", "5d0c"],
    ["judge", "event.db", "5d0c", "perhaps"],
    ["judge", "event.db", "5d0c", "edit"],
    ["judge", "event.db", "5d0c", "accept", "--source-span", "1:2"],
    ["judge", "event.db", "5d0c", "edit", "--source-span", "1"],
    ["judge", "event.db", "5d0c", "edit", "--source-span", "1:2", "--no-source"],
    ["judge", "event.db", "5d0c", "accept", "--undo"],
    ["export", "event.db", "--format", "csv"],
]


@pytest.mark.parametrize("argv", WRONG, ids=" ".join)
def test_wrong_usage_is_exit_2(argv: list[str], capsys: Captured) -> None:
    with pytest.raises(SystemExit) as ended:
        main(argv)
    assert ended.value.code == 2
    assert capsys.readouterr().err.startswith("usage: sayso")


ASKING = [["search", "x"], ["show", "5d0c"], ["stats"], ["lineage"], ["export"], ["rebuild"]]


@pytest.mark.parametrize("argv", ASKING, ids=lambda argv: argv[0])
def test_a_ledger_that_is_not_there_is_one_line(
    argv: list[str], tmp_path: Path, capsys: Captured
) -> None:
    assert main([argv[0], str(tmp_path / "no.db"), *argv[1:]]) == 1
    out, err = capsys.readouterr()
    assert not out
    assert "there is no such ledger; make one with sayso add" in err
    assert not (tmp_path / "no.db").exists()


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_bar_on_a_terminal(file: Path, reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    bar = Terminal()
    monkeypatch.setattr(sys, "stderr", bar)
    assert main(["add", str(file), str(reports)]) == 0
    assert "reports read" in bar.getvalue()
    assert "2 added" in bar.getvalue()


def test_lines_where_there_is_no_terminal(
    file: Path, reports: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.setattr(messages, "EVERY", 0.0)
    assert main(["add", str(file), str(reports)]) == 0
    assert "sayso: 1 reports, " in capsys.readouterr().err


@pytest.mark.parametrize(
    ("done", "total", "seconds", "told"),
    [
        (0, 10, 5.0, ""),
        (10, None, 5.0, "2.0 a second"),
        (10, 20, 5.0, "2.0 a second, about 5 s left"),
        (1, 11, 60.0, "1.0 a minute, about 10 min left"),
        (10, 10, 5.0, "2.0 a second"),
        (100, 100_000, 10.0, "10.0 a second, about 3 h left"),
    ],
)
def test_the_pace_is_told(done: int, total: int | None, seconds: float, told: str) -> None:
    assert messages.describe_pace(done, total, seconds) == told


def test_the_number_of_reports_is_guessed_from_files(reports: Path) -> None:
    (reports / "many.jsonl").write_text("{}\n" * 7)
    (reports / ".hidden").touch()
    assert expected_reports([str(reports), "nowhere.txt"]) == 10
    assert expected_reports([str(reports), "-"]) is None
    assert expected_reports(["https://a.example/x"]) is None
    (reports / "crawl.warc.gz").touch()
    assert expected_reports([str(reports)]) is None


@pytest.mark.parametrize("option", ["--manner", "--channel", "--certainty", "--type"])
def test_a_word_that_is_none_is_told_with_those_there_are(option: str, capsys: Captured) -> None:
    with pytest.raises(SystemExit):
        main(["search", "event.db", option, "nonsense"])
    err = capsys.readouterr().err
    assert f"{option}: invalid choice: 'nonsense' (choose from '" in err
    assert "<" not in err
