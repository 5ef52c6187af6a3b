"""Where something was said, and where what it says happened: places tied to attributions."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from sayso.records import Attribution, Parse, Place, Span

# How far a place may hang below the word that it tells the place of: "in the centre of Caracas".
DEEPEST = 4
PLACING = frozenset(("obl", "nmod", "appos", "flat", "compound", "conj"))
# What stands before a place where something is or happens; "of Syria" and "Syria's" tell whose.
WHERE = frozenset(
    ("in", "at", "near", "from", "outside", "inside", "around", "across", "on", "over", "within",
     "throughout", "above", "by", "off", "along")
)  # fmt: skip


def place_attributions(
    attributions: Sequence[Attribution], text: str, parse: Parse, places: Sequence[Place]
) -> tuple[Attribution, ...]:
    """Give each attribution the places that it was said at, and that its content tells of.

    It was said where a place hangs on its cue, outside its content. Its content happened at the
    place that hangs nearest to the head of the content; of several as near, the first.
    """
    if not places or not parse.words:
        return tuple(attributions)
    scene = _Scene(text, parse, places)
    return tuple(scene.place(attribution) for attribution in attributions)


class _Scene:
    """The places of a report that tell where something is, by their numbers."""

    def __init__(self, text: str, parse: Parse, places: Sequence[Place]) -> None:
        self.text, self.words = text, parse.words
        self.starts = [word.span.start for word in parse.words]
        # A head that points out of the parse, as a broken parse may have it, counts as none.
        size = len(self.words)
        self.heads = [word.head if word.head < size else -1 for word in parse.words]
        self.cases = {
            word.head: word.span.of(text).lower() for word in parse.words if word.relation == "case"
        }
        self.places = [
            (number, place.span, head)
            for number, place in enumerate(places)
            if (head := self._head(place.span)) >= 0 and self._is_where(head)
        ]

    def place(self, attribution: Attribution) -> Attribution:
        """The attribution with its places."""
        cues = {i for span in attribution.cue for i in self._inside(span)}
        said = happened = None
        depth = DEEPEST + 1
        for number, span, head in self.places:
            if any(content.holds(span) for content in attribution.content):
                steps = self._steps_up(head, attribution.content)
                if steps < depth:
                    happened, depth = number, steps
            elif said is None and self._hangs_on(head, cues):
                said = number
        if said is None and happened is None:
            return attribution
        setting = replace(attribution.setting, said_at=said, happened_at=happened)
        return replace(attribution, setting=setting)

    def _inside(self, span: Span) -> range:
        return range(bisect_left(self.starts, span.start), bisect_left(self.starts, span.end))

    def _head(self, span: Span) -> int:
        inside = self._inside(span)
        return next((i for i in inside if self.heads[i] not in inside), -1)

    def _is_where(self, word: int) -> bool:
        """Whether a word, or what it goes with, has a preposition of place."""
        for _ in range(DEEPEST):
            if word < 0 or self.words[word].relation not in PLACING:
                return False
            if (case := self.cases.get(word)) is not None:
                return case in WHERE
            if self.words[word].relation == "nmod":
                return False
            word = self.heads[word]
        return False

    def _hangs_on(self, word: int, cues: set[int]) -> bool:
        """Whether a place tells where a cue lies: "told reporters in Berlin"."""
        for _ in range(DEEPEST):
            if word < 0 or self.words[word].relation not in PLACING | {"obj"}:
                return False
            word = self.heads[word]
            if word in cues:
                return True
        return False

    def _steps_up(self, word: int, content: Sequence[Span]) -> int:
        """Heads between a place and the first word whose head lies outside the content."""
        for steps in range(DEEPEST):
            above = self.heads[word]
            if above < 0 or not any(s.start <= self.starts[above] < s.end for s in content):
                return steps
            word = above
        return DEEPEST
