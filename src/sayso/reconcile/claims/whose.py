"""Whose word a content is, and what its source does with it: puts it forward, denies it, or not."""

from __future__ import annotations

import re

from sayso.names import fold
from sayso.reconcile.claims.keys import called
from sayso.reconcile.claims.lexicon import lexicon
from sayso.reconcile.claims.stems import stem
from sayso.records import TAKEN_BACK, Actor, Attribution, Reading, Span
from sayso.terms import ActorKind, Manner, QuoteType

# "No one", "none of them", "no official"; not "No 10".
_NOBODY = re.compile(r"(?:nobody|none|neither|no (?!\d))", re.IGNORECASE)
_PAGE = r"(?:story|article|report|post|piece|dispatch|headline|caption|page)"
_EARLIER = re.compile(
    r"(?:an?|the|our|its)\s+(?:earlier|previous|initial|original|first|prior)\s+"
    rf"(?:versions?|editions?)\s+of\s+(?:this|the|our|its)\s+{_PAGE}",
    re.IGNORECASE,
)
_THIS = re.compile(rf"(?:this|the|our)\s+{_PAGE}$", re.IGNORECASE)
_WRONGLY = frozenset(("originally", "previously", "incorrectly", "mistakenly", "wrongly"))


def whose(reading: Reading, attribution: Attribution) -> tuple[str, bool]:
    """An actor by its id or name, else its report's outlet; and whether others may be the same.

    A source without a name is nobody else's in another report, as far as anybody can tell. What an
    outlet corrects is the outlet's, and taken back.
    """
    actors: dict[str, Actor] = {actor.id: actor for actor in reading.actors}
    report = reading.report
    outlet = f"outlet {fold(report.outlet)}" if report.outlet else f"report {report.id}"
    if _is_taken_back(reading, attribution):
        return TAKEN_BACK + outlet, bool(report.outlet)
    actor = actors.get(attribution.actor or "")
    if actor is None:
        if attribution.source:
            return f"source {report.id} {attribution.source[0].start}", False
        return outlet, bool(report.outlet)
    if actor.known:
        return f"known {actor.known}", True
    if not called(actor):
        return f"actor {actor.id}", False
    body = actor.kind in (ActorKind.ORGANISATION,)  # a newspaper may be a source and an outlet
    return f"{'outlet' if body else 'actor'} {fold(actor.name)}", True


def is_nobodys(reading: Reading, attribution: Attribution) -> bool:
    """Whether nobody puts it forward: "no official said that they had fled"."""
    return bool(_NOBODY.match(_words(reading, attribution.source)))


def denies(attribution: Attribution) -> bool:
    """Whether the source says that it is not so; in quotation marks it has a "not" of its own."""
    how, quoted = attribution.how, attribution.quote_type is QuoteType.DIRECT
    return how is not None and how.manner is Manner.DENY and not quoted


def rejects(reading: Reading, attribution: Attribution) -> bool:
    """Whether the source rejects what others claim: "dismissed the claim that they had fled"."""
    cue = _words(reading, attribution.cue).lower().split()
    return any(stem(word) in lexicon().words["rejecting"] for word in cue)


def _is_taken_back(reading: Reading, attribution: Attribution) -> bool:
    """Whether an outlet tells what it told before, to correct it."""
    source = _words(reading, attribution.source)
    if _EARLIER.match(source):
        return True
    wrongly = not _WRONGLY.isdisjoint(_words(reading, attribution.cue).lower().split())
    return wrongly and bool(_THIS.match(source))


def _words(reading: Reading, spans: tuple[Span, ...]) -> str:
    return " ".join(span.of(reading.report.text) for span in spans)
