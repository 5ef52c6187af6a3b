"""Who uses a label: the source of the innermost attribution that holds it, or the outlet."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sayso.reconcile.labels.applied import Applied
from sayso.reconcile.labels.lexicon import leaning_of
from sayso.reconcile.labels.phrases import Phrases
from sayso.records import Attribution, Quotation, Reading, Span
from sayso.terms import (
    About,
    ActorKind,
    BlockKind,
    Certainty,
    LabelForm,
    Manner,
    MentionKind,
    QuoteType,
    Voice,
)

# Words between marks up to which they may be held away rather than quoted: two inside what somebody
# is said to say, as quote_type has it in attribute; three where nobody is said to say anything.
FEW, FEW_ALONE = 2, 3
HELD_BY = frozenset(("so-called",))
_SELVES = frozenset(("himself", "herself", "itself", "themselves", "myself", "ourselves"))
_ANYBODY = frozenset(("you", "one", "we", "some", "many"))
_DEEPEST = 8  # attributions within attributions
_WORD = re.compile(r"\w[\w'’-]*")


@dataclass(frozen=True, slots=True)
class Use:
    """The user, as in a Label; ``rejected`` where the attribution denies what the label says."""

    voice: Voice
    user: str | None = None
    attribution: str | None = None
    rejected: bool = False


def innermost(phrases: Phrases, attributions: Sequence[Attribution]) -> dict[int, Attribution]:
    """By word: of the attributions whose content holds it, the one with the shortest content."""
    found: dict[int, Attribution] = {}
    for one in sorted(attributions, key=lambda one: (-_length(one), one.id)):
        named = {i for span in (*one.source, *one.cue) for i in phrases.words_in(span)}
        for span in one.content:
            found.update((i, one) for i in phrases.words_in(span) if i not in named)
    return found


def _length(attribution: Attribution) -> int:
    """Characters of the content."""
    return sum(span.end - span.start for span in attribution.content)


class Users:
    """Tells who uses the words of one report."""

    def __init__(self, phrases: Phrases, reading: Reading, heads: Mapping[int, str]) -> None:
        self._by_id = {one.id: one for one in reading.attributions}
        self._told = {
            actor.id
            for actor in reading.actors
            if any(mention.kind is not MentionKind.PRONOUN for mention in actor.mentions)
        }
        self._papers = {a.id for a in reading.actors if a.kind is ActorKind.DOCUMENT}
        self._phrases, self._heads = phrases, heads
        self._text = reading.report.text
        self._inner = innermost(phrases, reading.attributions)
        self._quotations = {
            i: one for one in phrases.parse.quotations for i in phrases.words_in(one.span)
        }  # the inner ones come later
        self._blocks = reading.report.blocks
        self._outlet = reading.report.outlet
        self._edges = [block.span.start for block in self._blocks]

    def use(self, applied: Applied) -> Use:
        """Who uses a label, and in whose words it is given."""
        attribution = self._speaking(self._inner.get(applied.head))
        quotation = self._quotations.get(applied.head)
        held = self._is_held(applied, quotation, attribution)
        namer = self._namer(applied)
        if namer is None and (attribution is None or not attribution.source):
            return Use(Voice.HELD if held else Voice.DIRECT if quotation else Voice.OWN)
        voice = Voice.HELD if held else Voice.DIRECT if quotation else Voice.INDIRECT
        if attribution is None:
            return Use(voice, namer)
        rejected = _denies(attribution, self._phrases, applied)
        source = attribution.actor if attribution.actor in self._told else None
        return Use(voice, namer or source, attribution.id, rejected)

    def _namer(self, applied: Applied) -> str | None:
        """The actor that gives the name, where a verb tells: "considered an X by Y"."""
        naming = applied.naming
        if naming is None:
            return None
        if self._phrases.low[naming.thing] in _SELVES:
            return applied.target.id
        anybody = naming.by >= 0 and self._phrases.low[naming.by] in _ANYBODY
        return None if anybody else self._heads.get(naming.by)

    def _speaking(self, attribution: Attribution | None) -> Attribution | None:
        """An attribution, or the one around it where what "shows" is footage: that has no words."""
        for _ in range(_DEEPEST):
            if attribution is None or attribution.actor not in self._papers:
                break
            shown = attribution.how is not None and attribution.how.manner is Manner.REPORT
            own = attribution.quote_type is not QuoteType.INDIRECT  # a letter may be quoted
            if not shown or (own and attribution.within is None):
                break
            attribution = self._by_id.get(attribution.within or "")
        return attribution

    def outlet(self, span: Span) -> str | None:
        """Whose page words stand on: the report's outlet, or that of the passage set into it."""
        block = bisect_right(self._edges, span.start) - 1
        if block >= 0 and self._blocks[block].kind is BlockKind.EMBEDDED:
            return self._blocks[block].origin
        return self._outlet

    def _is_held(
        self, applied: Applied, quotation: Quotation | None, attribution: Attribution | None
    ) -> bool:
        """Whether whoever writes holds the words away, by marks on a word or two or by a word."""
        inside = range(applied.first, applied.last)
        before = range(max(0, applied.first - 2), applied.first)
        if any(self._phrases.low[i] in HELD_BY for i in (*inside, *before)):
            return True
        if quotation is None or applied.form is LabelForm.NAMING:
            return False
        few = FEW if attribution is not None else FEW_ALONE
        if len(_WORD.findall(quotation.words.of(self._text))) > few:
            return False
        if quotation.depth or attribution is None:
            return True
        if attribution.quote_type is QuoteType.DIRECT:
            return False
        return self._is_picked_out(applied, quotation, attribution)

    def _is_picked_out(
        self, applied: Applied, quotation: Quotation, attribution: Attribution
    ) -> bool:
        """Whether a quoted word or two of a paraphrase is the reporter's doubt, not the source's.

        Two words within a clause are the source's ("said that “rogue killers” may have done it");
        one alone may be either's, and so is a bare thing ("recognised his “interim presidency”").
        """
        inside = self._phrases.words_in(quotation.words)
        clause = any(
            self._phrases.tags[i] in ("VERB", "AUX") and i not in inside
            for span in attribution.content
            for i in self._phrases.words_in(span)
        )
        before = range(max(0, inside.start - 3), inside.start)
        doubted = any(leaning_of(self._phrases.low[i]) == "doubting" for i in before)
        return doubted or not clause or len(inside) < FEW


def _denies(attribution: Attribution, phrases: Phrases, applied: Applied) -> bool:
    """Whether an attribution says that a label is wrong: "denied that it was a coup"."""
    how = attribution.how
    if how is None or how.manner is not Manner.DENY or how.certainty is not Certainty.DENIED:
        return False
    if applied.form in (LabelForm.COPULA, LabelForm.NAMING):
        return True
    if applied.target.about is not About.EVENT:
        return False
    first = min(attribution.content)  # what is denied is a thing: "denied a coup attempt"
    return applied.form is LabelForm.NOMINAL and phrases.noun_of(first) in (
        applied.head,
        phrases.heads[applied.head],
    )
