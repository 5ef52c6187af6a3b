"""To whom something is said: "told reporters", "in a speech to parliament", "said to RT"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.attribute.lemmas import lemma, singular
from sayso.attribute.lexicon import channels
from sayso.attribute.outlets import Outlets
from sayso.attribute.telling import NOUNS, Telling
from sayso.records import Hop
from sayso.syntax import Syntax
from sayso.terms import ChannelKind

#: Parts of speech of a noun phrase that nothing parts.
PHRASE = ("DET", "ADJ", "NOUN", "PROPN", "NUM", "PART", "PRON")
TO_SOMEBODY = (ChannelKind.SPEECH, ChannelKind.WRITTEN_STATEMENT)


class Addressee:
    """Finds whom one speaks to in one report, as ranges of words; empty where no word tells."""

    def __init__(self, syntax: Syntax, outlets: Outlets, words: Telling) -> None:
        self.syntax, self.outlets, self.words = syntax, outlets, words

    def told(self, cue: Sequence[int], region: Sequence[int]) -> range:
        """Whom one speaks to; empty where no word tells."""
        syntax, words = self.syntax, channels().words
        allowed = set(region)
        for at in cue:
            telling = lemma(syntax.low[at], words["telling"])
            if telling and (behind := self._behind(at, allowed)):
                return behind
            speaking = lemma(syntax.low[at], words["speaking"])
            if not (telling or speaking):
                continue
            for kid in sorted(syntax.children[at]):
                if kid < at or kid not in allowed or syntax.tags[kid] not in (*NOUNS, "PRON"):
                    continue
                case = syntax.child(kid, "case")
                to = case >= 0 and syntax.low[case] == "to"
                if telling and syntax.relations[kid] in ("obj", "iobj") and case < 0:
                    return self._noun_phrase(kid, allowed)
                if speaking and to and syntax.relations[kid] in ("obl", "nmod"):
                    return self._noun_phrase(kid, allowed)
        return range(0)

    def _behind(self, verb: int, allowed: set[int]) -> range:
        """The noun phrase right behind "told": trees often hang it on what follows."""
        syntax = self.syntax
        last = verb
        while last + 1 in allowed and self._in_phrase(last + 1):
            last += 1
        while last > verb and syntax.tags[last] not in ("NOUN", "PROPN", "PRON", "NUM"):
            last -= 1
        return range(verb + 1, last + 1)

    def _noun_phrase(self, head: int, allowed: set[int]) -> range:
        """A noun with what stands before it and belongs to it."""
        first = last = head
        while first - 1 in allowed and self._in_phrase(first - 1):
            first -= 1
        while last + 1 in allowed and self.syntax.tags[last + 1] in ("NOUN", "PROPN", "PART"):
            last += 1
        return range(first, last + 1)

    def audience(self, hops: Sequence[Hop]) -> range:
        """Whom a speech or a letter is to: "in a speech to parliament"."""
        syntax = self.syntax
        for hop in hops:
            to = syntax.at(hop.words[-1].end) if hop.kind in TO_SOMEBODY else syntax.size
            if to < syntax.size and syntax.low[to] == "to" and syntax.tags[to] == "ADP":
                return self._behind(to, set(range(to, syntax.sentence_of(to).stop)))
        return range(0)

    def _in_phrase(self, at: int) -> bool:
        """Whether a word may belong to a noun phrase: "invited guests", but not "guests Monday"."""
        syntax = self.syntax
        if syntax.tags[at] == "VERB":
            return syntax.relations[at] in ("amod", "compound")
        return syntax.tags[at] in PHRASE and not self.outlets.is_time(at)

    def heard(self, addressee: range) -> Iterator[Hop]:
        """The channel that an addressee tells: an outlet interviews, a crowd hears a speech."""
        words, syntax = channels().words, self.syntax
        if not addressee:
            return
        span = self.syntax.span(addressee.start, addressee.stop - 1)
        for at in addressee:
            named = self.outlets.at(at)
            if named and named.kind is not ChannelKind.POST:
                name = syntax.span(named.first, named.last).of(syntax.text)
                yield Hop(ChannelKind.INTERVIEW, (span,), name)
                return
        for at in addressee:
            if syntax.tags[at] not in NOUNS:
                continue
            noun = self.words.noun(at)
            if noun and channels().nouns[noun] in (
                ChannelKind.PRESS_CONFERENCE,
                ChannelKind.SPEECH,
            ):
                yield Hop(channels().nouns[noun], (span,))
                return
            if singular(syntax.low[at], words["interviewers"]):
                yield Hop(ChannelKind.INTERVIEW, (span,))
                return
            if singular(syntax.low[at], words["audiences"]):
                yield Hop(ChannelKind.SPEECH, (span,))
                return
