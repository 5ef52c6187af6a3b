"""When something was said, and when what it says is said to have happened.

Both are read off the tree: a time that hangs on the cue's verb, outside the content, is when it
was said; one that hangs on the content's main verb is when it happened. A time that hangs on
anything else ("Lopez, who was arrested in 2014, said") tells neither.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from sayso.records import Attribution, Time
from sayso.syntax import Syntax

# What lies between a time and its verb: "in a statement on Tuesday", "late on Monday".
_PASSED = frozenset(("obl", "nmod", "advmod", "case", "fixed", "flat", "appos", "dep"))
# What a time that names a thing hangs on it by: "a Tuesday interview", but not "the 2002 law".
_NAMING = frozenset(("compound", "nummod", "amod"))
# Words that are said or written at a time: "a statement released Tuesday".
_SAYINGS = frozenset(
    (
        *("statement", "interview", "letter", "post", "tweet", "message", "speech", "video"),
        *("conference", "briefing", "communique", "release", "broadcast", "address", "article"),
        *("report", "comments", "remarks", "call", "email", "document"),
    )
)

_Placed = tuple[int, int, Time]  # its number, the word that heads it, and the time


def place_in_time(
    syntax: Syntax, attributions: Sequence[Attribution], times: Sequence[Time]
) -> tuple[Attribution, ...]:
    """The attributions of a report with ``said`` and ``happened`` of their settings.

    Both are numbers of ``times``. Durations ("for two weeks") are neither.
    """
    if not times or not syntax.size:
        return tuple(attributions)
    placed = [
        (number, head, time)
        for number, time in enumerate(times)
        if (head := syntax.head_of(syntax.words_in(time.span))) >= 0 and not _is_length(time)
    ]
    return tuple(_settled(syntax, attribution, placed) for attribution in attributions)


def _is_length(time: Time) -> bool:
    """Whether it tells how long: P3D, but not PAST_REF."""
    return time.value.startswith("P") and not time.value.endswith("_REF")


def _settled(syntax: Syntax, attribution: Attribution, times: Sequence[_Placed]) -> Attribution:
    inside: list[_Placed] = []
    outside: list[_Placed] = []
    for placed in times:
        held = any(span.holds(placed[2].span) for span in attribution.content)
        (inside if held else outside).append(placed)
    said = _said(syntax, attribution, outside)
    happened = _happened(syntax, attribution, inside)
    if said is None and happened is None:
        return attribution
    return replace(attribution, setting=replace(attribution.setting, said=said, happened=happened))


def _said(syntax: Syntax, attribution: Attribution, times: Sequence[_Placed]) -> int | None:
    """The time nearest to the cue of those that hang on it."""
    cue = syntax.words_of(attribution.cue)
    if not cue:
        return None
    sentence = syntax.sentence_of(cue[0])
    shut = {*syntax.words_of(attribution.source), *syntax.words_of(attribution.content)}
    hanging = [
        (abs(head - cue[0]), number)
        for number, head, _ in times
        if head in sentence and _reaches(syntax, head, cue, shut)
    ]
    return min(hanging)[1] if hanging else None


def _happened(syntax: Syntax, attribution: Attribution, times: Sequence[_Placed]) -> int | None:
    """The first time that hangs on the content's main word."""
    if not times:
        return None
    main = syntax.head_of(syntax.words_of(attribution.content))
    for number, head, _ in times:
        if main >= 0 and _reaches(syntax, head, (main,), ()):
            return number
    return None


def _reaches(syntax: Syntax, word: int, goals: Collection[int], shut: Collection[int]) -> bool:
    """Whether a word hangs on one of ``goals`` with nothing between them but its own phrase."""
    for above in syntax.above(word):
        if not _passes(syntax, word, above):
            return False
        if above in goals:
            return True
        if above in shut and syntax.low[above] not in _SAYINGS:
            return False
        word = above
    return False


def _passes(syntax: Syntax, word: int, above: int) -> bool:
    relation = syntax.relations[word]
    if relation in _PASSED:
        return True
    if syntax.low[above] not in _SAYINGS:
        return False
    return relation in _NAMING or (relation == "acl" and syntax.child(word, "nsubj") < 0)
