"""``sayso eval events`` on sentences as PLOVER's corpora have them, invented."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sayso.errors import CorpusError
from sayso.evaluate.deeds import head_within, joining, read_marked
from sayso.evaluate.events import accuracies, run_events
from sayso.evaluate.gate import Demands
from sayso.evaluate.plover import read_gold, read_sentences
from sayso.records import Parse, Span, Word

MARKED = (
    ("<s>The army</s> attacked <t>the rebels</t>.", "ASSAULT"),
    ("<s>Vosse</s> met <t>the mayor</t> on Monday.", "CONSULT"),
    ("<t>Two students</t> were released by <s>the police</s>.", "YIELD"),
    ("<s>The guild</s> condemned <t>the ministry</t>.", "ACCUSE"),
    ("<s>The bank</s> suspended aid to <t>Corvane</t>.", "SANCTION"),
    ("<s>Dovane</s> rejected <t>the offer</t>.", "REJECT"),
)
GOLD = [
    {"event": "DOCUMENT"},
    {
        "event": "DEMAND",
        "text": "The guild demanded an inquiry from the ministry.",
        "source": [{"actorText": "guild"}],
        "target": [{"actorText": "ministry"}],
    },
    {
        "event": "CONSULT",
        "text": "Vosse and Dovane met.",
        "source": [{"actorText": "Vosse"}, {"actorText": "Dovane"}],
        "target": "",
    },
]


@pytest.fixture
def corpora(tmp_path: Path) -> Path:
    sentences = tmp_path / "events" / "zero-shot-plover"
    sentences.mkdir(parents=True)
    rows = ["\t".join(["marked_sentence", "gold_root"]), *("\t".join(row) for row in MARKED)]
    (sentences / "PLV_train.tsv").write_text("\n".join(rows), encoding="utf-8")
    gold = tmp_path / "events" / "PLOVER_GSR_CAMEO.txt"
    gold.write_text(json.dumps(GOLD), encoding="utf-8")
    return tmp_path


def test_marks_become_spans(corpora: Path) -> None:
    first = read_sentences(corpora)[0]
    assert first.text == "The army attacked the rebels."
    assert [span.of(first.text) for span in first.source] == ["The army"]
    assert [span.of(first.text) for span in first.target] == ["the rebels"]
    assert first.root == "assault"


def test_gold_has_the_types_of_today_and_the_places_of_its_actors(corpora: Path) -> None:
    demand, consult = read_gold(corpora)
    assert demand.root == "request"
    assert [span.of(demand.text) for span in demand.target] == ["ministry"]
    assert [span.of(consult.text) for span in consult.source] == ["Vosse", "Dovane"]
    assert consult.target == ()


def test_what_is_held_back_depends_on_the_sentence_alone(corpora: Path) -> None:
    again = read_sentences(corpora)
    assert [it.held_back for it in read_sentences(corpora)] == [it.held_back for it in again]


def test_a_missing_corpus_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_events(tmp_path) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_what_is_no_such_corpus_is_told(corpora: Path) -> None:
    (corpora / "events" / "PLOVER_GSR_CAMEO.txt").write_text("[1]", encoding="utf-8")
    with pytest.raises(CorpusError, match="not PLOVER's gold"):
        read_gold(corpora)


def test_quarters_forgive_what_types_do_not() -> None:
    found = accuracies(["reject", "aid", "assault"], ["accuse", "coerce", "assault"])
    assert [round(share, 2) for share in found.values()] == [0.33, 0.67, 1.0, 0.67]


def test_the_verb_that_joins_two_words_is_the_nearest_above_both() -> None:
    spans = [Span(n, n + 1) for n in range(5)]
    words = (
        Word(spans[0], "NOUN", 1, "nsubj"),
        Word(spans[1], "VERB", -1, "root"),
        Word(spans[2], "VERB", 1, "xcomp"),
        Word(spans[3], "DET", 4, "det"),
        Word(spans[4], "NOUN", 2, "obj"),
    )
    parse = Parse((), (), words, ((0, 5),))
    assert joining(parse, 0, 4) == 1
    assert joining(parse, -1, 4) == 2
    assert joining(parse, -1, -1) == -1
    assert head_within(parse, [Span(3, 5)]) == 4


def test_sentences_are_read_with_the_event_that_joins_source_and_target(corpora: Path) -> None:
    read = list(read_marked(read_sentences(corpora)))
    assert [it.event.type.value for it in read if it.event] == [
        "assault",
        "consult",
        "retreat",
        "accuse",
        "sanction",
        "reject",
    ]


def test_the_figures_are_printed_and_gated(
    corpora: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    floors = tmp_path / "floors.toml"
    assert run_events(corpora, Demands(json=True, write_floors=True, floors=floors)) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["table"] for row in rows] == ["types", "types", "roles", "roles"]
    assert run_events(corpora, Demands(gate=True, floors=floors)) == 0
