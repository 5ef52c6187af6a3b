"""Scores of places, on a corpus that was invented for it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from sayso.evaluate.places import run_places
from sayso.evaluate.toponyms import FILES, read_located
from sayso.records import Entity, Parse, Span
from sayso.terms import EntityKind

TEXT = "Rain in Vienna, said Moscow."
GWN = """<articles><article><link>http://a.example/1</link><text>{text}</text><toponyms>
<toponym><extractedName>Vienna</extractedName><type>Literal</type><start>8</start><end>14</end>
<latitude>48.2</latitude><longitude>16.4</longitude></toponym>
<toponym><extractedName>Moscow</extractedName><type>Metonymic</type><start>21</start><end>27</end>
<latitude>55.8</latitude><longitude>37.6</longitude></toponym>
<toponym><extractedName>Rain</extractedName><type>Non_Toponym</type><start>0</start><end>4</end>
</toponym></toponyms></article></articles>"""
GEOVIRUS = """<articles><article><source>http://b.example/1</source><text>{text}</text><locations>
<location><name>Vienna</name><start>9</start><end>15</end><lat>10</lat><lon>10</lon></location>
</locations></article></articles>"""


@pytest.fixture
def corpora(tmp_path: Path) -> Path:
    (tmp_path / "places").mkdir()
    for file, xml in zip(FILES.values(), (GWN, GEOVIRUS), strict=True):
        (tmp_path / file).write_text(xml.format(text=TEXT), encoding="utf-8")
    return tmp_path


def one_place(texts: Sequence[str]) -> Sequence[Parse]:
    """A parser that finds Vienna and nothing else."""
    entity = Entity(Span(8, 14), EntityKind.PLACE)
    return [Parse((), (), (), (), (entity,)) for _ in texts]


def test_characters_count_from_nought_in_both_corpora(corpora: Path) -> None:
    for file in FILES.values():
        (located,) = read_located(corpora / file)
        assert located.toponyms[0].span.of(located.text) == "Vienna"


def test_a_metonym_need_not_be_found_but_is_resolved(corpora: Path) -> None:
    (located,) = read_located(corpora / FILES["gwn"])
    assert [toponym.must for toponym in located.toponyms] == [True, False]


def test_a_point_far_off_is_wrong_and_a_near_one_right(
    corpora: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_places(corpora, parser=one_place, errors=5) == 0
    rows = [line.split() for line in capsys.readouterr().out.splitlines()]
    near = {
        " ".join(row[:2]): float(row[2]) for row in rows if row[:1] in (["gwn,"], ["geovirus,"])
    }
    assert sorted(near.values()) == [0.0, 0.0, 0.0, 100.0]
    found = [float(row[-1]) for row in rows if row[:1] == ["gwn,"]]
    assert sorted(found) == [0.0, 100.0]


def test_a_missing_corpus_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_places(tmp_path, parser=one_place) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1
