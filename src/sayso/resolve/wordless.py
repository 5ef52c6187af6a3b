"""Actors of a report whose parse has no words: by the names in the sources alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sayso.records import Actor, Attribution, Mention, Span, identify
from sayso.resolve.forms import part_of_person
from sayso.resolve.lexicon import fold
from sayso.resolve.references import PRONOUNS
from sayso.terms import ActorKind, MentionKind

NAME = re.compile(r"(?:[A-Z][\w'’.-]*)(?: (?:de|la|del|bin|al|van|von|der|[A-Z][\w'’.-]*))*")


def resolve_wordless(
    report: str, text: str, attributions: Sequence[Attribution]
) -> tuple[tuple[Attribution, ...], tuple[Actor, ...]]:
    """Attributions with the actors that the words of their sources name; pronouns name nobody."""
    spans: dict[tuple[str, ...], list[Span]] = {}
    of: dict[str, tuple[str, ...]] = {}
    for attribution in attributions:
        if not attribution.source:
            continue
        span = attribution.source[0]
        if (found := NAME.search(span.of(text))) and fold(found[0]) not in PRONOUNS:
            span = Span(span.start + found.start(), span.start + found.end())
        parts = tuple(fold(span.of(text)).strip(" .,").split())
        if parts and parts[0] not in PRONOUNS:
            spans.setdefault(parts, []).append(span)
            of[attribution.id] = parts
    full = {parts: _fullest(parts, spans) for parts in spans}
    ids = {parts: identify("actor", report, "wordless", *full[parts]) for parts in spans}
    actors = tuple(
        _actor(report, text, ids[parts], [spans[p] for p in spans if full[p] == parts])
        for parts in spans
        if full[parts] == parts
    )
    given = tuple(replace(a, actor=ids[of[a.id]]) if a.id in of else a for a in attributions)
    return given, actors


def _fullest(parts: tuple[str, ...], known: dict[tuple[str, ...], list[Span]]) -> tuple[str, ...]:
    """The one fuller name that ``parts`` can be part of, else itself."""
    fuller = [p for p in known if len(p) > len(parts) and part_of_person(parts, p)]
    return fuller[0] if len(fuller) == 1 else parts


def _actor(report: str, text: str, identity: str, held: list[list[Span]]) -> Actor:
    spans = sorted({span for group in held for span in group})
    names = list(dict.fromkeys(sorted((s.of(text) for s in spans), key=len, reverse=True)))
    kind = ActorKind.PERSON if " " in names[0] and names[0][0].isupper() else ActorKind.ANONYMOUS
    mentions = tuple(Mention(s, s, MentionKind.NAME, "the same name") for s in spans)
    return Actor(identity, report, kind, names[0], tuple(names[1:]), (), mentions)
