"""Actors of invented reports, read by the whole pipeline: tests/cases/resolve/actors.md."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from sayso.intake import text_report
from sayso.pipeline import Pipeline
from sayso.records import Actor, Reading
from sayso.resolve import conflicts

CASES = Path(__file__).parents[1] / "cases" / "resolve" / "actors.md"
KIND = re.compile(r"^(?:missed: )?(?:(?:not )?[a-z_]+ \| |conflict: |.+ #\d+ > )")
MISSED = "missed: "  # a known miss: whoever mends it takes the word out


def split_cases() -> list[tuple[str, str, list[str]]]:
    """Title, text and expected lines of each case."""
    parts = re.split(r"^## (.+)\n", CASES.read_text(encoding="utf-8"), flags=re.MULTILINE)
    found = []
    for title, body in zip(parts[1::2], parts[2::2], strict=True):
        lines = body.strip().split("\n")
        expected = [line for line in lines if KIND.match(line)]
        text = "\n".join(line for line in lines if line not in expected).strip()
        found.append((title, text, expected))
    return found


@cache
def readings() -> dict[str, Reading]:
    reports = [text_report(text, where=title) for title, text, _ in split_cases()]
    read = Pipeline().read_reports(reports)
    return {reading.report.where: reading for reading in read if isinstance(reading, Reading)}


EXPECTED = [
    pytest.param(
        title,
        line.removeprefix(MISSED),
        id=f"{title}: {line}",
        marks=[pytest.mark.xfail(strict=True)] if line.startswith(MISSED) else [],
    )
    for title, _, expected in split_cases()
    for line in expected
]


@pytest.mark.parametrize(("title", "line"), EXPECTED)
def test_case(title: str, line: str) -> None:
    reading = readings()[title]
    if line.startswith("conflict: "):
        found = [f"{a.title} / {b.title}" for x in reading.actors for a, b in conflicts(x)]
        assert found == [line.removeprefix("conflict: ")]
    elif " > " in line:
        check_mention(reading, line)
    else:
        check_actor(reading, line)


def check_actor(reading: Reading, line: str) -> None:
    kind, name, names, offices = (part.strip() for part in line.split("|"))
    (actor,) = [a for a in reading.actors if a.name == name]
    assert actor.kind == kind
    assert set(actor.names) == {n.strip() for n in names.split(";")} - {""}
    assert [office_words(actor, n) for n in range(len(actor.offices))] == [
        o.strip() for o in offices.split(";") if o.strip()
    ]


def office_words(actor: Actor, number: int) -> str:
    office = actor.offices[number]
    return ("former " if office.former else "") + office.title


def check_mention(reading: Reading, line: str) -> None:
    denied = line.startswith("not ")
    place, name = line.removeprefix("not ").split(" > ")
    words, number = place.rsplit(" #", 1)
    text = reading.report.text
    start = [m.start() for m in re.finditer(rf"\b{re.escape(words)}\b", text)][int(number) - 1]
    found = {
        actor.name
        for actor in reading.actors
        for mention in actor.mentions
        if start <= mention.head.start < start + len(words)
    }
    assert (name not in found) if denied else (found == {name})
