from __future__ import annotations

import re
from pathlib import Path

import pytest

from sayso.errors import CorpusError
from sayso.intake import read_reports
from sayso.records import Report
from sayso.samples import gold, gold_actors, sample_paths
from sayso.samples.gold_actors import parse_gold_actors

PATHS = sample_paths()


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.name)
def test_every_gold_row_with_a_source_is_said_by_one_actor(path: Path) -> None:
    said = [place for actor in gold_actors()[path.name] for place in actor.says]
    assert sorted(said) == [n for n, row in enumerate(gold()[path.name]) if row.source]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.name)
def test_names_and_offices_are_the_words_of_the_report(path: Path) -> None:
    (report,) = read_reports(str(path))
    assert isinstance(report, Report)
    text = re.sub(r"\s+", " ", report.text)
    for actor in gold_actors()[path.name]:
        assert all(words in text for words in (actor.name or "", *actor.names, *actor.offices))


@pytest.mark.parametrize(
    "line",
    [
        "{",
        '{"report": "a", "actors": [{}]}',
        '{"report": "a", "actors": [{"kind": "elf", "name": null, "names": [], "offices": [],'
        ' "says": []}]}',
        '{"report": "a", "actors": [{"kind": "person", "name": 4, "names": [], "offices": [],'
        ' "says": []}]}',
    ],
)
def test_a_damaged_line_is_named(line: str) -> None:
    with pytest.raises(CorpusError, match=r"actors\.jsonl:1"):
        parse_gold_actors([line], "actors.jsonl")
