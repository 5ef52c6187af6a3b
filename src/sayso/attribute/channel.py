"""How something said reached the reporter, and to whom it was said (data/channels.toml).

Words tell a channel where they hang on the cue: "in a video", "on Twitter", "told Radio Orsk". A
source may be one itself: "the report says", "Reuters reported". The first hop is the source's own;
what brought it on from there follows ("a statement posted on Twitter", "quoted by Radio Orsk").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.attribute.clauses import Clauses
from sayso.attribute.lemmas import lemma, singular
from sayso.attribute.lexicon import channels
from sayso.attribute.outlets import Outlets
from sayso.attribute.telling import NOUNS, REACH, Telling
from sayso.records import Attribution, Hop, Span
from sayso.terms import ChannelKind

#: Parts of speech of a noun phrase that nothing parts.
PHRASE = ("DET", "ADJ", "NOUN", "PROPN", "NUM", "PART", "PRON")
TO_SOMEBODY = (ChannelKind.SPEECH, ChannelKind.WRITTEN_STATEMENT)
CARRIERS = (
    ChannelKind.OUTLET, ChannelKind.BROADCAST, ChannelKind.WIRE, ChannelKind.DOCUMENT,
    ChannelKind.VIDEO, ChannelKind.LEAK, ChannelKind.POST,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """The channels of one attribution that its own sentence tells, and its addressee."""

    hops: tuple[Hop, ...]
    addressee: tuple[Span, ...]


class Listener:
    """Finds channels in one report."""

    def __init__(self, clauses: Clauses, outlets: Outlets, found: Sequence[Attribution]) -> None:
        self.clauses, self.outlets = clauses, outlets
        self.words = Telling(clauses, outlets)
        self.cues: dict[int, str] = {}
        self.taken: set[int] = set()
        self.spoken: set[int] = set()
        for attribution in found:
            for at in clauses.words_of(attribution.cue):
                self.cues.setdefault(at, attribution.id)
            self.spoken.update(clauses.words_of((*attribution.content, *attribution.source)))
            if attribution.within is None:
                self.taken.update(clauses.words_of(attribution.content))

    def listen(self, attribution: Attribution) -> Told:
        """The hops that the words around an attribution's cue tell."""
        clauses = self.clauses
        cue = clauses.words_of(attribution.cue)
        if not cue:
            return Told((), ())
        region = self._region(attribution, cue)
        addressee = self._addressee(cue, region)
        hops = [
            *self._heard(addressee),
            *self.words.said_in(region),
            *self.words.given(region),
            *self._relative(attribution, cue),
            *self._verbs(cue),
            *self._speaking(region),
            *self._source(attribution),
        ]
        addressee = addressee or self._audience(hops)
        return Told(_ordered(hops), (self._phrase(addressee),) if addressee else ())

    def passing(self, words: Sequence[int]) -> tuple[Hop, ...]:
        """The hops that words tell by themselves, whatever they hang on."""
        return _ordered(list(self.words.said_in(words)))

    def _region(self, attribution: Attribution, cue: Sequence[int]) -> list[int]:
        """The words that may tell the channel: the cue, and what hangs on it and says nothing."""
        clauses = self.clauses
        own = set(cue)
        content = set(clauses.words_of(attribution.content))
        source = set(clauses.words_of(attribution.source))
        inside = attribution.within is not None
        closed = content | source | self.cues.keys()
        return [
            at
            for at in clauses.sentence(cue[0])
            if at in own
            or (
                at not in closed
                and (inside or at not in self.taken)
                and self._belongs(at, own, attribution.id)
            )
        ]

    def _belongs(self, word: int, own: set[int], of: str) -> bool:
        """Whether a word hangs on these cue words, and on no other clause in between."""
        clauses = self.clauses
        for before in range(word - 1, clauses.sentence(word).start - 1, -1):
            if before in self.cues:
                return before in own  # right behind a cue, whatever the tree makes of it
            if before in self.spoken:
                break
        step = word
        for above in (word, *clauses.above(word)):
            if above in own:
                return True
            if above in self.cues:
                return self.cues[above] == of
            if self._parts(above):
                return False
            step = above
        # The parser hung it elsewhere: then it belongs to the cue that no other parts it from.
        between = range(*sorted((step if step in clauses.sentence(word) else word, min(own))))
        return not any(at in self.cues and at not in own for at in between)

    def _parts(self, word: int) -> bool:
        """Whether a word heads a clause of its own, which says how another thing happened."""
        clauses = self.clauses
        relation = clauses.relations[word]
        if relation == "acl":
            return not lemma(clauses.low[word], channels().words["carrying"])
        if relation == "advcl":
            return clauses.child(word, "nsubj", "mark") >= 0
        return relation in ("conj", "parataxis") and clauses.tags[word] in ("VERB", "AUX")

    def _relative(self, attribution: Attribution, cue: Sequence[int]) -> Iterator[Hop]:
        """The noun before that takes the preposition: "a video, in which she said"."""
        lexicon, clauses = channels(), self.clauses
        source = clauses.words_of(attribution.source)
        start = min([*source, cue[0]])
        if start < 2 or clauses.low[start - 1] not in ("which", "where"):
            return
        preposition = clauses.low[start - 2] if clauses.low[start - 1] == "which" else ""
        for at in reversed(range(clauses.sentence(cue[0]).start, start - 1)):
            noun = singular(clauses.low[at], lexicon.nouns) if clauses.tags[at] in NOUNS else None
            if noun is None:
                continue
            fits = preposition in lexicon.takes[noun] if preposition else True
            event = lexicon.nouns[noun] is ChannelKind.SPEECH
            if fits and not (preposition == "in" and event):  # one speaks AT a rally
                yield Hop(lexicon.nouns[noun], (clauses.span(at, at),))
                return

    def _speaking(self, region: Sequence[int]) -> Iterator[Hop]:
        """A speech, unless it is to an outlet or reporters: "Speaking to veterans, ..."."""
        clauses, words = self.clauses, channels().words
        for at in region:
            if clauses.low[at] not in ("speaking", "addressing"):
                continue
            behind = range(at + 1, min(at + REACH, clauses.size))
            if clauses.low[at] == "speaking" and clauses.low[behind.start : behind.stop][
                :1
            ] not in (
                ["to"],
                ["before"],
                ["at"],
            ):
                continue
            if any(self.outlets.at(k) for k in behind if clauses.tags[k] == "PROPN"):
                continue
            heard = [k for k in behind if clauses.tags[k] in ("NOUN", "PROPN")]
            if any(singular(clauses.low[k], words["reporters"]) for k in heard):
                continue
            if heard:
                yield Hop(ChannelKind.SPEECH, (clauses.span(at, heard[0]),))

    def _verbs(self, cue: Sequence[int]) -> Iterator[Hop]:
        clauses = self.clauses
        for at in cue:
            if clauses.tags[at] in ("VERB", "NOUN", "PROPN"):
                verb = lemma(clauses.low[at], channels().verbs)
                if verb and (clauses.tags[at] == "VERB" or clauses.low[at] != verb):
                    yield Hop(channels().verbs[verb], (clauses.span(at, at),))
                if lemma(clauses.low[at], channels().words["posting"]):
                    yield from self._on_a_network(at + 1)

    def _on_a_network(self, on: int) -> Iterator[Hop]:
        """A network that no list has: "wrote on Chirper", which is no day and no place."""
        clauses, name = self.clauses, on + 1
        if name >= clauses.size or clauses.low[on] != "on" or clauses.tags[name] != "PROPN":
            return
        if self.outlets.at(name) is None and not self.outlets.is_time_or_place(name):
            word = clauses.span(name, name).of(clauses.text)
            yield Hop(ChannelKind.POST, (clauses.span(on, name),), word)

    def _source(self, attribution: Attribution) -> Iterator[Hop]:
        """A source that is no person: a document, a recording, a paper."""
        lexicon, clauses = channels(), self.clauses
        words = clauses.words_of(attribution.source)
        head = clauses.head_of(words)
        if head < 0:
            yield from self._reports(attribution)
            return
        yield from self._at_work(words, head)
        named = self.outlets.at(head)
        if named and named.kind is not ChannelKind.POST and not self._owns(named.last):
            name = clauses.span(named.first, named.last)
            yield Hop(named.kind, (name,), name.of(clauses.text))
            return
        noun = self.words.noun(head)
        if noun is None or self.outlets.is_person(head):
            return
        kind = lexicon.nouns[noun]
        if kind is ChannelKind.SPEECH and noun not in lexicon.words["spoken"]:
            return  # a panel, an event: who was there
        if noun == "report" and head and clauses.low[head - 1] in lexicon.words["media"]:
            kind = ChannelKind.OUTLET
        elif clauses.low[head] == "reports" and self._is_anybodys(words, head):
            kind = ChannelKind.UNNAMED
        beside = list(self._beside(words, head))
        if not (noun == "report" and beside):  # a paper's report is the paper
            yield Hop(self.words.leaked(head, kind), (clauses.span(head, head),))
        yield from beside

    def _is_anybodys(self, words: Sequence[int], head: int) -> bool:
        """Whether nothing tells whose reports they are: "reports", "several reports"."""
        before = [self.clauses.tags[at] for at in words if at < head]
        return not before or ("DET" not in before and set(before) <= {"ADJ", "NUM", "ADV"})

    def _owns(self, last: int) -> bool:
        """Whether it is somebody of the outlet that speaks: "Radio One's Oda Rell"."""
        low = self.clauses.low
        return last + 1 < len(low) and low[last + 1] in ("'s", "’s")

    def _reports(self, attribution: Attribution) -> Iterator[Hop]:
        """Reports of which nobody says whose they are: "reports emerged that"."""
        clauses = self.clauses
        for at in clauses.words_of(attribution.cue):
            if clauses.low[at] == "reports" and clauses.tags[at] == "NOUN":
                yield Hop(ChannelKind.UNNAMED, (clauses.span(at, at),))

    def _at_work(self, words: Sequence[int], head: int) -> Iterator[Hop]:
        """A person in what carries him: "a narrator in the film", "Rosk at the Examiner"."""
        clauses = self.clauses
        behind = [at for at in words if at > head]
        for hop in self.words.said_in(behind):
            if hop.kind is ChannelKind.VIDEO:
                yield hop
        for at in behind:
            if clauses.low[at] == "at" and at + 2 in words:
                named = self.outlets.at(at + 1) or self.outlets.at(at + 2)
                if named and named.first <= at + 2 and named.kind in CARRIERS:
                    name = clauses.span(named.first, named.last)
                    yield Hop(named.kind, (name,), name.of(clauses.text))
        for at in words:
            if clauses.low[at] in ("interviewed", "interviewing"):
                yield Hop(ChannelKind.INTERVIEW, (clauses.span(at, at),))

    def _beside(self, words: Sequence[int], head: int) -> Iterator[Hop]:
        """Who holds the document: "a memo seen by Reuters", "a report by Politico"."""
        for at in words:
            if at > head and (named := self.outlets.at(at)) and named.first == at:
                name = self.clauses.span(named.first, named.last)
                yield Hop(named.kind, (name,), name.of(self.clauses.text))
                return

    def _addressee(self, cue: Sequence[int], region: Sequence[int]) -> range:
        """Whom one speaks to; empty where no word tells."""
        clauses, words = self.clauses, channels().words
        allowed = set(region)
        for at in cue:
            telling = lemma(clauses.low[at], words["telling"])
            if telling and (behind := self._behind(at, allowed)):
                return behind
            speaking = lemma(clauses.low[at], words["speaking"])
            if not (telling or speaking):
                continue
            for kid in sorted(clauses.children(at)):
                if kid < at or kid not in allowed or clauses.tags[kid] not in (*NOUNS, "PRON"):
                    continue
                case = clauses.child(kid, "case")
                to = case >= 0 and clauses.low[case] == "to"
                if telling and clauses.relations[kid] in ("obj", "iobj") and case < 0:
                    return self._noun_phrase(kid, allowed)
                if speaking and to and clauses.relations[kid] in ("obl", "nmod"):
                    return self._noun_phrase(kid, allowed)
        return range(0)

    def _behind(self, verb: int, allowed: set[int]) -> range:
        """The noun phrase right behind "told": trees often hang it on what follows."""
        clauses = self.clauses
        last = verb
        while last + 1 in allowed and self._in_phrase(last + 1):
            last += 1
        while last > verb and clauses.tags[last] not in ("NOUN", "PROPN", "PRON", "NUM"):
            last -= 1
        return range(verb + 1, last + 1)

    def _noun_phrase(self, head: int, allowed: set[int]) -> range:
        """A noun with what stands before it and belongs to it."""
        first = last = head
        while first - 1 in allowed and self._in_phrase(first - 1):
            first -= 1
        while last + 1 in allowed and self.clauses.tags[last + 1] in ("NOUN", "PROPN", "PART"):
            last += 1
        return range(first, last + 1)

    def _audience(self, hops: Sequence[Hop]) -> range:
        """Whom a speech or a letter is to: "in a speech to parliament"."""
        clauses = self.clauses
        for hop in hops:
            to = clauses.at(hop.words[-1].end) if hop.kind in TO_SOMEBODY else clauses.size
            if to < clauses.size and clauses.low[to] == "to" and clauses.tags[to] == "ADP":
                return self._behind(to, set(range(to, clauses.sentence(to).stop)))
        return range(0)

    def _in_phrase(self, at: int) -> bool:
        """Whether a word may belong to a noun phrase: "invited guests", but not "guests Monday"."""
        clauses = self.clauses
        if clauses.tags[at] == "VERB":
            return clauses.relations[at] in ("amod", "compound")
        return clauses.tags[at] in PHRASE and not self.outlets.is_time(at)

    def _heard(self, addressee: range) -> Iterator[Hop]:
        """The channel that an addressee tells: an outlet interviews, a crowd hears a speech."""
        words, clauses = channels().words, self.clauses
        if not addressee:
            return
        span = self._phrase(addressee)
        for at in addressee:
            named = self.outlets.at(at)
            if named and named.kind is not ChannelKind.POST:
                name = clauses.span(named.first, named.last).of(clauses.text)
                yield Hop(ChannelKind.INTERVIEW, (span,), name)
                return
        for at in addressee:
            if clauses.tags[at] not in NOUNS:
                continue
            noun = self.words.noun(at)
            if noun and channels().nouns[noun] in (
                ChannelKind.PRESS_CONFERENCE,
                ChannelKind.SPEECH,
            ):
                yield Hop(channels().nouns[noun], (span,))
                return
            if singular(clauses.low[at], words["interviewers"]):
                yield Hop(ChannelKind.INTERVIEW, (span,))
                return
            if singular(clauses.low[at], words["audiences"]):
                yield Hop(ChannelKind.SPEECH, (span,))
                return

    def _phrase(self, words: range) -> Span:
        return self.clauses.span(words.start, words.stop - 1)


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
