import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from sayso.evaluate import run_lineage
from sayso.evaluate.floors import read_floors
from sayso.evaluate.lineage import Count, unrelated
from sayso.intake import text_report
from tests.evaluate.invented import write_corpus


@pytest.fixture(scope="module")
def corpora(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpora")
    write_corpus(folder)
    return folder


def test_planted_passages_are_found(corpora: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_lineage(corpora, hosts=5, json=True) == 0
    rows = {r["passages"]: r for r in map(json.loads, capsys.readouterr().out.splitlines())}
    assert rows["verbatim"]["recall"] == rows["verbatim"]["precision"] == 100
    assert rows["verbatim"]["planted"] == 5 * (1 + 1 + 3 + 1)
    assert rows["edited"]["planted"] == 15


def test_the_gate_holds_the_floors_that_were_written(
    corpora: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    floors = tmp_path / "floors.toml"
    assert run_lineage(corpora, hosts=3, gate=True, floors=floors) == 1
    assert run_lineage(corpora, hosts=3, write_floors=True, floors=floors) == 0
    assert run_lineage(corpora, hosts=3, gate=True, floors=floors) == 0
    assert run_lineage(corpora, hosts=4, gate=True, floors=floors) == 1
    assert list(read_floors(floors)) == ["lineage.mixed_1000.3"]
    assert "verbatim  " in capsys.readouterr().out


@pytest.mark.parametrize(("hosts", "code"), [(0, 2), (3, 1)])
def test_what_cannot_be_measured_is_said_in_a_line(
    hosts: int, code: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_lineage(tmp_path, hosts=hosts) == code
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_only_reports_of_other_outlets_and_other_years_are_unrelated() -> None:
    one = replace(text_report("One.", "one"), outlet="A", published=date(2026, 5, 12))
    assert unrelated(one, replace(one, outlet="B", where="two", published=date(2027, 5, 12)))
    assert not unrelated(one, replace(one, outlet="B", where="two", published=date(2027, 5, 1)))
    assert not unrelated(one, replace(one, where="two", published=date(2027, 5, 12)))
    assert not unrelated(one, replace(one, outlet="B", where="two", published=None))


def test_what_is_set_aside_is_neither_right_nor_wrong() -> None:
    count = Count(planted=4, found=3, wrong=1, aside=9)
    assert (count.precision, count.recall) == (0.75, 0.75)
    assert Count(0, 0, 0, 0).precision == Count(0, 0, 0, 0).recall == 1
