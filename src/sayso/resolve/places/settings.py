"""Where something was said, and where what it says happened: places tied to attributions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sayso.records import Attribution, Place, Span
from sayso.resolve.lexicon import fold, singular
from sayso.syntax import Syntax

# How far a place may hang below the word that it tells the place of: "in the centre of Caracas".
DEEPEST = 4
PLACING = frozenset(("obl", "nmod", "appos", "flat", "compound", "conj"))
# What stands before a place where something is or happens. "Of Syria" and "Syria's" tell whose;
# "by", "from", "to" and "against" tell who and whither: of 30 places that attributions had by a
# longer list, 11 were where nothing had happened ("sanctions on", "bought from").
WHERE = frozenset(
    ("in", "at", "near", "outside", "inside", "around", "across", "within", "throughout", "along",
     "amid", "beside", "beneath", "behind")
)  # fmt: skip
# Behind these things happen "on" a place; "on Russia" tells of what else.
DEEDS = frozenset(
    ("attack", "strike", "airstrike", "raid", "assault", "offensive", "bombardment", "march")
)
# What lies so that one is "on" it.
STRETCHES = frozenset(
    ("border", "coast", "island", "isle", "street", "road", "square", "avenue", "hill", "campus",
     "frontier", "beach", "mountain", "highway", "bridge", "peninsula", "base", "outskirts")
)  # fmt: skip
# What is done "over", "above" and "off" a place rather than about it.
MOVING = frozenset(
    ("fly", "flew", "flies", "flying", "flown", "shot", "down", "downed", "crash", "crashed",
     "hover", "hovered", "intercepted", "exploded", "attacked", "hit", "seized", "sank", "sunk",
     "anchored", "sailing", "sailed", "struck")
)  # fmt: skip
# Steps from a place up to the verb of what is told: none leads out of a clause about a noun
# ("the men who met in Osaka") or of one that says when or why.
STEPS = PLACING | {"obj", "nsubj", "iobj", "xcomp", "ccomp", "csubj", "root"}
# A phrase on the way may stand behind these: "in a clash with forces in Syria", "after the raid in
# Homs"; "victim to the unrest in Syria" leaves it open where the victim is.
THROUGH = WHERE | {"of", "with", "during", "after", "on"}


def place_attributions(
    attributions: Sequence[Attribution], syntax: Syntax, places: Sequence[Place]
) -> tuple[Attribution, ...]:
    """Give each attribution the places that it was said at, and that its content tells of.

    It was said where a place hangs on its cue, outside its content. Its content happened at the
    place that hangs nearest to the head of the content; of several as near, the first.
    """
    if not places or not syntax.size:
        return tuple(attributions)
    scene = _Scene(syntax, places)
    return tuple(scene.place(attribution) for attribution in attributions)


class _Scene:
    """The places of a report that tell where something is, by their numbers."""

    def __init__(self, syntax: Syntax, places: Sequence[Place]) -> None:
        self.syntax = syntax
        self.places = [
            (number, place.span, head)
            for number, place in enumerate(places)
            if (head := self._head(place.span)) >= 0 and self._is_where(head)
        ]

    def place(self, attribution: Attribution) -> Attribution:
        """The attribution with its places."""
        cues = {i for span in attribution.cue for i in self.syntax.words_from(span)}
        said = happened = None
        depth = DEEPEST + 1
        for number, span, head in self.places:
            if any(content.holds(span) for content in attribution.content):
                steps = self._steps_up(head, attribution.content)
                if steps is not None and steps < depth:
                    happened, depth = number, steps
            elif said is None and self._hangs_on(head, cues):
                said = number
        if said is None and happened is None:
            return attribution
        setting = replace(attribution.setting, said_at=said, happened_at=happened)
        return replace(attribution, setting=setting)

    def _head(self, span: Span) -> int:
        return next(iter(self.syntax.tops(self.syntax.words_from(span))), -1)

    def _case(self, word: int) -> str:
        """The preposition before a word, the first of several ("outside of"); "" for none."""
        case = self.syntax.child(word, "case")
        return self.syntax.low[case] if case >= 0 else ""

    def _is_where(self, word: int) -> bool:
        """Whether a word, or what it goes with, has a preposition of place."""
        for _ in range(DEEPEST):
            if word < 0 or self.syntax.relations[word] not in PLACING:
                return False
            if case := self._case(word):
                return self._places(case, word)
            if self.syntax.relations[word] == "nmod":
                return False
            word = self.syntax.heads[word]
        return False

    def _places(self, case: str, word: int) -> bool:
        """Whether a preposition before a word tells where something is or happens."""
        above = self._noun(self.syntax.heads[word]) if self.syntax.heads[word] >= 0 else ""
        if case == "on":
            return above in DEEDS or self._noun(word) in STRETCHES
        if case in ("over", "above", "off"):
            return above in MOVING
        return case in WHERE

    def _noun(self, word: int) -> str:
        return singular(fold(self.syntax.forms[word]))

    def _hangs_on(self, word: int, cues: set[int]) -> bool:
        """Whether a place tells where a cue lies: "told reporters in Berlin"."""
        for _ in range(DEEPEST):
            if word < 0 or self.syntax.relations[word] not in PLACING | {"obj"}:
                return False
            if not self._leads_on(word):
                return False
            word = self.syntax.heads[word]
            if word in cues:
                return True
        return False

    def _leads_on(self, word: int) -> bool:
        """Whether what happens at a phrase, or is in it, is where its head is."""
        case = self._case(word)
        return not case or case in THROUGH or self._places(case, word)

    def _steps_up(self, word: int, content: Sequence[Span]) -> int | None:
        """Heads between a place and the first word whose head lies outside the content.

        None where the place is of something else in it, and not of what is told.
        """
        for steps in range(DEEPEST):
            above = self.syntax.heads[word]
            if above < 0 or not any(s.start <= self.syntax.starts[above] < s.end for s in content):
                return steps
            # A clause that says what the noun before it says: "the claim that troops were in ...".
            clause = self.syntax.relations[word] == "acl" and self.syntax.child(word, "mark") >= 0
            if not clause and (
                self.syntax.relations[word] not in STEPS or not self._leads_on(word)
            ):
                return None
            word = above
        return None
