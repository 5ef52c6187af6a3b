from __future__ import annotations

import json
from pathlib import Path

import pytest

from sayso.errors import CorpusError
from sayso.evaluate.ner import held_back
from sayso.evaluate.re3d import read_re3d

TEXT = "Minister Ada Brook said the Lesser Isles let Varnish fighters into Fort Ode, Islia."
Row = tuple[str, str, float]


def named(folder: Path, rows: list[Row], text: str = TEXT) -> list[tuple[str, str]]:
    """Kinds and words of the entities that a document with these rows has."""
    place = folder / "ner" / "re3d" / "invented"
    place.mkdir(parents=True)
    (place / "documents.json").write_text(json.dumps({"_id": "one", "text": text}))
    lines = []
    for kind, words, confidence in rows:
        begin = text.index(words)
        row = {"documentId": "one", "type": kind, "confidence": confidence}
        lines.append(json.dumps({**row, "begin": begin, "end": begin + len(words)}))
    (place / "entities.json").write_text("\n".join(lines))
    (marked,) = read_re3d(folder)
    return [(entity.kind, entity.span.of(marked.text)) for entity in marked.entities]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(
            [("Person", "Minister Ada Brook", 1)], [("person", "Ada Brook")], id="titles are cut"
        ),
        pytest.param(
            [("Organisation", "the Lesser Isles", 1), ("Location", "Lesser Isles", 0)],
            [("place", "Lesser Isles")],
            id="a state that acts is a place",
        ),
        pytest.param(
            [("Organisation", "Varnish fighters", 1), ("Nationality", "Varnish", 0)],
            [("group", "Varnish")],
            id="what is no name gives way to a name inside it",
        ),
        pytest.param(
            [("Location", "Fort Ode, Islia", 1)],
            [("place", "Fort Ode"), ("place", "Islia")],
            id="a comma parts two places",
        ),
        pytest.param([("Vehicle", "rs into", 0.9)], [], id="half a word is nothing"),
        pytest.param([("Person", "Varnish", 0.1)], [], id="what people turned down is nothing"),
        pytest.param([("Coordinate", "Islia", 1)], [], id="other types are left out"),
    ],
)
def test_entities_are_brought_to_what_counts_as_a_named_thing(
    rows: list[Row], expected: list[tuple[str, str]], tmp_path: Path
) -> None:
    assert named(tmp_path, rows) == expected


def test_a_missing_corpus_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="no documents of re3d there"):
        list(read_re3d(tmp_path))


def test_about_a_fifth_is_held_back() -> None:
    assert 150 < sum(held_back(f"document {n}") for n in range(1000)) < 250
