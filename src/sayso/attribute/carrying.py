"""Channels that an attribution has from elsewhere: from the one before, around it, or its block.

"She said on Chirper that ... He was a coward, she added": where a sentence tells no channel and
goes on with the same speaker, the channel is the one before, and the words are those that told it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sayso.attribute.channel import Listener, Told
from sayso.attribute.lemmas import lemma, singular
from sayso.attribute.lexicon import channels, manners
from sayso.attribute.manner import Act
from sayso.attribute.sources import CARRIERS
from sayso.records import Attribution, Block, Hop, Report, Span
from sayso.syntax import Syntax
from sayso.terms import BlockKind, ChannelKind

PRONOUNS = frozenset(("he", "she", "they", "it", "him", "her", "them", "i", "we"))
NEAR = 2  # sentences between two attributions of one speaker that go on with each other
FAR = 6  # where a word says that one goes on: "added"


class Carrier:
    """Fills the channels that words nearby do not tell, in one report."""

    def __init__(
        self,
        report: Report,
        syntax: Syntax,
        listener: Listener,
        attributions: Sequence[Attribution],
        acts: Mapping[str, Act],
    ) -> None:
        self.report, self.syntax, self.listener, self.acts = report, syntax, listener, acts
        self.ordered = sorted((it for it in attributions if it.cue), key=lambda it: it.cue)
        self.by_id = {it.id: it for it in attributions}
        # Whom a source stands for, as far as the sources before tell: "he" is who spoke last.
        self.speaker = {it.id: it.source for it in attributions}
        self.embedded = [b for b in report.blocks if b.kind is BlockKind.EMBEDDED]

    def carry(self, told: Mapping[str, Told]) -> dict[str, Told]:
        """The channels of all, in the order of the text."""
        found = dict(told)
        for place, attribution in enumerate(self.ordered):
            mine = found[attribution.id]
            before = () if self._starts_anew(mine, attribution) else self._before(place, found)
            hops = self._merged(attribution, mine.hops, before)
            hops += self._around(attribution, hops, found)
            hops += self._embedding(attribution, hops)
            found[attribution.id] = Told(hops, mine.addressee)
        return found

    def _starts_anew(self, told: Told, attribution: Attribution) -> bool:
        """Whether the channel before ended: one tells reporters now, or only wants something."""
        heard = [self.syntax.low[at] for at in self.syntax.words_of(told.addressee)]
        reporters = channels().words["reporters"]
        wanting = self.acts[attribution.id].word in manners().choosing["wanting"]
        return wanting or any(singular(form, reporters) for form in heard)

    def _merged(
        self, attribution: Attribution, own: tuple[Hop, ...], before: tuple[Hop, ...]
    ) -> tuple[Hop, ...]:
        """A bare "he wrote" behind a post is one too; else what a sentence tells itself holds."""
        if not own:
            return before
        if self._is_bare(attribution, own) and before and before[0].kind is ChannelKind.POST:
            return before
        return own

    def _is_bare(self, attribution: Attribution, hops: tuple[Hop, ...]) -> bool:
        """Whether no more is told than that somebody "wrote"; a statement is more."""
        if len(hops) != 1 or hops[0].kind is not ChannelKind.WRITTEN_STATEMENT:
            return False
        words = self.syntax.words_of(hops[0].words)
        verb = len(words) == 1 and self.syntax.tags[words[0]] == "VERB"
        return verb and self._touches(hops[0].words[0], attribution.cue)

    def _is_perfect(self, attribution: Attribution) -> bool:
        """Whether the cue tells of another time: "has long argued", "had earlier said"."""
        words = self.syntax.words_of(attribution.cue)[:1]
        return any(self.syntax.low[at] in ("has", "have", "had", "'ve", "’ve") for at in words)

    def _before(self, place: int, found: Mapping[str, Told]) -> tuple[Hop, ...]:
        """The channel of the same speaker's last attribution, where this one goes on with it."""
        mine = self.ordered[place]
        if mine.within is not None:
            return ()
        here = self._sentence(mine)
        goes_on = self._goes_on(mine)
        if goes_on and (hops := self._passing(mine)):
            return hops
        for other in reversed(self.ordered[:place]):
            apart = here - self._sentence(other)
            if apart > (FAR if goes_on else NEAR):
                break
            if other.within is None and self._same(mine, other, strictly=apart > 0):
                self.speaker[mine.id] = self.speaker[other.id]
                beside = apart == 0 and not self._hangs_on(mine, other)
                hops = self._own(found[other.id].hops)
                if self._is_pronoun(mine):  # "the poll shows ... He said": he is not the poll
                    hops = tuple(h for h in hops if not self._touches(h.words[0], other.source))
                if self._is_perfect(mine) or (not goes_on and self._is_bare(other, hops)):
                    return ()
                return tuple(h for h in hops if not beside or h.words[-1] < other.source[0])
        return self._participle(place)

    def _participle(self, place: int) -> tuple[Hop, ...]:
        """What a participle behind it tells: "She decried it, writing on Chirper: ..."."""
        mine = self.ordered[place]
        for other in self.ordered[place + 1 : place + 2]:
            if self._hangs_on(other, mine) and self._same(other, mine, strictly=False):
                head = self.syntax.words_of(other.cue)[:1]
                if head and self.syntax.low[head[0]].endswith("ing"):
                    hops = self.listener.listen(other).hops
                    return tuple(h for h in hops if h.kind is ChannelKind.POST)
        return ()

    def _hangs_on(self, one: Attribution, other: Attribution) -> bool:
        """Whether a cue hangs on another's, and does not stand beside it ("blamed and said")."""
        syntax = self.syntax
        cue = syntax.words_of(one.cue)
        head = syntax.head_of(cue)
        if head < 0 or not cue or syntax.tags[cue[0] - 1 if cue[0] else 0] == "CCONJ":
            return False
        above = set(syntax.words_of(other.cue))
        return syntax.low[cue[0]].endswith("ing") or any(a in above for a in syntax.above(head))

    def _passing(self, mine: Attribution) -> tuple[Hop, ...]:
        """A channel that the sentence before tells, though nothing in it was read as said."""
        syntax = self.syntax
        cue = syntax.words_of(mine.cue)
        start = syntax.sentence_of(cue[0]).start
        words = syntax.sentence_of(start - 1) if start else range(0)
        if any(at in self.listener.cues or at in self.listener.spoken for at in words):
            return ()
        return self._own(self.listener.passing(words)[:1])

    def _own(self, hops: tuple[Hop, ...]) -> tuple[Hop, ...]:
        return tuple(hop for hop in hops if hop.words)

    def _goes_on(self, attribution: Attribution) -> bool:
        """Whether the cue says that one goes on: "added", "also said"."""
        continuing = channels().words["continuing"]
        words = self.syntax.words_of(attribution.cue)
        return any(lemma(self.syntax.low[at], continuing) for at in words)

    def _sentence(self, attribution: Attribution) -> int:
        words = self.syntax.words_of(attribution.cue)
        return self.syntax.sentence[words[0]] if words else -1

    def _is_pronoun(self, attribution: Attribution) -> bool:
        words = self.syntax.words_of(attribution.source)
        return len(words) == 1 and self.syntax.low[words[0]] in PRONOUNS

    def _same(self, one: Attribution, other: Attribution, *, strictly: bool) -> bool:
        """Whether two have one speaker: a pronoun goes on, a name or noun comes back."""
        if not one.source or not other.source:
            return False
        if one.source == other.source or self.speaker[one.id] == self.speaker[other.id]:
            return True
        if self._is_pronoun(one):
            return strictly
        low, name = self.syntax.low, self._name(one)
        theirs = self.syntax.words_of(self.speaker[other.id])
        return name >= 0 and any(
            low[at] == low[name] and not self._names_a_body(at, theirs) for at in theirs
        )

    def _name(self, attribution: Attribution) -> int:
        """The word that a source comes back by: its noun, or the last of its names; else -1."""
        syntax = self.syntax
        words = syntax.words_of(attribution.source)
        head = syntax.head_of(words)
        if head < 0 or syntax.tags[head] == "NOUN":
            return head
        names = (at for at in words if syntax.heads[at] == head and syntax.tags[at] == "PROPN")
        return max((at for at in names if syntax.relations[at] == "flat"), default=head)

    def _names_a_body(self, at: int, source: Sequence[int]) -> bool:
        """Whether a name only says whose somebody is: the first word of "Tarsk officials"."""
        syntax, head = self.syntax, self.syntax.heads[at]
        return (
            syntax.tags[at] == "PROPN"
            and syntax.relations[at] in ("compound", "nmod")
            and head in source
            and head > at
            and syntax.tags[head] == "NOUN"
        )

    def _around(
        self, attribution: Attribution, hops: tuple[Hop, ...], found: Mapping[str, Told]
    ) -> tuple[Hop, ...]:
        """Who passed it on: the outlet, agency or document in whose content it stands."""
        outer = self.by_id.get(attribution.within or "")
        if outer is None:
            return ()
        kinds = {hop.kind for hop in hops}
        source = {span for hop in found[outer.id].hops for span in hop.words}
        if not any(self._touches(span, outer.source) for span in source):
            return ()
        return tuple(
            hop for hop in found[outer.id].hops if hop.kind in CARRIERS and hop.kind not in kinds
        )

    def _touches(self, span: Span, others: tuple[Span, ...]) -> bool:
        return any(span.start < other.end and other.start < span.end for other in others)

    def _embedding(self, attribution: Attribution, hops: tuple[Hop, ...]) -> tuple[Hop, ...]:
        """A post or another outlet's passage that is set into the page."""
        at = attribution.cue[0].start
        for block in self.embedded:
            if block.origin and block.span.start <= at < block.span.end:
                hop = _hop_of(block, block.origin, self.report.text)
                return () if hop.kind in {it.kind for it in hops} else (hop,)
        return ()


def _hop_of(block: Block, origin: str, text: str) -> Hop:
    """What an embedded block is: a post by its handle, or another outlet's passage by its name."""
    start = text.find(origin, block.span.start, block.span.end)
    words = (Span(start, start + len(origin)),) if start >= 0 else ()
    if origin.startswith("@"):
        return Hop(ChannelKind.POST, words)
    kind = channels().names.get(origin.lower(), ChannelKind.OUTLET)
    return Hop(kind, words, origin)
