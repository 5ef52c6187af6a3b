"""Where something was said, and where what it says happened: places tied to attributions."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from sayso.records import Attribution, Parse, Place, Span, Word

# How far a place may hang below the word that it tells the place of: "in the centre of Caracas".
DEEPEST = 4
PLACING = frozenset(("obl", "nmod", "advmod", "obj", "appos", "flat", "compound", "conj"))


def place_attributions(
    attributions: Sequence[Attribution], parse: Parse, places: Sequence[Place]
) -> tuple[Attribution, ...]:
    """Give each attribution the places that it was said at, and that its content tells of.

    It was said where a place hangs on its cue, outside its content. Its content happened at the
    place that hangs nearest to the head of the content, or the first one in it.
    """
    if not places or not parse.words:
        return tuple(attributions)
    starts = [word.span.start for word in parse.words]
    spans = [place.span for place in places]
    return tuple(_placed(attribution, parse.words, starts, spans) for attribution in attributions)


def _placed(
    attribution: Attribution, words: Sequence[Word], starts: list[int], places: list[Span]
) -> Attribution:
    cues = {i for span in attribution.cue for i in _words_in(span, starts)}
    said = happened = None
    depth = DEEPEST + 1
    for number, place in enumerate(places):
        if any(span.holds(place) for span in attribution.content):
            steps = _steps_up(place, words, starts, attribution.content)
            if happened is None or steps < depth:
                happened, depth = number, steps
        elif said is None and _hangs_on(place, words, starts, cues):
            said = number
    if said is None and happened is None:
        return attribution
    setting = replace(attribution.setting, said_at=said, happened_at=happened)
    return replace(attribution, setting=setting)


def _words_in(span: Span, starts: list[int]) -> range:
    return range(bisect_left(starts, span.start), bisect_left(starts, span.end))


def _head(place: Span, words: Sequence[Word], starts: list[int]) -> int:
    inside = _words_in(place, starts)
    return next((i for i in inside if words[i].head not in inside), -1)


def _hangs_on(place: Span, words: Sequence[Word], starts: list[int], cues: set[int]) -> bool:
    """Whether a place tells where a cue lies: "told reporters in Berlin"."""
    word, placing = _head(place, words, starts), False
    for _ in range(DEEPEST):
        if word < 0 or words[word].relation not in PLACING:
            return False
        placing |= words[word].relation in ("obl", "nmod")
        word = words[word].head
        if word in cues:
            return placing
    return False


def _steps_up(
    place: Span, words: Sequence[Word], starts: list[int], content: Sequence[Span]
) -> int:
    """Heads between a place and the first word whose head lies outside the content."""
    word = _head(place, words, starts)
    for steps in range(DEEPEST):
        if word < 0:
            return DEEPEST
        above = words[word].head
        if above < 0 or not any(s.start <= starts[above] < s.end for s in content):
            return steps
        word = above
    return DEEPEST
