"""A notation for parses that a test writes by hand.

A line is a sentence, its words ``form/TAG/head/relation``; a head counts from 1, 0 is the root. A
line that starts with ``+`` goes on with the sentence, an empty one starts a paragraph. Words stand
one space apart, marks at the word before them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from sayso.parse.quotations import find_quotations
from sayso.records import Actor, Attribution, Entity, Parse, Report, Span, Word
from sayso.resolve import resolve_report
from sayso.syntax import Syntax
from sayso.terms import EntityKind, QuoteType

CLOSING = (",", ".", "?", "'s", "”", ")")


def parsed(lines: str, names: Mapping[str, EntityKind] | None = None) -> tuple[str, Parse]:
    """The text and the parse of some lines; ``names`` are entities wherever they stand."""
    text, words, sentences = "", list[Word](), list[tuple[int, int]]()
    gap = ""
    for line in re.sub(r"\n\s*\+", "", lines).strip().split("\n"):
        if not line.strip():
            gap = "\n"
            continue
        first = len(words)
        for cell in line.split():
            form, tag, head, relation = cell.rsplit("/", 3)
            text += "" if form in CLOSING or text.endswith(("“", "(")) else gap
            span = Span(len(text), len(text) + len(form))
            words.append(Word(span, tag, first + int(head) - 1 if head != "0" else -1, relation))
            text, gap = text + form, " "
        sentences.append((first, len(words)))
    entities = [
        entity for name, kind in (names or {}).items() for entity in _places(text, name, kind)
    ]
    ordered = tuple(sorted(entities, key=lambda entity: entity.span))
    return text, Parse(find_quotations(text), (), tuple(words), tuple(sentences), ordered)


def _places(text: str, name: str, kind: EntityKind) -> list[Entity]:
    found, start = [], text.find(name)
    while start >= 0:
        found.append(Entity(Span(start, start + len(name)), kind))
        start = text.find(name, start + len(name))
    return found


def said(text: str, source: str, cue: str, content: str) -> Attribution:
    """An attribution by the first places of its words; an empty source for none."""

    def place(words: str) -> tuple[Span, ...]:
        start = text.index(words)
        return (Span(start, start + len(words)),) if words else ()

    direct = QuoteType.DIRECT if content.startswith("“") else QuoteType.INDIRECT
    return Attribution(
        f"{source}/{cue}", "report", place(source), place(cue), place(content), direct, 0.9
    )


def resolved(
    text: str, parse: Parse, *attributions: Attribution
) -> tuple[dict[str, str | None], dict[str, Actor]]:
    """The actor's name behind each attribution by its source, and the actors by their names."""
    report = Report("report", "here", text, ())
    given, actors = resolve_report(report, Syntax(report.text, parse), attributions)
    names = {actor.id: actor.name for actor in actors}
    sources = {a.id.split("/")[0]: names[a.actor] if a.actor else None for a in given}
    return sources, {actor.name: actor for actor in actors}


def mentions(text: str, actor: Actor) -> list[str]:
    """The words of an actor's mentions."""
    return [mention.span.of(text) for mention in actor.mentions]
