"""Cases of tests/cases/attribute: texts with their spans marked, and what is expected of each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from sayso.attribute.quoting import quote_type
from sayso.parse.quotations import find_quotations
from sayso.records import Attribution, How, Span
from sayso.terms import Certainty, Distance

MARKS = {"<": "source", "[": "cue", "{": "content"}
ENDS = {">": "source", "]": "cue", "}": "content"}


@dataclass(frozen=True, slots=True)
class Case:
    """A text, its attributions, and a line about each: "say, hedged: might"."""

    title: str
    text: str
    attributions: tuple[Attribution, ...]
    expected: tuple[str, ...]


def read_cases(path: Path) -> list[Case]:
    """The cases of a file, in its order."""
    sections = re.split(r"^## ", path.read_text(encoding="utf-8"), flags=re.M)[1:]
    cases = []
    for section in sections:
        title, marked, *expected = (line for line in section.splitlines() if line.strip())
        cases.append(read_case(title, marked, tuple(expected)))
    return cases


def read_case(title: str, marked: str, expected: tuple[str, ...]) -> Case:
    """Take the marks out of a text."""
    text, begun = "", dict.fromkeys(MARKS.values(), 0)
    spans: dict[str, list[Span]] = {role: [] for role in MARKS.values()}
    for character in marked:
        if character in MARKS:
            begun[MARKS[character]] = len(text)
        elif character in ENDS:
            role = ENDS[character]
            spans[role].append(Span(begun[role], len(text)))
        else:
            text += character
    attributions = tuple(_attribution(text, number, spans) for number in range(len(spans["cue"])))
    return Case(title, text, attributions, expected)


def _attribution(text: str, number: int, spans: dict[str, list[Span]]) -> Attribution:
    """The first of each role together; one source alone is that of all."""
    source = spans["source"][number : number + 1] or spans["source"][-1:]
    content = tuple(spans["content"][number : number + 1])
    kind = quote_type(text, content, find_quotations(text))
    cue = (spans["cue"][number],)
    return Attribution(f"a{number}", "case", tuple(source), cue, content, kind, 1.0)


def told(how: How, text: str) -> str:
    """``how`` as the lines of the cases have it, with the words of the last thing that it tells."""
    parts = [how.manner.value]
    words: tuple[Span, ...] = ()
    if how.distance is not Distance.NEUTRAL:
        parts.append(how.distance.value)
        words = how.distance_words
    for hop in how.hops:
        parts.append(f"{hop.kind} ({hop.name})" if hop.name else hop.kind.value)
        words = hop.words
    if how.addressee:
        parts.append("to " + " ".join(span.of(text) for span in how.addressee))
        words = how.addressee
    if how.certainty is not Certainty.ASSERTED:
        parts.append(how.certainty.value)
        words = how.certainty_words
    justified = " … ".join(span.of(text) for span in words)
    return ", ".join(parts) + (f": {justified}" if justified else "")
