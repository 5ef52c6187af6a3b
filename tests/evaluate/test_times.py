"""``sayso eval time`` on TimeML of invented texts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from sayso.errors import CorpusError
from sayso.evaluate.floors import read_floors
from sayso.evaluate.gate import Demands
from sayso.evaluate.timebank import Dated, read_timebank
from sayso.evaluate.times import Tally, run_times, tally
from sayso.records import Parse, Span, Time
from sayso.terms import Precision

TIMEML = """\
<TimeML><DCT><TIMEX3 tid="t0" value="2031-03-04">03/04/31</TIMEX3></DCT><TEXT>
Solen <EVENT eid="e1">spoke</EVENT> on <TIMEX3 tid="t1" value="2031-03-03">Monday</TIMEX3>
and <TIMEX3 tid="t2" value="PRESENT_REF">now</TIMEX3> rests.
</TEXT></TimeML>
"""


@pytest.fixture
def corpora(tmp_path: Path) -> Path:
    folder = tmp_path / "time" / "TimeBank"
    folder.mkdir(parents=True)
    (folder / "one.tml").write_text(TIMEML, encoding="utf-8")
    return tmp_path


def no_words(texts: Sequence[str]) -> list[Parse]:
    return [Parse(()) for _ in texts]


def time(start: int, end: int, value: str) -> Time:
    return Time(Span(start, end), value, Precision.DAY, None, None, "")


def test_a_document_has_its_text_its_day_and_its_times(corpora: Path) -> None:
    dated = read_timebank(corpora / "time" / "TimeBank" / "one.tml")
    assert dated.text == "\nSolen spoke on Monday\nand now rests.\n"
    assert dated.written == date(2031, 3, 4)
    assert [(s.of(dated.text), v) for s, v in dated.times] == [
        ("Monday", "2031-03-03"),
        ("now", "PRESENT_REF"),
    ]


def test_an_extent_is_right_strictly_or_by_an_overlap_that_no_other_has() -> None:
    dated = Dated("one", "x" * 20, date(2031, 3, 4), ((Span(0, 5), "A"), (Span(10, 15), "B")))
    found = [time(0, 5, "A"), time(9, 12, "B"), time(13, 15, "B")]
    assert tally(dated, found) == Tally(gold=2, predicted=3, strict=1, relaxed=2, value=2)


def test_a_corpus_is_scored_and_holds_its_floors(corpora: Path, tmp_path: Path) -> None:
    floors = tmp_path / "floors.toml"
    demands = Demands(write_floors=True, floors=floors)
    assert run_times(corpora, demands, errors=2, parser=no_words) == 0
    assert read_floors(floors)["time"].floors["all_value"].least > 99
    assert run_times(corpora, Demands(gate=True, floors=floors), parser=no_words) == 0


def test_what_is_no_timeml_is_told_in_a_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_times(tmp_path, parser=no_words) == 1
    assert "no TimeML there" in capsys.readouterr().err
    (tmp_path / "bad.tml").write_text("<TimeML><TEXT/></TimeML>", encoding="utf-8")
    with pytest.raises(CorpusError, match="no creation time"):
        read_timebank(tmp_path / "bad.tml")
