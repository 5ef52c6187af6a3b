"""What generated reports tell: events, labels, stances, and what they put forward.

As many of each as half a reading of 80 real reports has, which are twice as long (920 words: 30
events with 47 who take part, 57 labels, two happenings, a stance in two of three, 36 propositions
of seven content words and two clauses). One in nine of what is put forward is a fact that others
tell too, one in sixteen of these with a number or turned round; so claims meet, and clash.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from math import log2

from sayso.names import fold
from sayso.records import (
    Actor,
    Attribution,
    Event,
    Happening,
    Label,
    Participant,
    Proposition,
    Quantity,
    Reading,
    Span,
    Stance,
    identify,
)
from sayso.records.claims import Clause, Phrase
from sayso.terms import About, EventType, LabelForm, MentionKind, StanceKind, Voice

EVENTS, LABELS, FACTS = 15, 28, 2  # a report; as many propositions as attributions and assertions
_STANCES = 1 / 3
_POOL = 20_000  # facts
_SENSES, _NOUNS, _FAMILIES = 3_000, 4_000, 12
_WORDS, _TOLD = 7, 3  # content words of a proposition; of these in its clauses
_GIST = 30
_TURNED, _RECOUNTED, _VERBATIM = 0.02, 0.06, 0.3
_DATED, _COUNTED = 0.1, 0.04  # of events
_SIGNS = {StanceKind.BACKS: 1, StanceKind.PRAISES: 1, StanceKind.RECOGNISES: 1}
Draw = Callable[[], str]


def tell(reading: Reading, words: Sequence[str], weights: Sequence[float]) -> Reading:
    """The reading with what it tells, in words as often as ``weights`` (cumulated) say."""
    draw = random.Random(f"told {reading.report.id}")
    says = (*reading.attributions, *reading.assertions)

    def word() -> str:
        return draw.choices(words, cum_weights=weights)[0]

    return replace(
        reading,
        events=tuple(_events(draw, reading)),
        labels=tuple(_labels(draw, reading, word)),
        happenings=(_happening(draw, reading, word),),
        stances=tuple(_stances(draw, reading)),
        propositions=tuple(_propositions(draw, reading, says, word, words)),
    )


def _events(draw: random.Random, reading: Reading) -> Iterator[Event]:
    report, said = reading.report.id, [one.id for one in reading.attributions]
    for at in range(EVENTS):
        parts = [_participant(draw, reading.actors) for _ in range(draw.choice((1, 2)))]
        yield Event(
            identify("event", report, str(at)),
            report,
            (_mention(draw, reading.actors),),
            draw.choice(list(EventType)),
            None,
            tuple(parts[:1]),
            tuple(parts[1:]),
            "a verb of the lexicon",
            time=draw.randrange(len(reading.times)) if draw.random() < _DATED else None,
            quantities=(_quantity(draw, parts[0].span),) if draw.random() < _COUNTED else (),
            attribution=draw.choice([None, *said[:2]]),
        )


def _mention(draw: random.Random, actors: Sequence[Actor]) -> Span:
    return draw.choice(draw.choice(actors).mentions).span


def _participant(draw: random.Random, actors: Sequence[Actor]) -> Participant:
    actor = draw.choice(actors)
    span = draw.choice(actor.mentions).span
    return Participant(span, span, actor.id)


def _quantity(draw: random.Random, span: Span) -> Quantity:
    many = float(draw.randrange(2, 90))
    return Quantity(span, many, many, many, "people")


def _labels(draw: random.Random, reading: Reading, word: Draw) -> Iterator[Label]:
    report, happened = reading.report, identify("happening", reading.report.id)
    for at in range(LABELS):
        of_event = draw.random() < 0.15
        by = draw.choice(reading.attributions) if draw.random() < 0.35 else None
        span = _mention(draw, reading.actors)
        yield Label(
            identify("label", report.id, str(at)),
            report.id,
            About.EVENT if of_event else About.ACTOR,
            happened if of_event else draw.choice(reading.actors).id,
            word(),
            span,
            span,
            draw.choice(list(LabelForm)),
            Voice.INDIRECT if by else Voice.OWN,
            by.actor if by else None,
            by.id if by else None,
            "loaded" if draw.random() < 0.1 else None,
            outlet=report.outlet,
        )


def _happening(draw: random.Random, reading: Reading, word: Draw) -> Happening:
    report = reading.report.id
    named = frozenset(fold(one.name) for one in reading.actors[:5])
    family = f"family {draw.randrange(_FAMILIES)}"
    return Happening(identify("happening", report), report, family, frozenset((word(),)), named)


def _stances(draw: random.Random, reading: Reading) -> Iterator[Stance]:
    if draw.random() < _STANCES:
        one, other = draw.sample([actor.id for actor in reading.actors], 2)
        report, kind = reading.report, draw.choice(list(StanceKind))
        words, by = (_mention(draw, reading.actors),), reading.attributions[0].id
        day = report.published.isoformat() if report.published else None
        key = identify("stance", report.id)
        yield Stance(key, report.id, one, other, kind, _SIGNS.get(kind, -1), words, by, at=day)


def _propositions(
    draw: random.Random,
    reading: Reading,
    says: Sequence[Attribution],
    word: Draw,
    words: Sequence[str],
) -> Iterator[Proposition]:
    report, sources = reading.report, {actor.id: actor for actor in reading.actors}
    shared = set(draw.sample(range(len(says)), FACTS))
    made = []
    for at, one in enumerate(says):
        known, chance = draw, word
        if at in shared:
            number = int(_POOL ** (0.5 + draw.random() / 2))
            known = random.Random(f"fact {number}")
            chance = _drawing(known, words)
        told = _put_forward(known, one, chance)
        if at in shared:
            told = _varied(draw, told, word)
        actor = sources.get(one.actor or "")
        named = actor is not None and actor.mentions[0].kind is MentionKind.NAME
        who = f"actor {fold(actor.name) if named else actor.id}" if actor else report.outlet
        made.append(
            replace(
                told,
                id=identify("proposition", report.id, str(at)),
                report=report.id,
                who=who or "",
                named=named or actor is None,
                published=report.published.isoformat() if report.published else None,
            )
        )
    gist = {key for one in made for key, weight in one.words if weight > _weight(_NOUNS)}
    gist |= {key for at in shared for key, _ in made[at].words}
    yield from (replace(one, gist=frozenset(sorted(gist)[:_GIST])) for one in made)


def _drawing(draw: random.Random, words: Sequence[str]) -> Draw:
    """Words of a fact: never the most common, of which nothing is told apart."""
    return lambda: words[int(len(words) ** (0.5 + draw.random() / 2)) - 1]


def _put_forward(draw: random.Random, one: Attribution, word: Draw) -> Proposition:
    span = one.content[0]
    told = list(dict.fromkeys(word() for _ in range(_WORDS)))
    senses = [f"s{int(_SENSES ** draw.random())}" for _ in range(2)]
    clauses = tuple(
        Clause(span, sense, (_phrase(draw, span, agent),), (_phrase(draw, span, patient),))
        for sense, agent, patient in zip(
            senses, told, itertools.islice(itertools.cycle(told), 1, None), strict=False
        )
    )
    keys = tuple(sorted((key, _weight(len(key) ** 4)) for key in (*told, *senses)))
    wording = identify("wording", *(key for key, _ in keys))
    return Proposition("", "", one.id, (span,), "", True, keys, clauses, wording, frozenset())


def _weight(rank: int) -> float:
    return min(0.3 + log2(rank + 1) / 20, 1.0)


def _phrase(draw: random.Random, span: Span, key: str) -> Phrase:
    named = draw.random() < 0.3
    return Phrase(span, key, frozenset((key,)), key if named else "")


def _varied(draw: random.Random, told: Proposition, word: Draw) -> Proposition:
    """A fact in other words, with another number, turned round, or word for word."""
    chance, clause = draw.random(), told.clauses[0]
    if chance < _VERBATIM:
        return told
    chance -= _VERBATIM
    if chance < _TURNED:
        clause = replace(clause, negated=True, turned=(clause.predicate,))
    elif chance < _RECOUNTED:
        counted = replace(clause.patient[0], quantity=_quantity(draw, clause.predicate))
        clause = replace(clause, patient=(counted,))
    words = (*told.words[:-1], (word(), 0.5))
    wording = identify("wording", told.wording, *map(repr, words), repr(clause))
    return replace(told, words=words, clauses=(clause, *told.clauses[1:]), wording=wording)
