"""How something said reached the reporter, and to whom it was said (data/channels.toml).

Words tell a channel where they hang on the cue: "in a video", "on Twitter", "told Radio Orsk". A
source may be one itself: "the report says", "Reuters reported". The first hop is the source's own;
what brought it on from there follows ("a statement posted on Twitter", "quoted by Radio Orsk").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.attribute.addressee import Addressee
from sayso.attribute.lemmas import lemma, singular
from sayso.attribute.lexicon import channels
from sayso.attribute.outlets import Outlets
from sayso.attribute.sources import Sources
from sayso.attribute.telling import NOUNS, REACH, Telling
from sayso.records import Attribution, Hop, Span
from sayso.syntax import Syntax
from sayso.terms import ChannelKind

SPEAKING = tuple(("speaking", to) for to in ("to", "before", "at"))


@dataclass(frozen=True, slots=True)
class Told:
    """The channels of one attribution that its own sentence tells, and its addressee."""

    hops: tuple[Hop, ...]
    addressee: tuple[Span, ...]


class Listener:
    """Finds channels in one report."""

    def __init__(self, syntax: Syntax, outlets: Outlets, found: Sequence[Attribution]) -> None:
        self.syntax, self.outlets = syntax, outlets
        self.words = Telling(syntax, outlets)
        self.addressee = Addressee(syntax, outlets, self.words)
        self.sources = Sources(syntax, outlets, self.words)
        self.cues: dict[int, str] = {}
        self.taken: set[int] = set()
        self.spoken: set[int] = set()
        for attribution in found:
            for at in syntax.words_of(attribution.cue):
                self.cues.setdefault(at, attribution.id)
            self.spoken.update(syntax.words_of((*attribution.content, *attribution.source)))
            if attribution.within is None:
                self.taken.update(syntax.words_of(attribution.content))

    def listen(self, attribution: Attribution) -> Told:
        """The hops that the words around an attribution's cue tell."""
        syntax = self.syntax
        cue = syntax.words_of(attribution.cue)
        if not cue:
            return Told((), ())
        region = self._region(attribution, cue)
        addressee = self.addressee.told(cue, region)
        hops = [
            *self.addressee.heard(addressee),
            *self.words.said_in(region),
            *self.words.given(region),
            *self._relative(attribution, cue),
            *self._verbs(cue),
            *self._speaking(region),
            *self.sources.of(attribution),
        ]
        addressee = addressee or self.addressee.audience(hops)
        return Told(_ordered(hops), syntax.spans_of(addressee))

    def passing(self, words: Sequence[int]) -> tuple[Hop, ...]:
        """The hops that words tell by themselves, whatever they hang on."""
        return _ordered(list(self.words.said_in(words)))

    def _region(self, attribution: Attribution, cue: Sequence[int]) -> list[int]:
        """The words that may tell the channel: the cue, and what hangs on it and says nothing."""
        syntax = self.syntax
        own = set(cue)
        content = set(syntax.words_of(attribution.content))
        source = set(syntax.words_of(attribution.source))
        inside = attribution.within is not None
        closed = content | source | self.cues.keys()
        return [
            at
            for at in syntax.sentence_of(cue[0])
            if at in own
            or (
                at not in closed
                and (inside or at not in self.taken)
                and self._belongs(at, own, attribution.id)
            )
        ]

    def _belongs(self, word: int, own: set[int], of: str) -> bool:
        """Whether a word hangs on these cue words, and on no other clause in between."""
        syntax = self.syntax
        for before in range(word - 1, syntax.sentence_of(word).start - 1, -1):
            if before in self.cues:
                return before in own  # right behind a cue, whatever the tree makes of it
            if before in self.spoken:
                break
        step = word
        for above in (word, *syntax.above(word)):
            if above in own:
                return True
            if above in self.cues:
                return self.cues[above] == of
            if self._parts(above):
                return False
            step = above
        # The parser hung it elsewhere: then it belongs to the cue that no other parts it from.
        between = range(*sorted((step if step in syntax.sentence_of(word) else word, min(own))))
        return not any(at in self.cues and at not in own for at in between)

    def _parts(self, word: int) -> bool:
        """Whether a word heads a clause of its own, which says how another thing happened."""
        syntax = self.syntax
        relation = syntax.relations[word]
        if relation == "acl":
            return not lemma(syntax.low[word], channels().words["carrying"])
        if relation == "advcl":
            return syntax.child(word, "nsubj", "mark") >= 0
        return relation in ("conj", "parataxis") and syntax.tags[word] in ("VERB", "AUX")

    def _relative(self, attribution: Attribution, cue: Sequence[int]) -> Iterator[Hop]:
        """The noun before that takes the preposition: "a video, in which she said"."""
        lexicon, syntax = channels(), self.syntax
        source = syntax.words_of(attribution.source)
        start = min([*source, cue[0]])
        if start < 2 or syntax.low[start - 1] not in ("which", "where"):
            return
        preposition = syntax.low[start - 2] if syntax.low[start - 1] == "which" else ""
        for at in reversed(range(syntax.sentence_of(cue[0]).start, start - 1)):
            noun = singular(syntax.low[at], lexicon.nouns) if syntax.tags[at] in NOUNS else None
            if noun is None:
                continue
            fits = preposition in lexicon.takes[noun] if preposition else True
            event = lexicon.nouns[noun] is ChannelKind.SPEECH
            if fits and not (preposition == "in" and event):  # one speaks AT a rally
                yield Hop(lexicon.nouns[noun], (syntax.span(at, at),))
                return

    def _speaking(self, region: Sequence[int]) -> Iterator[Hop]:
        """A speech, unless it is to an outlet or reporters: "Speaking to veterans, ..."."""
        syntax, reporters = self.syntax, channels().words["reporters"]
        for at in region:
            if syntax.low[at] != "addressing" and tuple(syntax.low[at : at + 2]) not in SPEAKING:
                continue
            behind = range(at + 1, min(at + REACH, syntax.size))
            if any(self.outlets.at(k) for k in behind if syntax.tags[k] == "PROPN"):
                continue
            heard = [k for k in behind if syntax.tags[k] in ("NOUN", "PROPN")]
            if heard and not any(singular(syntax.low[k], reporters) for k in heard):
                yield Hop(ChannelKind.SPEECH, (syntax.span(at, heard[0]),))

    def _verbs(self, cue: Sequence[int]) -> Iterator[Hop]:
        syntax = self.syntax
        for at in cue:
            if syntax.tags[at] in ("VERB", "NOUN", "PROPN"):
                verb = lemma(syntax.low[at], channels().verbs)
                if verb and (syntax.tags[at] == "VERB" or syntax.low[at] != verb):
                    yield Hop(channels().verbs[verb], (syntax.span(at, at),))
                if lemma(syntax.low[at], channels().words["posting"]):
                    yield from self._on_a_network(at + 1)

    def _on_a_network(self, on: int) -> Iterator[Hop]:
        """A network that no list has: "wrote on Chirper", which is no day and no place."""
        syntax, name = self.syntax, on + 1
        if name >= syntax.size or syntax.low[on] != "on" or syntax.tags[name] != "PROPN":
            return
        if self.outlets.at(name) is None and not self.outlets.is_time_or_place(name):
            word = syntax.span(name, name).of(syntax.text)
            yield Hop(ChannelKind.POST, (syntax.span(on, name),), word)


def _ordered(hops: Sequence[Hop]) -> tuple[Hop, ...]:
    """The source's own hop first, none twice; a vaguer one goes where one says more."""
    kept: list[Hop] = []
    for hop in hops:
        same = next((k for k, old in enumerate(kept) if old.kind is hop.kind), None)
        if same is None:
            kept.append(hop)
        elif kept[same].name is None and hop.name:
            kept[same] = Hop(hop.kind, (*kept[same].words, *hop.words), hop.name)
    kinds = {hop.kind for hop in kept}
    if ChannelKind.INTERVIEW in kinds:  # it names its outlet: "on Fox" and "show" add nothing
        kept = [h for h in kept if h.kind not in (ChannelKind.BROADCAST, ChannelKind.OUTLET)]
    if len(kept) > 1:
        clear = [h for h in kept if h.kind is not ChannelKind.WRITTEN_STATEMENT or _is_noun(h)]
        kept = clear or kept
    return tuple(sorted(kept, key=lambda hop: hop.kind in (ChannelKind.OUTLET, ChannelKind.WIRE)))


def _is_noun(hop: Hop) -> bool:
    """Whether a written statement is called one: a bare "wrote" says less than "on Twitter"."""
    return any(span.end - span.start > len("emailed") for span in hop.words)
