"""How each attribution of a report was said: manner, distance, channel, addressee, certainty."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Protocol

from sayso.attribute.carrying import Carrier
from sayso.attribute.certainty import find_certainty, main_predicate
from sayso.attribute.channel import Listener, Told
from sayso.attribute.clauses import Clauses
from sayso.attribute.distance import find_distance
from sayso.attribute.manner import Act, find_act
from sayso.attribute.outlets import Outlets
from sayso.records import Attribution, How, Parse, Report, Span
from sayso.terms import Certainty, Distance


class Sureness(Protocol):
    """What the model makes of predicates."""

    def at(self, span: Span) -> float:
        """-3 (certainly not so) to 3 (certainly so) of the predicate that a word heads."""


def describe(
    report: Report,
    parse: Parse,
    attributions: Sequence[Attribution],
    sureness: Sureness | None = None,
) -> tuple[Attribution, ...]:
    """The same attributions, each with its ``how``.

    ``sureness`` adds what the model makes of each content's main predicate; the rest is by rule.
    """
    clauses = Clauses(report.text, parse)
    if not clauses.size:
        return tuple(attributions)
    listener = Listener(clauses, Outlets(clauses, parse, report.outlet), attributions)
    acts = {it.id: find_act(clauses, it) for it in attributions}
    told = {it.id: listener.listen(it) for it in attributions}
    told = Carrier(report, clauses, listener, attributions, acts).carry(told)
    contents = {at for it in attributions for at in clauses.words_of(it.content)}
    return tuple(
        replace(
            it, how=_how(report, parse, clauses, it, acts[it.id], told[it.id], contents, sureness)
        )
        for it in attributions
    )


def _how(
    report: Report,
    parse: Parse,
    clauses: Clauses,
    attribution: Attribution,
    act: Act,
    told: Told,
    contents: set[int],
    sureness: Sureness | None,
) -> How:
    sure = find_certainty(clauses, attribution, act, _around(clauses, attribution, contents))
    distance, distance_words = find_distance(clauses, parse, attribution, act)
    if distance is Distance.ENDORSING and sure.certainty is not Certainty.ASSERTED:
        distance, distance_words = Distance.NEUTRAL, ()  # "appears to show" vouches for nothing
    predicate = main_predicate(clauses, clauses.words_of(attribution.content))
    value = None
    if sureness and predicate >= 0:
        value = round(sureness.at(clauses.span(predicate, predicate)), 2)
    return How(
        act.manner,
        spans_of(clauses, act.words) or attribution.cue,
        distance,
        distance_words,
        told.hops,
        told.addressee,
        sure.certainty,
        spans_of(clauses, sure.words),
        value,
    )


def _around(clauses: Clauses, attribution: Attribution, contents: set[int]) -> list[int]:
    """The words of an attribution's sentence that nobody says; those of its cue in any case."""
    cue = clauses.words_of(attribution.cue)
    if not cue:
        return []
    own = set(clauses.words_of(attribution.source)) | set(cue)
    return [at for at in clauses.sentence(cue[0]) if at in own or at not in contents]


def spans_of(clauses: Clauses, words: Iterable[int]) -> tuple[Span, ...]:
    """Words by number as spans; those that follow each other are one."""
    found: list[tuple[int, int]] = []
    for at in sorted(set(words)):
        if found and found[-1][1] == at - 1:
            found[-1] = (found[-1][0], at)
        else:
            found.append((at, at))
    return tuple(clauses.span(first, last) for first, last in found)
