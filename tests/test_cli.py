from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

import sayso
from sayso.cli import main
from sayso.errors import ModelError, NoProse, SaysoError
from sayso.export.brat import parse_brat
from sayso.records import Reading
from sayso.terms import GLOSSARY
from tests.export.readings import EMPTY, READING, TEXT

FAILURE = NoProse("pages/index.html", "no article in it", "give the article's own address")

Outcome = Reading | SaysoError | BaseException


class Canned:
    """Stands in for ``sayso.pipeline``: yields what it was given, raises what is no SaysoError."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.sources: list[str] = []
        self.outcomes: list[Outcome] = [READING]
        self.broken: SaysoError | None = None
        module = ModuleType("sayso.pipeline")
        module.Pipeline = lambda **_: self  # type: ignore[attr-defined]
        monkeypatch.setitem(sys.modules, "sayso.pipeline", module)

    def read(self, sources: Iterable[str]) -> Iterator[Reading | SaysoError]:
        self.sources = list(sources)
        if self.broken:
            raise self.broken
        for outcome in self.outcomes:
            if not isinstance(outcome, Reading | SaysoError):
                raise outcome
            yield outcome


@pytest.fixture
def pipeline(monkeypatch: pytest.MonkeyPatch) -> Canned:
    return Canned(monkeypatch)


Captured = pytest.CaptureFixture[str]


def test_reading_prints_who_said_what(pipeline: Canned, capsys: Captured) -> None:
    assert main(["read", "a.html", "-"]) == 0
    out, err = capsys.readouterr()
    assert pipeline.sources == ["a.html", "-"]
    assert "Ilse Marrow — wrote" in out
    assert not err


def test_json_is_one_attribution_a_line(pipeline: Canned, capsys: Captured) -> None:
    pipeline.outcomes = [READING, EMPTY]
    assert main(["read", "--json", "a.html"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["id"] for row in rows] == ["a1", "a2", "a3", "a4", "a5"]


def test_one_failure_is_one_line_and_the_rest_is_read(pipeline: Canned, capsys: Captured) -> None:
    pipeline.outcomes = [FAILURE, READING]
    assert main(["read", "pages"]) == 1
    out, err = capsys.readouterr()
    assert "The interior minister" in out
    assert err.splitlines() == [
        "sayso: pages/index.html: no article in it; give the article's own address",
        "sayso: 1 of 2 reports failed",
    ]


def test_what_stops_everything_is_one_line_too(pipeline: Canned, capsys: Captured) -> None:
    pipeline.broken = ModelError("reader.onnx", "damaged", "install Sayso again")
    assert main(["read", "a.html"]) == 1
    assert capsys.readouterr() == ("", "sayso: reader.onnx: damaged; install Sayso again\n")


def test_ctrl_c_is_no_traceback(pipeline: Canned, capsys: Captured) -> None:
    pipeline.outcomes = [READING, KeyboardInterrupt()]
    assert main(["read", "a.html"]) == 130
    assert capsys.readouterr().err == "sayso: stopped\n"


def test_samples_ship_with_sayso(pipeline: Canned) -> None:
    assert main(["read", "--samples"]) == 0
    assert len(pipeline.sources) == 8
    assert all(Path(source).is_file() for source in pipeline.sources)


def test_brat_goes_to_stdout(pipeline: Canned, capsys: Captured) -> None:
    assert main(["read", "--format", "brat", "a.html"]) == 0
    assert len(parse_brat(capsys.readouterr().out)) == 5


def test_brat_files_hold_the_text_and_its_annotation(pipeline: Canned, tmp_path: Path) -> None:
    pipeline.outcomes = [READING, READING]
    out = tmp_path / "new" / "folder"
    assert main(["read", "--format", "brat", "--output", str(out), "pages"]) == 0
    names = ["port-verin-r1.ann", "port-verin-r1.txt", "port-verin.ann", "port-verin.txt"]
    assert sorted(path.name for path in out.iterdir()) == names
    assert (out / "port-verin.txt").read_bytes().decode() == TEXT
    assert len(parse_brat((out / "port-verin.ann").read_text(encoding="utf-8"))) == 5


WRONG = [
    [],
    ["write"],
    ["read"],
    ["read", "--samples", "a.html"],
    ["read", "--json", "--format", "brat", "a.html"],
    ["read", "--output", "out", "a.html"],
    ["read", "--format", "csv", "a.html"],
    ["eval", "polnear", "--split", "test"],
    ["eval", "polnear", "--errors", "-1"],
]


@pytest.mark.parametrize("argv", WRONG, ids=" ".join)
def test_wrong_usage_is_exit_2(argv: list[str], capsys: Captured) -> None:
    with pytest.raises(SystemExit) as ended:
        main(argv)
    assert ended.value.code == 2
    out, err = capsys.readouterr()
    assert not out
    assert err.startswith("usage: sayso")


def test_an_output_that_cannot_be_a_folder_is_exit_2(pipeline: Canned, tmp_path: Path) -> None:
    taken = tmp_path / "file"
    taken.touch()
    with pytest.raises(SystemExit) as ended:
        main(["read", "--format", "brat", "--output", str(taken), "a.html"])
    assert ended.value.code == 2


def test_eval_needs_to_know_where_the_corpora_lie(
    monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.delenv("SAYSO_CORPORA", raising=False)
    with pytest.raises(SystemExit) as ended:
        main(["eval", "polnear"])
    assert ended.value.code == 2
    assert "SAYSO_CORPORA" in capsys.readouterr().err


def test_eval_hands_its_options_on(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    asked: list[object] = []
    module = ModuleType("sayso.evaluate")

    def run_polnear(corpora: Path, **options: object) -> int:
        asked.extend([corpora, options])
        return 1

    module.run_polnear = run_polnear  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "sayso.evaluate", module)
    assert main(["eval", "polnear", "--corpora", str(tmp_path), "--gate", "--errors", "3"]) == 1
    folder, options = asked
    assert folder == tmp_path
    assert options == {
        "split": "dev",
        "limit": None,
        "errors": 3,
        "reliability": False,
        "gate": True,
        "write_floors": False,
        "lower": None,
        "json": False,
    }


def test_terms_prints_the_glossary(capsys: Captured) -> None:
    assert main(["terms"]) == 0
    out = capsys.readouterr().out
    assert [line.split("  ")[0] for line in out.splitlines() if line[0] != " "] == list(GLOSSARY)


def test_version(capsys: Captured) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out == f"sayso {sayso.__version__}\n"


@pytest.mark.parametrize("command", ["read", "eval", "terms"])
def test_the_help_of_every_command_shows_an_example(command: str, capsys: Captured) -> None:
    with pytest.raises(SystemExit):
        main([command, "--help"])
    assert f"examples:\n  sayso {command}" in capsys.readouterr().out


def test_a_reader_that_leaves_is_no_error() -> None:
    ours, theirs = os.pipe()
    os.close(ours)
    ask = "import sys; from sayso.cli import main; sys.exit(main(['terms']))"
    ran = subprocess.run([sys.executable, "-c", ask], stdout=theirs, stderr=subprocess.PIPE)
    os.close(theirs)
    assert (ran.returncode, ran.stderr) == (141, b"")


def test_data_is_utf8_whatever_the_locale(
    pipeline: Canned, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(data, encoding="ascii"))
    assert main(["read", "--json", "a.html"]) == 0
    assert "“We will not be moved,”" in data.getvalue().decode("utf-8")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_bar_on_stderr_while_the_data_goes_elsewhere(
    pipeline: Canned, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    bar = Terminal()
    monkeypatch.setattr(sys, "stderr", bar)
    pipeline.outcomes = [READING, FAILURE]
    assert main(["read", "--json", "pages"]) == 1
    assert "reports read" in bar.getvalue()
    assert str(FAILURE) in bar.getvalue()
    assert len(capsys.readouterr().out.splitlines()) == 5
