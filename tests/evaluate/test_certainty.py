from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from sayso.errors import CorpusError
from sayso.evaluate.certainty import HALVES, read_labels, run_certainty
from sayso.evaluate.factuality import UDS, agreement, read_predicates
from sayso.evaluate.floors import read_floors
from sayso.evaluate.gate import Demands
from sayso.records import Attribution, Hop, How, Span
from sayso.terms import Certainty, ChannelKind, Manner

TEXT = "Rell said it rained. Vosse denied it on Chirper."
ROWS = (("Rell", "said", "it rained", "say", None, "asserted"),
        ("Vosse", "denied", "it", "deny", "post", "denied"))  # fmt: skip


def at(words: str, after: int = 0) -> list[int]:
    start = TEXT.index(words, after)
    return [start, start + len(words)]


@pytest.fixture
def corpora(tmp_path: Path) -> Path:
    texts, uds = tmp_path / "polnear" / "dev" / "text", tmp_path / UDS
    for folder in (texts, tmp_path / "reports", uds.parent):
        folder.mkdir(parents=True)
    (texts / "one.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "reports" / "two.jsonl").write_text(json.dumps({"id": "x", "text": TEXT}))
    targets = [{"span1": [1, 2], "label": 3.0}, {"span1": [3, 4], "label": -1.0}]
    uds.write_text(json.dumps({"text": "It rained , unseen .", "targets": targets}))
    lines = []
    for corpus, article in (("polnear", "one"), ("reports", "two:x")):
        for source, cue, content, manner, channel, certainty in ROWS:
            cued = at(cue)
            row = {"corpus": corpus, "article": article, "source": [at(source)], "cue": [cued],
                   "content": [at(content, cued[1])], "manner": manner, "channel": channel,
                   "certainty": certainty}  # fmt: skip
            lines.append(json.dumps(row))
    (tmp_path / "labels.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return tmp_path


def describer(
    given: Sequence[tuple[str, Sequence[Attribution]]],
) -> Iterator[Sequence[How]]:
    """Right about the first of each text, and about the second's manner alone."""
    elsewhere = Hop(ChannelKind.VIDEO, (Span(0, 4),))
    for _ in given:
        yield (
            How(Manner.SAY, ()),
            How(Manner.DENY, (), hops=(elsewhere,), certainty=Certainty.HEDGED),
        )


def surer(given: Sequence[tuple[str, Sequence[Span]]]) -> list[list[float]]:
    return [[2.0 if number == 0 else 0.0 for number in range(len(spans))] for _, spans in given]


def test_each_aspect_has_its_share_by_half(corpora: Path) -> None:
    floors = corpora / "floors.toml"
    demands = Demands(write_floors=True, floors=floors)
    labels = corpora / "labels.jsonl"
    code = run_certainty(corpora, demands, describer=describer, surer=surer, labels=labels)
    assert code == 0
    figures = read_floors(floors)["certainty"].floors
    halves = {label.half for label in read_labels(labels)}
    for half in (half.replace(" ", "_") for half in HALVES if half in halves):
        assert figures[f"manner_{half}"].least == 99.2
        assert figures[f"certainty_{half}"].least < 99.2
        # "In a video" of another sentence is no channel of this one, and a post is not missed less.
        assert figures[f"channel_{half}"].least < 99.2
    assert figures["uds_pearson"].least >= 99.1


def test_misses_are_shown_of_the_half_that_was_tuned_on_alone(
    corpora: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    labels = corpora / "labels.jsonl"
    run_certainty(corpora, errors=9, describer=describer, surer=surer, labels=labels)
    tuned = [it for it in read_labels(labels) if it.half == HALVES[0]]
    wrong = sum(it.labels["manner"] == "deny" for it in tuned)
    shown = capsys.readouterr().out.partition("Missed")[2]
    assert shown.count("[cue denied]") == 2 * wrong


def test_predicates_are_found_in_a_text_that_is_put_together_again(corpora: Path) -> None:
    (known,) = read_predicates(corpora / UDS)
    assert known.text == "It rained, unseen."
    assert [span.of(known.text) for span in known.spans] == ["rained", "unseen"]
    r, off, number = agreement([known], surer)
    assert (round(r, 6), off, number) == (1.0, 1.0, 2)


@pytest.mark.parametrize("missing", ["reports/two.jsonl", "polnear/dev/text/one.txt", str(UDS)])
def test_a_missing_text_is_one_clear_line(
    corpora: Path, missing: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (corpora / missing).unlink()
    labels = corpora / "labels.jsonl"
    assert run_certainty(corpora, describer=describer, surer=surer, labels=labels) == 1
    assert "cannot be read" in capsys.readouterr().err


def test_broken_labels_are_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "labels.jsonl").write_text("{}", encoding="utf-8")
    with pytest.raises(CorpusError, match="not labelled attributions"):
        read_labels(tmp_path / "labels.jsonl")


def test_the_labels_that_ship_are_three_hundred() -> None:
    labels = read_labels()
    assert [sum(it.corpus == c for it in labels) for c in ("polnear", "reports")] == [200, 100]
    assert len({(it.article, it.attribution.cue) for it in labels}) == 300
