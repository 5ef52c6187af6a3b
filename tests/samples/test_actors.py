"""Who says what in the samples, as Sayso resolves it, against the golden actors."""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path

import pytest

from sayso.evaluate.sources import resolve_source
from sayso.pipeline import Pipeline
from sayso.records import Actor, Reading
from sayso.samples import GoldActor, gold, gold_actors, locate_gold, sample_paths

PATHS = sample_paths()
# What is missed today, each held to be missed: whoever mends one takes it out here.
NAME_MISSED = {
    ("examiner-analysis", "Maril Dovane"): "nothing but the sense tells who the leader is",
}
NAMELESS_MISSED = {
    "open-harbour-bridge": "the office of whom it calls interim president is read as the state's",
}


def missed(request: pytest.FixtureRequest, reason: str | None) -> None:
    """Hold a known miss to be one."""
    if reason:
        request.applymarker(pytest.mark.xfail(strict=True, reason=reason))


NAMED = [
    pytest.param(path, actor, id=f"{path.stem}-{actor.name}")
    for path in PATHS
    for actor in gold_actors()[path.name]
    if actor.name
]


@cache
def readings() -> dict[str, Reading]:
    read = [r for r in Pipeline().read([str(path) for path in PATHS]) if isinstance(r, Reading)]
    return {Path(reading.report.where).name: reading for reading in read}


def fold(words: str) -> str:
    return unicodedata.normalize("NFKD", words).lower()


def called(path: Path, name: str) -> Actor:
    """The one actor of a report with a name."""
    (actor,) = [a for a in readings()[path.name].actors if fold(a.name) == fold(name)]
    return actor


def sayers(path: Path, actor: GoldActor) -> dict[int, Actor | None]:
    """To whom the sources of an actor's gold attributions are resolved, by their places."""
    reading = readings()[path.name]
    located = locate_gold(reading.report.text, gold()[path.name])
    return {n: resolve_source(reading, located[n].source[0]) for n in actor.says}


@pytest.mark.parametrize(("path", "actor"), NAMED)
def test_a_named_actor_has_its_kind_names_and_offices(
    path: Path, actor: GoldActor, request: pytest.FixtureRequest
) -> None:
    missed(request, NAME_MISSED.get((path.stem, actor.name or "")))
    found = called(path, actor.name or "")
    assert found.kind is actor.kind
    assert {fold(name) for name in actor.names} <= {fold(name) for name in found.names}
    titles = [fold(office.title) for office in found.offices]
    for words in actor.offices:
        assert any(fold(words) in title or title in fold(words) for title in titles), titles


@pytest.mark.parametrize(("path", "actor"), NAMED)
def test_a_named_actor_says_what_is_its_own(path: Path, actor: GoldActor) -> None:
    own = called(path, actor.name or "").id
    others = {
        n: who and who.name for n, who in sayers(path, actor).items() if not who or who.id != own
    }
    assert others == {}


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.name)
def test_a_source_without_a_name_is_one_actor_and_nobody_elses(
    path: Path, request: pytest.FixtureRequest
) -> None:
    missed(request, NAMELESS_MISSED.get(path.stem))
    taken: set[str | None] = {called(path, a.name).id for a in gold_actors()[path.name] if a.name}
    for actor in gold_actors()[path.name]:
        if actor.name is None:
            found = sayers(path, actor)
            ids = {who.id if who else None for who in found.values()}
            assert len(ids) == 1, found
            assert not ids & {None, *taken}, found
            assert {who.kind for who in found.values() if who} == {actor.kind}
            taken |= ids
