import json
from pathlib import Path

import pytest

from sayso.errors import CorpusError
from sayso.evaluate.cofenet import (
    detokenise,
    label_tokens,
    read_sequences,
    run_scores,
    runs,
)
from sayso.evaluate.corpus import Gold
from sayso.evaluate.spans import Counts
from sayso.records import Span
from sayso.terms import Role
from tests.evaluate.marked import marked


@pytest.mark.parametrize(
    ("tokens", "text"),
    [
        ("`` It rained , '' Ada said .", '"It rained," Ada said.'),
        ("Ada -LRB- of Tarn -RRB- did n't .", "Ada (of Tarn) didn't."),
        ("The miners ' strike cost $ 5 .", "The miners' strike cost $5."),
        ("She 's gon na `` win '' -- or lose", 'She\'s gonna "win" -- or lose'),
        ("He said : `` -LSB- I -RSB- ca n't '' .", 'He said: "[I] can\'t".'),
    ],
)
def test_tokens_become_ordinary_text(tokens: str, text: str) -> None:
    joined, places = detokenise(tokens.split())
    assert joined == text
    assert len(places) == len(tokens.split())
    assert all(place.start < place.end for place in places)


def test_spans_come_back_as_the_runs_that_they_were() -> None:
    text, found = marked('<t:"It rained,"> <s:Ada> <c:said>.')
    joined, places = detokenise(["``", "It", "rained", ",", "''", "Ada", "said", "."])
    assert joined == text
    labels = label_tokens([found], places)
    assert labels == ["B-content", *["I-content"] * 4, "B-source", "B-cue", "O"]


def test_the_shorter_of_overlapping_spans_wins_and_cuts_the_longer() -> None:
    places = [Span(n, n + 1) for n in range(4)]
    found = Gold((Span(1, 2),), (), (Span(0, 4),))
    assert label_tokens([found], places) == ["B-content", "B-source", "B-content", "I-content"]


def test_an_inside_without_a_beginning_is_no_run() -> None:
    labels = ["I-cue", "B-cue", "I-cue", "B-cue", "I-source", "O"]
    assert runs(labels, Role.CUE) == [(1, 3), (3, 4)]
    assert runs(labels, Role.SOURCE) == []


def test_exact_begin_and_jaccard_part_ways() -> None:
    gold = ["B-cue", "I-cue", "O", "B-cue", "O", "O"]
    near = ["B-cue", "O", "O", "B-cue", "O", "B-cue"]
    scores = run_scores([gold], [near], Role.CUE)
    assert scores.exact == Counts(gold=2, predicted=3, hit=1)
    assert scores.begin == Counts(gold=2, predicted=3, hit=2)
    assert scores.jaccard == pytest.approx((0.5 + 1 + 0) / 3)


def test_runs_of_different_sequences_never_match() -> None:
    scores = run_scores([["B-cue"], ["O"]], [["O"], ["B-cue"]], Role.CUE)
    assert (scores.exact.hit, scores.jaccard) == (0, 0)


def test_only_the_sequences_of_the_articles_asked_for_are_read(tmp_path: Path) -> None:
    path = tmp_path / "sequences.jsonl"
    rows = [{"id": f"{n}_ab12", "tokens": ["Yes"], "labels": ["O"]} for n in ("one", "two")]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    assert [s.name for s in read_sequences(path, frozenset(["two"]))] == ["two_ab12#2"]


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "sequences.jsonl"
    path.write_text("{}", encoding="utf-8")
    with pytest.raises(CorpusError, match=r"sequences\.jsonl"):
        list(read_sequences(path))
