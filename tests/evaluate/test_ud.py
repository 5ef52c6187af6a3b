from __future__ import annotations

import io
import random
from collections.abc import Sequence
from pathlib import Path

import pytest

from sayso.evaluate.floors import read_floors
from sayso.evaluate.gate import Demands
from sayso.evaluate.spans import Counts
from sayso.evaluate.treebank import parse_conllu
from sayso.evaluate.ud import Syntax, count_syntax, join_tokens, run_ud
from sayso.records import Parse, Span, Word
from tests.evaluate.treebanked import conllu, draw

OFFICIAL = {
    "tokens": "Tokens", "sentences": "Sentences", "words": "Words",
    "upos": "UPOS", "uas": "UAS", "las": "LAS",
}  # fmt: skip


@pytest.mark.parametrize("seed", range(40))
def test_the_counts_are_those_of_the_official_scorer(seed: int) -> None:
    udeval = pytest.importorskip("udtools.udeval")
    chance = random.Random(seed)
    gold, predicted = draw(chance), draw(chance)
    sides = [udeval.load_conllu(io.StringIO(conllu(s)), "", {}) for s in (gold, predicted)]
    theirs = udeval.evaluate(*sides)
    ours = count_syntax([(gold, predicted)])
    for figure, name in OFFICIAL.items():
        score = theirs[name]
        expected = Counts(score.gold_total, score.system_total, score.correct)
        assert (figure, ours[figure]) == (figure, expected)


def test_perfect_syntax_scores_everything_and_texts_add_up() -> None:
    one, other = draw(random.Random(1)), draw(random.Random(2))
    counts = count_syntax([(one, one), (other, other)])
    assert {count.f1 for count in counts.values()} == {1.0}
    assert counts["words"].gold == len(one.parse.words) + len(other.parse.words)


def test_contractions_and_possessives_are_one_token() -> None:
    text = "Mira's crew didn't say 'no' or can not."
    pieces = ["Mira", "'s", "crew", "did", "n't", "say", "'", "no", "'", "or", "can", "not", "."]
    tags = dict.fromkeys(("'s", "n't", "not"), "PART") | {"'": "PUNCT", ".": "PUNCT"}
    words, at = [], 0
    for piece in pieces:
        at = text.index(piece, at)
        words.append(Word(Span(at, at + len(piece)), tags.get(piece, "NOUN"), -1, "root"))
        at += len(piece)
    tokens = [token.of(text) for token in join_tokens(text, words)]
    assert tokens == ["Mira's", "crew", "didn't", "say", "'", "no", "'", "or", "can", "not", "."]


@pytest.fixture
def corpora(tmp_path: Path) -> Path:
    folder = tmp_path / "ud" / "ewt"
    folder.mkdir(parents=True)
    lines = []
    for name in ("one", "two"):
        rows = ["1\tFog\t_\tNOUN\t_\t_\t2\tnsubj\t_\t_", "2\tlifts\t_\tVERB\t_\t_\t0\troot\t_\t_"]
        lines += [f"# newdoc id = {name}", "# text = Fog lifts", *rows, ""]
    (folder / "dev.conllu").write_text("\n".join(lines), encoding="utf-8")
    return tmp_path


def all_roots(texts: Sequence[str]) -> list[Parse]:
    """Words at the spaces, rightly tagged, with no head right but the roots'."""
    found = []
    for text in texts:
        gap = text.index(" ")
        spans = Span(0, gap), Span(gap + 1, len(text))
        words = tuple(Word(s, t, -1, "root") for s, t in zip(spans, ("NOUN", "VERB"), strict=True))
        found.append(Parse((), (), words, ((0, 2),)))
    return found


def test_scores_are_printed_and_floors_hold_them(
    corpora: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    floors = tmp_path / "floors.toml"
    assert run_ud(corpora, Demands(write_floors=True, floors=floors), parser=all_roots) == 0
    assert read_floors(floors)["ud.ewt"].floors["las"].least == 49.2
    assert "2 texts of EWT dev" in capsys.readouterr().out

    def blind(texts: Sequence[str]) -> list[Parse]:
        return [Parse((), ()) for _ in texts]

    assert run_ud(corpora, Demands(gate=True, floors=floors), parser=blind) == 1
    assert "las: 0.00 is below its floor 49.2" in capsys.readouterr().err


def test_a_part_of_the_texts_has_floors_of_its_own(corpora: Path, tmp_path: Path) -> None:
    floors = tmp_path / "floors.toml"
    run_ud(corpora, Demands(write_floors=True, floors=floors), limit=1, parser=all_roots)
    assert list(read_floors(floors)) == ["ud.ewt.1"]


def test_a_missing_treebank_is_one_clear_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_ud(tmp_path, parser=all_roots) == 1
    assert "dev.conllu: cannot be read" in capsys.readouterr().err


def test_gold_tokens_of_several_words_are_those_of_the_treebank() -> None:
    rows = ["1-2\tdont\t" + "_\t" * 7 + "_", "1\tdo\t_\tAUX\t_\t_\t0\troot\t_\t_"]
    rows += ["2\tnt\t_\tPART\t_\t_\t1\tadvmod\t_\t_", ""]
    (text,) = parse_conllu(["# newdoc id = one", "# text = dont", *rows])
    counts = count_syntax([(Syntax(text.parse, text.tokens), Syntax(text.parse, text.tokens))])
    assert (counts["tokens"].gold, counts["words"].gold) == (1, 2)
