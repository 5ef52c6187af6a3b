"""The page that must always read well: who calls whom or what in it, and who stands where."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from sayso.pipeline import Pipeline
from sayso.reconcile.labels import Labelled, Targets, find_labels, tabulate
from sayso.reconcile.stances import find_stances
from sayso.records import Reading, Span, Stance
from sayso.syntax import Syntax
from sayso.terms import BlockKind

CORPORA = Path(os.environ.get("SAYSO_CORPORA", "../shared/data"))
SPECIMEN = CORPORA.parent / "reports" / "specimen.txt"
CASES = Path(__file__).parent / "cases" / "specimen_labels.jsonl"
HEAD, *ROWS = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]
LABELS = [row for row in ROWS if "key" in row]
STANCES = [row for row in ROWS if "kind" in row]

pytestmark = pytest.mark.skipif(not SPECIMEN.exists(), reason="the specimen is not here")


class Read(NamedTuple):
    """The page with what is found in it, and what its actors and happenings are called."""

    reading: Reading
    labelled: Labelled
    stances: tuple[Stance, ...]
    names: dict[str, str]


@pytest.fixture(scope="module")
def read() -> Read:
    assert hashlib.sha256(SPECIMEN.read_bytes()).hexdigest() == HEAD["sha256"]
    pipeline = Pipeline()
    (reading,) = pipeline.read([str(SPECIMEN)])
    assert isinstance(reading, Reading)
    (parse,) = pipeline.parses([reading.report])
    targets = Targets(reading, Syntax(reading.report.text, parse))
    labelled = find_labels(targets)
    names = {actor.id: actor.name for actor in reading.actors}
    names |= {one.id: one.family for one in labelled.happenings}
    return Read(reading, labelled, find_stances(targets), names)


@pytest.mark.parametrize("row", LABELS, ids=[f"{r['key']}-{r['head'][0]}" for r in LABELS])
def test_a_label_has_its_target_and_its_user(row: dict[str, Any], read: Read) -> None:
    labels = [one for one in read.labelled.labels if one.head == Span(*row["head"])]
    (label,) = [one for one in labels if one.key == row["key"]]
    assert read.names.get(label.target) == row["target"]
    assert (label.voice, label.user and read.names[label.user]) == (row["voice"], row["user"])


@pytest.mark.parametrize("row", STANCES, ids=[f"{r['kind']}-{r['word'][0]}" for r in STANCES])
def test_a_stance_is_found(row: dict[str, Any], read: Read) -> None:
    found = [one for one in read.stances if Span(*row["word"]) in one.words]
    assert [(read.names[s.actor], s.kind, s.sign, read.names[s.target]) for s in found] == [
        (row["actor"], row["kind"], row["sign"], row["target"])
    ]


def test_one_move_has_rival_names_by_user(read: Read) -> None:
    """ "Uprising", "coup" and "Operation Freedom" are labels of one happening."""
    cells = [c for c in tabulate(read.labelled.labels).cells if read.names.get(c.target) == "power"]
    by = {
        key: {read.names.get(c.user) for c in cells if c.key == key} for key in ("coup", "uprising")
    }
    assert "Vladimir Padrino Lopez" in by["coup"] - by["uprising"]
    assert "Juan Guaido" in by["uprising"]
    (named,) = [c for c in cells if c.key == "operation freedom"]
    assert read.names[named.user] == "Juan Guaido"


def test_the_recap_at_the_end_is_no_second_account(read: Read) -> None:
    recaps = [b.span for b in read.reading.report.blocks if b.kind is BlockKind.RECAP]
    spans = [one.span for one in read.labelled.labels]
    spans += [word for one in read.stances for word in one.words]
    assert recaps
    assert not [span for span in spans if any(recap.holds(span) for recap in recaps)]
