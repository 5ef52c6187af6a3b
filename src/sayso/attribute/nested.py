"""Attributions inside attributions: "X said that Y had told Z ...".

The corpus that the roles are learned from annotates the outer one alone, so a content in which
somebody says something is read once more, as a text of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from sayso.attribute.assemble import attribute_span
from sayso.model import Scored, Tables
from sayso.records import Attribution, Parse, Report, Span

DEEPEST = 2  # how often a content may be read again: X said that Y told Z that W claimed
OPENING = re.compile(r"[\s\"'“‘„«,]*(?:that\s+)?[\"'“‘„«]?", re.IGNORECASE)
CLOSING = "\"'”’»,. "


@dataclass(frozen=True, slots=True)
class Inner:
    """A part of an attribution's content that holds a say-so of its own."""

    outer: Attribution
    part: Span


@cache
def _speaking() -> re.Pattern[str]:
    """Words that make a content worth reading again, from data/speaking.txt."""
    lines = (files("sayso") / "data" / "speaking.txt").read_text(encoding="utf-8").splitlines()
    words = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)


def inner_texts(report: Report, attributions: Sequence[Attribution]) -> list[Inner]:
    """The contents to read again, without their quotation marks and leading "that"."""
    found = []
    cues = [a.cue[0] for a in attributions]
    for outer in attributions:
        for span in outer.content:
            if any(span.holds(cue) for cue in cues):
                continue  # what is said inside is known already
            opening = OPENING.match(report.text, span.start, span.end)
            start = opening.end() if opening else span.start
            end = span.start + len(span.of(report.text).rstrip(CLOSING))
            if start < end and _speaking().search(report.text, start, end):
                found.append(Inner(outer, Span(start, end)))
    return found


def attribute_inner(
    report: Report, parse: Parse, inner: Inner, scored: Scored, tables: Tables
) -> tuple[Attribution, ...]:
    """The attributions inside ``inner``; no surer than the one that they stand in."""
    found = attribute_span(
        report, inner.part, parse.quotations, scored, tables, within=inner.outer.id
    )
    sure = inner.outer.confidence
    return tuple(replace(a, confidence=round(a.confidence * sure, 3)) for a in found)
