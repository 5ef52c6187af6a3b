from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from sayso.evaluate import Demands, run_labels
from sayso.evaluate.labels import stem
from sayso.evaluate.newswcl import FILE, read_phrases
from sayso.records import Actor, Mention, Parse, Reading, Report, Span, Word
from sayso.terms import ActorKind, MentionKind

STORY = """#begin document 0/-/0_L; part 000
0/-/0_L\t0\t0\tMarrow\t(0_Marrow_ACTOR)
0/-/0_L\t0\t1\tjoined\t-
0/-/0_L\t0\t2\tthe\t(0_rising_EVENT
0/-/0_L\t0\t3\tuprising\t0_rising_EVENT)

#end document
#begin document 0/-/1_R; part 000
0/-/1_R\t0\t0\tMayor\t(0_Marrow_ACTOR
0/-/1_R\t0\t1\tMarrow\t0_Marrow_ACTOR)
0/-/1_R\t0\t2\tled\t-
0/-/1_R\t0\t3\tthe\t(0_rising_EVENT
0/-/1_R\t0\t4\tcoup\t0_rising_EVENT)
#end document
"""


@pytest.fixture
def corpora(tmp_path: Path) -> Path:
    (tmp_path / FILE).parent.mkdir()
    (tmp_path / FILE).write_text(STORY, encoding="utf-8")
    return tmp_path


def reader(reports: Sequence[Report]) -> list[tuple[Reading, Parse]]:
    """Marrow is an actor, and every word but "the" is a noun on its own."""
    found = []
    for report in reports:
        places = [Span(*match.span()) for match in re.finditer(r"\w+", report.text)]
        words = tuple(
            Word(span, "DET" if span.of(report.text) == "the" else "NOUN", -1, "root")
            for span in places
        )
        name = next(span for span in places if span.of(report.text) == "Marrow")
        mention = Mention(name, name, MentionKind.NAME, "")
        actor = Actor(report.id + "m", report.id, ActorKind.PERSON, "Marrow", (), (), (mention,))
        parse = Parse((), (), words, ((0, len(words)),))
        found.append((Reading(report, (), (actor,)), parse))
    return found


def test_every_chain_of_a_story_is_read(corpora: Path) -> None:
    (story,) = read_phrases(corpora).values()
    assert [(p.first, p.last, p.chain) for p in story[1].phrases] == [
        (0, 1, "0_Marrow_ACTOR"),
        (3, 4, "0_rising_EVENT"),
    ]


def test_rival_names_of_a_happening_go_together_where_the_same_lemma_does_not(
    corpora: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_labels(corpora, Demands(json=True), reader=reader) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    conll = {row["put together by"]: row["CoNLL"] for row in rows}
    assert conll["same head lemma"] < conll["Sayso, the rest by lemma"]


def test_the_gate_holds_the_floors_that_were_written(corpora: Path, tmp_path: Path) -> None:
    floors = tmp_path / "floors.toml"
    assert run_labels(corpora, Demands(gate=True, floors=floors), reader=reader) == 1
    assert run_labels(corpora, Demands(write_floors=True, floors=floors), reader=reader) == 0
    assert run_labels(corpora, Demands(gate=True, floors=floors), reader=reader) == 0


def test_a_missing_corpus_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_labels(tmp_path, reader=reader) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_a_verb_and_its_noun_have_one_stem() -> None:
    assert stem("denuclearize") == stem("denuclearization")
    assert stem("deal") == "deal"
