"""Sources that are their own channel: a document, a recording, a paper, or somebody in one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.attribute.lexicon import channels
from sayso.attribute.outlets import Outlets
from sayso.attribute.telling import Telling
from sayso.records import Attribution, Hop
from sayso.syntax import Syntax
from sayso.terms import ChannelKind

#: What carries words on from whoever said them.
CARRIERS = (
    ChannelKind.OUTLET, ChannelKind.BROADCAST, ChannelKind.WIRE, ChannelKind.DOCUMENT,
    ChannelKind.VIDEO, ChannelKind.LEAK, ChannelKind.POST,
)  # fmt: skip


class Sources:
    """Reads the sources of one report for channels."""

    def __init__(self, syntax: Syntax, outlets: Outlets, words: Telling) -> None:
        self.syntax, self.outlets, self.words = syntax, outlets, words

    def of(self, attribution: Attribution) -> Iterator[Hop]:
        """A source that is no person: a document, a recording, a paper."""
        lexicon, syntax = channels(), self.syntax
        words = syntax.words_of(attribution.source)
        head = syntax.head_of(words)
        if head < 0:
            yield from self._reports(attribution)
            return
        yield from self._at_work(words, head)
        named = self.outlets.at(head)
        if named and named.kind is not ChannelKind.POST and not self._owns(named.last):
            yield self.outlets.hop(named)
            return
        noun = self.words.noun(head)
        if noun is None or self.outlets.is_person(head):
            return
        if lexicon.nouns[noun] is ChannelKind.SPEECH and noun not in lexicon.words["spoken"]:
            return  # a panel, an event: who was there
        beside = list(self._beside(words, head))
        if not (noun == "report" and beside):  # a paper's report is the paper
            kind = self.words.leaked(head, self._kind(noun, words, head))
            yield Hop(kind, (syntax.span(head, head),))
        yield from beside

    def _kind(self, noun: str, words: Sequence[int], head: int) -> ChannelKind:
        """What a source is by its noun; reports of the media are no documents."""
        lexicon, low = channels(), self.syntax.low
        if noun == "report" and head and low[head - 1] in lexicon.words["media"]:
            return ChannelKind.OUTLET
        if low[head] == "reports" and self._is_anybodys(words, head):
            return ChannelKind.UNNAMED
        return lexicon.nouns[noun]

    def _is_anybodys(self, words: Sequence[int], head: int) -> bool:
        """Whether nothing tells whose reports they are: "reports", "several reports"."""
        before = [self.syntax.tags[at] for at in words if at < head]
        return not before or ("DET" not in before and set(before) <= {"ADJ", "NUM", "ADV"})

    def _owns(self, last: int) -> bool:
        """Whether it is somebody of the outlet that speaks: "Radio One's Oda Rell"."""
        low = self.syntax.low
        return last + 1 < len(low) and low[last + 1] in ("'s", "’s")

    def _reports(self, attribution: Attribution) -> Iterator[Hop]:
        """Reports of which nobody says whose they are: "reports emerged that"."""
        syntax = self.syntax
        for at in syntax.words_of(attribution.cue):
            if syntax.low[at] == "reports" and syntax.tags[at] == "NOUN":
                yield Hop(ChannelKind.UNNAMED, (syntax.span(at, at),))

    def _at_work(self, words: Sequence[int], head: int) -> Iterator[Hop]:
        """A person in what carries him: "a narrator in the film", "Rosk at the Examiner"."""
        syntax = self.syntax
        behind = [at for at in words if at > head]
        for hop in self.words.said_in(behind):
            if hop.kind is ChannelKind.VIDEO:
                yield hop
        for at in behind:
            if syntax.low[at] == "at" and at + 2 in words:
                named = self.outlets.at(at + 1) or self.outlets.at(at + 2)
                if named and named.first <= at + 2 and named.kind in CARRIERS:
                    yield self.outlets.hop(named)
        for at in words:
            if syntax.low[at] in ("interviewed", "interviewing"):
                yield Hop(ChannelKind.INTERVIEW, (syntax.span(at, at),))

    def _beside(self, words: Sequence[int], head: int) -> Iterator[Hop]:
        """Who holds the document: "a memo seen by Reuters", "a report by Politico"."""
        for at in words:
            if at > head and (named := self.outlets.at(at)) and named.first == at:
                yield self.outlets.hop(named)
                return
