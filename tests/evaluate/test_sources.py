from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pytest

from sayso.errors import CorpusError, Fault, SaysoError
from sayso.evaluate.floors import read_floors
from sayso.evaluate.gate import Demands
from sayso.evaluate.sources import read_labels, resolve_source, run_sources
from sayso.records import Actor, Attribution, Mention, Reading, Report, Span
from sayso.terms import ActorKind, MentionKind, QuoteType

TEXT = "Mira Solen spoke. She said it rained. Officials denied it."
SHE, OFFICIALS, MIRA = (Span(TEXT.index(w), TEXT.index(w) + len(w)) for w in
                        ("She", "Officials", "Mira Solen"))  # fmt: skip
KINDS = {MIRA: MentionKind.NAME, SHE: MentionKind.PRONOUN, OFFICIALS: MentionKind.NOMINAL}


def actor(name: str, *spans: Span) -> Actor:
    mentions = tuple(Mention(span, span, KINDS[span], "invented") for span in spans)
    return Actor(name, "one", ActorKind.PERSON, name, (), (), mentions)


def attribution(source: Span, of: str | None) -> Attribution:
    cue = (Span(source.end + 1, source.end + 5),)
    return Attribution("a", "one", (source,), cue, (), QuoteType.INDIRECT, 1.0, actor=of)


def reading(actors: Sequence[Actor], *attributions: Attribution, text: str = TEXT) -> Reading:
    return Reading(Report("one", "one", text, ()), attributions, tuple(actors))


@pytest.fixture
def corpora(tmp_path: Path) -> Path:
    folder = tmp_path / "polnear" / "dev" / "text"
    folder.mkdir(parents=True)
    (folder / "one.txt").write_text(TEXT, encoding="utf-8")
    rows = (SHE, MIRA, "person"), (OFFICIALS, None, "collective")
    lines = [
        json.dumps(
            {
                "article": "one",
                "source": [source.start, source.end],
                "antecedent": antecedent and [antecedent.start, antecedent.end],
                "kind": kind,
            }
        )
        for source, antecedent, kind in rows
    ]
    (tmp_path / "labels.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return tmp_path


def figure(corpora: Path, *actors: Actor, text: str = TEXT, errors: int = 0) -> float:
    """The share, in per cent, under which its floor is written."""

    def predictor(named: Iterable[tuple[str, str]]) -> Iterator[Reading | SaysoError]:
        for _ in named:
            yield reading(actors, text=text)

    floors = corpora / f"floors-{len(actors)}-{len(text)}.toml"
    demands = Demands(write_floors=True, floors=floors)
    labels = corpora / "labels.jsonl"
    assert run_sources(corpora, demands, errors=errors, predictor=predictor, labels=labels) == 0
    return read_floors(floors)["sources.polnear"].floors["sources_right"].least


def test_a_source_is_right_when_its_actor_has_the_name_and_none_when_there_is_none(
    corpora: Path,
) -> None:
    assert figure(corpora, actor("Mira Solen", MIRA, SHE), actor("officials", OFFICIALS)) == 99.2


def test_an_actor_without_the_name_or_with_one_too_many_is_wrong(
    corpora: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = actor("she", SHE), actor("Mira Solen", MIRA, OFFICIALS), actor("nobody")
    assert figure(corpora, *wrong, errors=5) == 0.0
    shown = capsys.readouterr().out
    assert "Mira Solen spoke. [She]" in shown
    assert "Mira Solen (invented)" in shown
    assert "a collective without a name" in shown


def test_a_source_that_is_resolved_to_nobody_is_wrong(corpora: Path) -> None:
    assert figure(corpora) == 0.0


def test_labels_follow_a_text_that_reading_changed(corpora: Path) -> None:
    (corpora / "polnear" / "dev" / "text" / "one.txt").write_text("\n\n " + TEXT, encoding="utf-8")
    rows = [json.loads(line) for line in (corpora / "labels.jsonl").read_text().splitlines()]
    for row in rows:
        for part in ("source", "antecedent"):
            row[part] = row[part] and [at + 3 for at in row[part]]
    (corpora / "labels.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    assert figure(corpora, actor("Mira Solen", MIRA, SHE), actor("officials", OFFICIALS)) == 99.2


def test_the_attribution_tells_the_actor_before_a_mention_does() -> None:
    mira, other = actor("Mira Solen", MIRA, SHE), actor("Ona", SHE)
    assert resolve_source(reading((other, mira), attribution(SHE, "Mira Solen")), SHE) is mira
    assert resolve_source(reading((mira,), attribution(SHE, None)), SHE) is mira
    assert resolve_source(reading((mira,)), OFFICIALS) is None


def test_an_article_that_cannot_be_read_is_named(
    corpora: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def predictor(named: Iterable[tuple[str, str]]) -> Iterator[Reading | SaysoError]:
        yield from (Fault(name, "it broke", "report it") for name, _ in named)

    assert run_sources(corpora, predictor=predictor, labels=corpora / "labels.jsonl") == 1
    assert "one: it broke" in capsys.readouterr().err


def test_the_labels_that_ship_are_a_hundred_sources_in_order() -> None:
    labels = read_labels()
    assert len({(label.article, label.source) for label in labels}) == 100
    assert [(label.article, label.source) for label in labels] == sorted(
        (label.article, label.source) for label in labels
    )
    assert sum(label.antecedent is None for label in labels) == 26


def test_a_broken_file_of_labels_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "labels.jsonl").write_text("{}", encoding="utf-8")
    with pytest.raises(CorpusError, match="not labelled sources"):
        read_labels(tmp_path / "labels.jsonl")
