import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from sayso.errors import NotText, SaysoError
from sayso.evaluate import run_polnear
from sayso.evaluate.corpus import Gold
from sayso.evaluate.floors import read_floors
from sayso.evaluate.predict import Predictor
from sayso.export.brat import Annotation, format_annotations
from sayso.records import Reading, Span
from tests.evaluate.marked import Oracle, marked, predicted, reading

ARTICLES = {
    "one": "<s:Ada Moor> <c:said> <t:it rained>.",
    "two": "It blew, <c:according to> <s:Bo>. <t:It hailed>.",
}
SEQUENCE = {
    "id": "one_aaaa",
    "tokens": ["Ada", "Moor", "said", "it", "rained", "."],
    "labels": ["B-source", "I-source", "B-cue", "B-content", "I-content", "O"],
}


@pytest.fixture
def corpora(tmp_path: Path) -> Path:
    dev = tmp_path / "corpora" / "polnear" / "dev"
    for folder in ("text", "attributions"):
        (dev / folder).mkdir(parents=True)
    for name, words in ARTICLES.items():
        text, gold = marked(words)
        (dev / "text" / f"{name}.txt").write_text(text, encoding="utf-8")
        annotation = Annotation(*((spans,) for spans in (gold.source, gold.cue, gold.content)))
        brat = format_annotations([annotation], text)
        (dev / "attributions" / f"{name}_aaaa.ann").write_text(brat, encoding="utf-8")
    (dev.parent / "cofenet_dev.jsonl").write_text(json.dumps(SEQUENCE), encoding="utf-8")
    return tmp_path / "corpora"


def link_nothing(_: str, *__: tuple[Span, ...]) -> list[Gold]:
    return []


def run(
    corpora: Path,
    predictor: Predictor,
    *,
    split: str = "dev",
    limit: int | None = None,
    errors: int = 0,
    reliability: bool = False,
    gate: bool = False,
    write_floors: bool = False,
    lower: str | None = None,
) -> int:
    return run_polnear(
        corpora,
        split=split,
        json=True,
        limit=limit,
        errors=errors,
        reliability=reliability,
        gate=gate,
        write_floors=write_floors,
        lower=lower,
        predictor=predictor,
        linker=link_nothing,
        floors=corpora / "floors.toml",
    )


def rows(output: str) -> dict[tuple[str, str], dict[str, float]]:
    """Printed rows by table and first cell."""
    objects = map(json.loads, output.splitlines())
    return {(row["table"], next(v for k, v in row.items() if k != "table")): row for row in objects}


@pytest.mark.parametrize("split", ["test", "tset"])
def test_only_train_and_dev_are_scored(
    corpora: Path, split: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(corpora, Oracle(), split=split) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1


def test_a_perfect_reader_scores_all_and_a_blind_one_nothing(
    corpora: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(corpora, Oracle(*ARTICLES.values())) == 0
    perfect = rows(capsys.readouterr().out)
    assert run(corpora, Oracle()) == 0
    blind = rows(capsys.readouterr().out)
    for row in (("articles", "source"), ("articles", "whole attribution"), ("cofenet", "content")):
        assert (perfect[row]["exact F1"], blind[row]["exact F1"]) == (100, 0)
    assert perfect["articles", "cue with its source, given gold spans"]["exact F1"] == 0


def test_what_cannot_be_read_is_named_counts_as_missed_and_fails(
    corpora: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    oracle = Oracle(*ARTICLES.values())

    def stumbling(named: Iterable[tuple[str, str]]) -> Iterator[Reading | SaysoError]:
        for name, text in named:
            if name == "two":
                yield NotText(name, "no text", "give it some")
            else:
                yield from oracle([(name, text)])

    assert run(corpora, stumbling) == 1
    captured = capsys.readouterr()
    assert captured.err == "two: no text; give it some\n"
    assert rows(captured.out)["articles", "cue"]["exact R"] == 50


def test_a_text_that_reading_trimmed_is_still_scored(
    corpora: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = corpora / "polnear" / "dev" / "text" / "one.txt"
    path.write_text(path.read_text(encoding="utf-8") + "\n \n", encoding="utf-8")

    def trimming(named: Iterable[tuple[str, str]]) -> Iterator[Reading]:
        answers = dict(map(marked, ARTICLES.values()))
        for name, text in named:
            kept = text.strip()
            yield reading(name, kept, [predicted(answers[kept])])

    assert run(corpora, trimming) == 0
    assert rows(capsys.readouterr().out)["articles", "content"]["exact F1"] == 100


def test_the_gate_opens_on_its_own_floors_and_shuts_on_a_loss(
    corpora: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good, worse = Oracle(*ARTICLES.values()), Oracle(ARTICLES["one"])
    assert run(corpora, good, gate=True) == 1  # no floors yet
    assert run(corpora, good, write_floors=True) == 0
    assert run(corpora, good, gate=True) == 0
    capsys.readouterr()
    assert run(corpora, worse, gate=True) == 1
    assert "polnear.dev: source_exact: 66.67 is below its floor 99.2" in capsys.readouterr().err


def test_the_gate_shuts_on_another_corpus(corpora: Path) -> None:
    good = Oracle(*ARTICLES.values())
    assert run(corpora, good, write_floors=True) == 0
    sequences = corpora / "polnear" / "cofenet_dev.jsonl"
    sequences.write_text(json.dumps(SEQUENCE | {"pos": []}), encoding="utf-8")
    assert run(corpora, good, gate=True) == 1


def test_floors_sink_only_with_a_reason(corpora: Path) -> None:
    good, worse = Oracle(*ARTICLES.values()), Oracle(ARTICLES["one"])
    path = corpora / "floors.toml"
    run(corpora, good, write_floors=True)
    before = path.read_text(encoding="utf-8")
    assert run(corpora, worse, write_floors=True) == 1
    assert path.read_text(encoding="utf-8") == before
    assert run(corpora, worse, write_floors=True, lower="smaller model") == 0
    assert "smaller model" in read_floors(path)["polnear.dev"].floors["cue_exact"].lowered[0]
    assert run(corpora, worse, lower="no floors are written") == 2


def test_the_first_articles_have_floors_and_sequences_of_their_own(corpora: Path) -> None:
    oracle = Oracle(*ARTICLES.values())
    run(corpora, oracle, limit=1, write_floors=True)
    assert list(read_floors(corpora / "floors.toml")) == ["polnear.dev.1"]
    assert oracle.names == ["one", "one_aaaa#1"]


def test_lost_and_gained_are_told_as_sentences(
    corpora: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = "It blew, <c:according to> <s:Bo>. It <t:hailed>."
    assert run(corpora, Oracle(ARTICLES["one"], wrong), errors=5) == 0
    out = rows(capsys.readouterr().out)
    assert ("lost", "one") not in out
    assert "[content It hailed]" in str(out["lost", "two"])
    assert "[content hailed]" in str(out["gained", "two"])


def test_reliability_is_printed_on_request(
    corpora: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(corpora, Oracle(*ARTICLES.values()), reliability=True) == 0
    out = rows(capsys.readouterr().out)
    assert out["reliability", "0.9 to 1.0"]["count"] == 2
    assert out["reliability", "expected calibration error"]["exactly right"] == 0


def test_a_missing_corpus_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, Oracle()) == 1
    assert capsys.readouterr().err.count("\n") == 1
