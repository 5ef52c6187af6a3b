"""What Sayso makes of PLOVER's sentences: the event that joins a given source and target."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.evaluate.plover import Marked
from sayso.model import Scored
from sayso.reconcile.events import find_events
from sayso.reconcile.events.head import Clues
from sayso.records import Event, Parse, Participant, Reading, Report, Span
from sayso.syntax import Syntax
from sayso.terms import EventType, Modality

BORDERLINE = 0.5  # of the score of an event that neither source nor target takes part in


@dataclass(frozen=True, slots=True)
class Read:
    """A sentence with what Sayso read in it, and the event that fits its source and target best."""

    marked: Marked
    parse: Parse
    scored: Scored
    events: tuple[Event, ...]
    event: Event | None
    clues: Clues


def read_marked(sentences: Sequence[Marked]) -> Iterator[Read]:
    """Read sentences with the shipped model, by patterns alone."""
    from sayso.evaluate.predict import own_model
    from sayso.model.threads import one_thread
    from sayso.parse import find_times, parse_report
    from sayso.resolve import resolve_report

    for marked in sentences:
        report = Report("plover", "PLOVER", marked.text, ())
        with one_thread():
            scored = own_model().read(marked.text)
            parse = parse_report(report, scored)
            syntax = Syntax(marked.text, parse)
            _, actors = resolve_report(report, syntax, (), scored.mentions)
        times = find_times(marked.text, parse.words, parse.sentences, None, parse.entities)
        reading = Reading(report, (), actors, times)
        events = find_events(syntax, reading)
        event = fitting(marked, reading, events)
        yield Read(marked, parse, scored, events, event, clues_of(marked, parse, event, events))


def fitting(marked: Marked, reading: Reading, events: Sequence[Event]) -> Event | None:
    """The event whose actor and recipient are nearest to a sentence's; None if none is near."""
    known = {
        role: {a.id for a in reading.actors for m in a.mentions if meets(m.head, spans)}
        for role, spans in (("source", marked.source), ("target", marked.target))
    }
    best, highest = None, BORDERLINE
    for number, event in enumerate(events):
        score = _near(event.actor, marked.source, known["source"])
        score += _near(event.recipient, marked.target, known["target"])
        score -= number / 100 + 3 * (event.type is EventType.SAY) + 0.3 * event.negated
        if score > highest:
            best, highest = event, score
    return best


def _near(found: Sequence[Participant], spans: Sequence[Span], known: set[str]) -> float:
    if any(meets(one.span, spans) for one in found):
        return 2.0
    return 1.5 if any(one.actor in known for one in found if one.actor) else 0.0


def meets(span: Span, others: Sequence[Span]) -> bool:
    """Whether a span shares a character with one of others."""
    return any(span.start < other.end and other.start < span.end for other in others)


def clues_of(marked: Marked, parse: Parse, event: Event | None, events: Sequence[Event]) -> Clues:
    """What the head is asked about a sentence's source and target."""
    source, target = (head_within(parse, spans) for spans in (marked.source, marked.target))
    verb = joining(parse, source, target)
    words = {"verb": verb, "actor": source, "recipient": target, "predicate": verb}
    spans = {name: parse.words[word].span for name, word in words.items() if word >= 0}
    whole = Span(0, len(marked.text))
    around = frozenset(it.type for it in events if it is not event)
    if event is None:
        return Clues(whole, spans, None, around=around)
    spans["predicate"] = event.predicate[0]
    planned = event.modality is Modality.PLANNED
    return Clues(whole, spans, event.type, event.about, planned, event.negated, around)


def head_within(parse: Parse, spans: Sequence[Span]) -> int:
    """The word of the first span that the others of it hang on; -1 for none."""
    for span in spans:
        inside = [n for n, word in enumerate(parse.words) if span.holds(word.span)]
        for word in inside:
            if parse.words[word].head not in inside and parse.words[word].tag not in SLIGHT:
                return word
        if inside:
            return inside[-1]
    return -1


SLIGHT = frozenset(("PUNCT", "ADP", "DET", "CCONJ"))


def joining(parse: Parse, left: int, right: int) -> int:
    """The nearest verb above two words, or above the one that there is; -1 for none."""
    ways = [_way_up(parse, word) for word in (left, right) if word >= 0]
    if not ways:
        return -1
    shared = [word for word in ways[0] if word in ways[-1]] or ways[0]
    return next((word for word in shared if parse.words[word].tag == "VERB"), shared[0])


def _way_up(parse: Parse, word: int) -> list[int]:
    way = [word]
    while parse.words[way[-1]].head >= 0 and len(way) < 40:
        way.append(parse.words[way[-1]].head)
    return way
