"""Why an attribution is read as it is: each of its fields with the words that tell it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sayso.desk.wording import word
from sayso.export.setting import stretch
from sayso.records import Actor, Attribution, How, Place, Reading, Span, Time
from sayso.terms import Distance

Told = tuple[str, str]


def why(one: Attribution, reading: Reading, actor: Actor | None) -> Iterator[Told]:
    """Fields and what tells them, in the order in which a person would ask."""
    text = reading.report.text
    if one.source:
        yield "source", _source(one, actor, text)
    if one.how:
        yield from _how(one.how, text)
    yield from _setting(one, reading)
    yield "words", f"{word(one.quote_type)}, {_characters(one)}"
    sure = f"{min(one.confidence, 0.99):.0%}"
    yield "confidence", f"{sure}: of those so rated, about as many are right in every part"
    yield "id", one.id


def _source(one: Attribution, actor: Actor | None, text: str) -> str:
    told = _quoted(one.source, text)
    if actor is None:
        return told
    meets = (
        mention.reason
        for mention in actor.mentions
        for span in one.source
        if mention.span.start < span.end and span.start < mention.span.end
    )
    reason = next(meets, None)
    return f"{told} is {actor.name}" + (f" ({reason})" if reason else "")


def _how(how: How, text: str) -> Iterator[Told]:
    yield "manner", _by(how.manner.value, how.manner_words, text)
    if how.distance is not Distance.NEUTRAL:
        yield "distance", _by(how.distance.value, how.distance_words, text)
    for hop in how.hops:
        kind = word(hop.kind) + (f" ({hop.name})" if hop.name else "")
        yield "channel", _by(kind, hop.words, text)
    if how.addressee:
        yield "addressee", _quoted(how.addressee, text)
    yield "certainty", _by(how.certainty.value, how.certainty_words, text)
    if how.sureness is not None:
        yield "sureness", f"{how.sureness:+.1f} from -3 (certainly not so) to +3 (certainly so)"


def _setting(one: Attribution, reading: Reading) -> Iterator[Told]:
    setting, text = one.setting, reading.report.text
    for name, at in (("said", setting.said), ("happened", setting.happened)):
        if at is not None:
            yield name, tell_time(reading.times[at], text)
    for name, at in (("said at", setting.said_at), ("happened at", setting.happened_at)):
        if at is not None:
            yield name, tell_place(reading.places[at], text)


def tell_time(time: Time, text: str) -> str:
    """The words of a time, the calendar's, and why."""
    told = stretch(time) if time.start else "no day"
    return f"“{time.span.of(text)}” is {told} ({time.reason})"


def tell_place(place: Place, text: str) -> str:
    """The words of a place, what they mean, how large that is, and why."""
    told = place.name
    if place.latitude is not None and place.longitude is not None:
        told += f", {place.latitude:.2f}, {place.longitude:.2f}"
        told += f", {place.radius:g} km around" if place.radius else ""
    return f"“{place.span.of(text)}” is {told} ({place.reason})"


def _by(kind: str, words: Iterable[Span], text: str) -> str:
    told = _quoted(words, text)
    return f"{kind}, by {told}" if told else kind


def _quoted(spans: Iterable[Span], text: str) -> str:
    return ", ".join(f"“{' '.join(span.of(text).split())}”" for span in spans)


def _characters(one: Attribution) -> str:
    spans = one.content or one.spans
    return "characters " + ", ".join(f"{span.start} to {span.end}" for span in spans)
