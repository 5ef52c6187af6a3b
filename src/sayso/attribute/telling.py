"""Words that tell a channel: nouns and names behind a preposition that makes channels of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.attribute.lemmas import lemma, singular
from sayso.attribute.lexicon import channels
from sayso.attribute.outlets import Outlets
from sayso.records import Hop
from sayso.syntax import Syntax
from sayso.terms import ChannelKind

NOUNS = ("NOUN", "PROPN", "X", "NUM")
REACH = 6  # words between a preposition and its noun: "in the three-minute late video"
GIVEN = (
    ChannelKind.SPEECH,
    ChannelKind.INTERVIEW,
    ChannelKind.WRITTEN_STATEMENT,
    ChannelKind.PRESS_CONFERENCE,
)
OWNERS = frozenset(("his", "her", "their", "its", "my", "our"))


class Telling:
    """Reads the words of one report for channels."""

    def __init__(self, syntax: Syntax, outlets: Outlets) -> None:
        self.syntax, self.outlets = syntax, outlets

    def said_in(self, region: Sequence[int]) -> Iterator[Hop]:
        """Nouns and names that stand behind a preposition that makes channels of them."""
        lexicon, syntax = channels(), self.syntax
        inside = set(region)
        ends = -1
        for at in region:
            if at <= ends or syntax.tags[at] not in NOUNS:
                continue
            if named := self.outlets.at(at):
                ends = named.last
                yield from self._at_name(named.first, named.last, named.kind)
                continue
            noun = self.noun(at)
            if noun is None:
                continue
            before = self._preposition(at, inside)
            if before >= 0 and syntax.low[before] in lexicon.takes[noun]:
                kind = self.leaked(at, lexicon.nouns[noun])
                yield Hop(kind, (syntax.span(before, at),), self._called(at, kind))

    def given(self, region: Sequence[int]) -> Iterator[Hop]:
        """What is given or opened with what is said: "began her speech", "issued a statement"."""
        lexicon, syntax = channels(), self.syntax
        for at in region:
            if syntax.relations[at] != "obj" or syntax.tags[at] not in NOUNS:
                continue
            noun = self.noun(at)
            if noun and noun != "remark" and lexicon.nouns[noun] in GIVEN:
                verb = syntax.heads[at]
                if verb >= 0 and lemma(syntax.low[verb], lexicon.words["delivering"]):
                    yield Hop(lexicon.nouns[noun], (syntax.span(at, at),))

    def noun(self, at: int) -> str | None:
        """The noun of the lexicon that a word is, with the one before it ("news conference")."""
        lexicon, syntax = channels(), self.syntax
        before = syntax.low[at - 1] if at else ""
        after = syntax.low[at + 1] if at + 1 < syntax.size else ""
        if f"{syntax.low[at]}-{after}" in lexicon.nouns:
            return None  # the first word of "press conference"
        if syntax.low[at] == "post" and syntax.tags[at] == "PROPN":
            return None  # a paper
        if before in lexicon.words["press"]:
            for form in (syntax.low[at], syntax.low[at].removesuffix("s")):
                if f"{before}-{form}" in lexicon.nouns:
                    return f"{before}-{form}"
        if syntax.low[at] == "hall" and before == "town":
            return "town-hall"
        modifies = syntax.relations[at] == "compound" and syntax.heads[at] == at + 1
        if modifies and singular(syntax.low[at + 1], lexicon.nouns):
            return None  # "video interview": the second noun is what it is
        return singular(syntax.low[at], lexicon.nouns)

    def _preposition(self, at: int, inside: set[int]) -> int:
        """The preposition that governs a noun, -1 where another phrase stands between."""
        syntax = self.syntax
        for before in range(at - 1, max(at - 1 - REACH, -1), -1):
            tag = syntax.tags[before]
            if tag in ("ADP", "SCONJ") or syntax.low[before] in ("on", "via", "in", "to"):
                return before
            if syntax.low[before] in OWNERS or syntax.relations[before] in ("amod", "compound"):
                continue
            if tag in ("VERB", "AUX", "PRON", "CCONJ", "PUNCT"):
                return -1
            if before not in inside and tag not in ("DET", "ADJ", "NUM", "NOUN", "PROPN", "ADV"):
                return -1
        return -1

    def _at_name(self, first: int, last: int, kind: ChannelKind) -> Iterator[Hop]:
        """A network, station or paper by name: "on Twitter", "with Radio Orsk", "by Reuters"."""
        syntax = self.syntax
        before = self._preposition(first, set(range(first - REACH, first)))
        if before < 0:
            return
        head = syntax.heads[last]
        if head > last and syntax.tags[head] == "NOUN" and self.noun(head) is None:
            return  # "a Radio One host": the name only says which
        preposition, name = syntax.low[before], syntax.span(first, last).of(syntax.text)
        words = (syntax.span(before, last),)
        if preposition in ("with", "to", "for") and kind is not ChannelKind.POST:
            if any(syntax.low[k] in ("interview", "interviews", "spoke", "speaking", "talking")
                   for k in range(max(before - 4, 0), before)):  # fmt: skip
                yield Hop(ChannelKind.INTERVIEW, words, name)
        elif preposition == "by":
            verb = syntax.heads[first] if syntax.heads[first] >= 0 else before
            if any(lemma(syntax.low[k], channels().words["carrying"])
                   for k in (verb, before - 1)):  # fmt: skip
                yield Hop(kind, words, name)
        elif preposition in ("on", "via", "in", "through", "over", "from"):
            yield Hop(kind, words, name)

    def _called(self, at: int, kind: ChannelKind) -> str | None:
        """The name of the outlet that a noun of a channel names: "an interview with Fox News"."""
        syntax = self.syntax
        if kind not in (ChannelKind.INTERVIEW, ChannelKind.POST, ChannelKind.BROADCAST):
            return None
        for word in range(max(at - 2, 0), min(at + REACH + 1, syntax.size)):
            if syntax.tags[word] == "PUNCT" and word > at:
                return None
            if named := self.outlets.at(word):
                return syntax.span(named.first, named.last).of(syntax.text)
        return None

    def leaked(self, at: int, kind: ChannelKind) -> ChannelKind:
        """A leak, where the document is called one."""
        leaking = channels().words["leaking"]
        near = (at - 1, at - 2, at + 1)
        low = self.syntax.low
        if kind not in (ChannelKind.DOCUMENT, ChannelKind.WRITTEN_STATEMENT, ChannelKind.VIDEO):
            return kind
        leaked = any(0 <= k < len(low) and lemma(low[k], leaking) for k in near)
        return ChannelKind.LEAK if leaked else kind
