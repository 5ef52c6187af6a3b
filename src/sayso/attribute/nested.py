"""Attributions inside attributions: "X said that Y had told Z ...".

The corpus that the roles are learned from annotates the outer one alone, so a content in which
somebody says something is read once more, as a text of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files

from sayso.attribute.assemble import attribute_span
from sayso.model import Model
from sayso.records import Attribution, Parse, Report, Span

DEEPEST = 2  # how often a content may be read again: X said that Y told Z that W claimed
OPENING = re.compile(r"[\s\"'“‘„«,]*(?:that\s+)?[\"'“‘„«]?", re.IGNORECASE)
CLOSING = "\"'”’»,. "


@cache
def _speaking() -> re.Pattern[str]:
    """Words that make a content worth reading again, from data/speaking.txt."""
    lines = (files("sayso") / "data" / "speaking.txt").read_text(encoding="utf-8").splitlines()
    words = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)


def attribute_inner(
    report: Report, parse: Parse, outer: Sequence[Attribution], model: Model
) -> list[Attribution]:
    """All attributions inside the contents of ``outer``, level by level.

    None is surer than the one that it stands in.
    """
    found: list[Attribution] = []
    level = list(outer)
    for _ in range(DEEPEST):
        level = [
            replace(inner, confidence=round(inner.confidence * around.confidence, 3))
            for around, part in _worth_reading(report.text, level)
            for inner in attribute_span(
                report,
                part,
                parse.quotations,
                model.read(part.of(report.text)),
                model.tables,
                within=around.id,
            )
        ]
        found += level
    return found


def _worth_reading(
    text: str, attributions: Sequence[Attribution]
) -> Iterator[tuple[Attribution, Span]]:
    """Contents in which somebody speaks, without their quotation marks and leading "that"."""
    cues = [it.cue[0] for it in attributions]
    for outer in attributions:
        for span in outer.content:
            if any(span.holds(cue) for cue in cues):
                continue  # what is said inside is known already
            opening = OPENING.match(text, span.start, span.end)
            start = opening.end() if opening else span.start
            end = span.start + len(span.of(text).rstrip(CLOSING))
            if start < end and _speaking().search(text, start, end):
                yield outer, Span(start, end)
