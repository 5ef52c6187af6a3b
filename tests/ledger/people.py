"""Invented reports with the actors that a reading would find in them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from sayso.pipeline import Pipeline
from sayso.records import Actor, Mention, Office, Reading, Report, Span, identify
from sayso.terms import ActorKind, MentionKind
from tests.ledger.stories import story

RECONCILE = Pipeline()  # no model is loaded for it


@dataclass(frozen=True, slots=True)
class Who:
    """An actor as a test describes it: its names, the fullest first; words for its offices."""

    names: tuple[str, ...]
    kind: ActorKind = ActorKind.PERSON
    offices: tuple[str, ...] = ()
    described: tuple[str, ...] = ()  # nominals and pronouns that mean it
    known: str | None = None


def who(*names: str, kind: ActorKind = ActorKind.PERSON, **more: tuple[str, ...]) -> Who:
    """Somebody with these names."""
    return Who(names, kind, **more)  # type: ignore[arg-type]


def peopled(
    text: str,
    *actors: Who,
    url: str | None = None,
    published: date | None = date(2031, 4, 30),
    outlet: str = "Halden Gazette",
) -> Reading:
    """A reading of ``text`` in which whoever "said" something is one of ``actors``."""
    reading = story(text, url=url, published=published, outlet=outlet)
    made = tuple(make_actor(reading.report, one) for one in actors)
    attributions = tuple(
        replace(one, actor=actor_at(made, one.source[0])) for one in reading.attributions
    )
    return Reading(reading.report, attributions, made)


def make_actor(report: Report, one: Who) -> Actor:
    mentions = [
        Mention(Span(*found.span()), Span(*found.span()), kind, "as the test says")
        for kind, words in ((MentionKind.NAME, one.names), (MentionKind.NOMINAL, one.described))
        for word in words
        for found in re.finditer(rf"\b{re.escape(word)}\b", report.text)
    ]
    offices = [
        Office(word, Span(at, at + len(word)))
        for word in one.offices
        if (at := report.text.index(word)) >= 0
    ]
    name, *names = one.names or one.described
    return Actor(
        identify("actor", report.id, one.kind, name),
        report.id,
        one.kind,
        name,
        tuple(names) if one.names else (),
        tuple(offices),
        tuple(sorted(mentions, key=lambda mention: mention.span)),
        one.known,
    )


def actor_at(actors: tuple[Actor, ...], source: Span) -> str | None:
    """The id of the actor with a mention that a source holds, or that holds it."""
    for actor in actors:
        for mention in actor.mentions:
            if source.holds(mention.span) or mention.span.holds(source):
                return actor.id
    return None
