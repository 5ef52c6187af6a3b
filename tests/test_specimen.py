"""The page that must always read well: who says what in it, named by offsets, without its text."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import Any

import pytest

from sayso.pipeline import Pipeline
from sayso.records import Actor, Attribution, Reading, Span
from sayso.terms import ActorKind, MentionKind

CORPORA = Path(os.environ.get("SAYSO_CORPORA", "../shared/data"))
SPECIMEN = CORPORA.parent / "reports" / "specimen.txt"
CASES = Path(__file__).parent / "cases" / "specimen.jsonl"
HEAD, *ROWS = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]
#: Where the page names each of its actors in full.
NAMED = {name: Span(*place) for name, place in HEAD["actors"].items()}
CASE = pytest.mark.parametrize("row", ROWS, ids=[f"{r['speaker']}-{r['cue'][0]}" for r in ROWS])

pytestmark = pytest.mark.skipif(not SPECIMEN.exists(), reason="the specimen is not here")


@pytest.fixture(scope="module")
def reading() -> Reading:
    assert hashlib.sha256(SPECIMEN.read_bytes()).hexdigest() == HEAD["sha256"]
    (reading,) = Pipeline().read([str(SPECIMEN)])
    assert isinstance(reading, Reading)
    return reading


def touches(spans: tuple[Span, ...], place: list[int]) -> bool:
    return any(span.start < place[1] and place[0] < span.end for span in spans)


def found(row: dict[str, Any], reading: Reading) -> list[Attribution]:
    """The attributions whose cue and content touch those of a row."""
    return [
        a
        for a in reading.attributions
        if touches(a.cue, row["cue"]) and touches(a.content, row["content"])
    ]


def called(actor: Actor) -> set[str]:
    """The names of ``NAMED`` at whose places an actor is named."""
    names = tuple(m.span for m in actor.mentions if m.kind is MentionKind.NAME)
    return {name for name, at in NAMED.items() if touches(names, [at.start, at.end])}


@CASE
def test_a_passage_has_the_right_source(row: dict[str, Any], reading: Reading) -> None:
    """The source holds the name and nothing beyond its description."""
    least, most = Span(*row["source"]), Span(*row["source_at_most"])
    sources = [span for a in found(row, reading) for span in a.source]
    assert any(span.holds(least) and most.holds(span) for span in sources)


@CASE
def test_a_source_is_the_right_actor(row: dict[str, Any], reading: Reading) -> None:
    """Pronouns, bare surnames and offices lead to the one that the page names in full."""
    actors = {actor.id: actor for actor in reading.actors}
    held = [a for a in found(row, reading) if touches(a.source, row["source"])]
    assert [called(actors[a.actor]) for a in held if a.actor] == [{row["speaker"]}] * len(held)


@pytest.mark.parametrize("name", NAMED)
def test_everybody_who_is_named_is_one_actor_and_nobody_else(name: str, reading: Reading) -> None:
    (actor,) = [actor for actor in reading.actors if name in called(actor)]
    assert called(actor) == {name}


def test_a_man_with_two_offices_has_both(reading: Reading) -> None:
    (actor,) = [actor for actor in reading.actors if "Rodriguez" in called(actor)]
    titles = " / ".join(office.title.lower() for office in actor.offices)
    assert "information minister" in titles
    assert "vice president" in titles


def test_an_outlet_that_was_told_something_is_an_organisation(reading: Reading) -> None:
    kinds = [actor.kind for actor in reading.actors if "RT" in called(actor)]
    assert kinds == [ActorKind.ORGANISATION]
