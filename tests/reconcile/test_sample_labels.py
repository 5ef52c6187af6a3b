"""The invented reports of one day: every planted label comes out, with its user."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

import sayso.samples
from sayso.pipeline import Pipeline
from sayso.reconcile.labels import Targets, find_labels, join_happenings, tabulate
from sayso.records import Reading
from sayso.syntax import Syntax

FOLDER = Path(sayso.samples.__file__).parent / "reports"


@cache
def uses() -> dict[tuple[str, str], set[str]]:
    """By target and label, both in words: who uses it, rejections and scare quotes aside."""
    pipeline = Pipeline()
    readings = [one for one in pipeline.read([str(FOLDER)]) if isinstance(one, Reading)]
    parses = pipeline.parses([one.report for one in readings])
    found = [
        find_labels(Targets(reading, Syntax(reading.report.text, parse)))
        for reading, parse in zip(readings, parses, strict=True)
    ]
    names = {actor.id: actor.name for one in readings for actor in one.actors}
    groups = {id: names[id] for id in names}
    happenings = [one for some in found for one in some.happenings]
    families = {one.id: one.family for one in happenings}
    groups |= {id: families[group] for id, group in join_happenings(happenings).items()}
    users: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for cell in tabulate((label for some in found for label in some.labels), groups).cells:
        if cell.uses:
            users[cell.target, cell.key].add(cell.user)
    return users


@pytest.mark.parametrize(
    ("target", "label", "user"),
    [
        ("power", "coup", "Lunet Abrask"),
        ("power", "coup", "Hadrik Vosse"),
        ("power", "uprising", "outlet:Open Harbour"),
        ("power", "uprising", "Pavo Estling"),
        ("Maril Dovane", "interim president", "outlet:Open Harbour"),
        ("Maril Dovane", "opposition leader", "outlet:Corvane Wire"),
        ("Maril Dovane", "usurper", "Lunet Abrask"),
        ("the regime", "regime", "outlet:Open Harbour"),
        ("Lunet Abrask", "deputy prime minister", "outlet:Radio Belvarra One"),
        ("Lunet Abrask", "information minister", "outlet:Open Harbour"),
    ],
)
def test_a_planted_label_has_its_user(target: str, label: str, user: str) -> None:
    assert user in uses()[target, label]


def test_no_side_is_given_the_other_sides_word() -> None:
    assert "Hadrik Vosse" not in uses()["power", "uprising"]
    assert "outlet:Open Harbour" not in uses()["power", "coup"]
    assert "outlet:Radio Belvarra One" not in uses()["power", "uprising"]
