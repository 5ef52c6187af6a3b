"""From clauses that show a stance to actors: who takes it, to whom, and whose word that is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sayso.names import fold
from sayso.reconcile.labels.lexicon import verb_forms
from sayso.reconcile.labels.phrases import Phrases
from sayso.reconcile.labels.targets import Targets
from sayso.reconcile.labels.using import innermost
from sayso.reconcile.stances.acts import Act, find_acts, has_case, turn, whom
from sayso.reconcile.stances.lexicon import Does, lexicon
from sayso.records import Attribution, Mention, Span
from sayso.terms import ActorKind, Certainty, Manner, MentionKind, StanceKind

#: What a stance told under these is: none that is taken.
_OPEN = (Certainty.DENIED, Certainty.CONDITIONAL, Certainty.UNVERIFIED)
_GUESSING = (Manner.BELIEVE, Manner.PREDICT, Manner.ASK)
#: Pronouns that may be who takes a stance; "it", "they", "which" are too often another.
_SURE = frozenset(("he", "she", "we", "i", "who"))
#: What an attribution does by its manner alone. Other manners are left to the lexicon: among the
#: words for to endorse are "vote" and "choose", for to praise "love", for to threaten "warn".
_MANNERS = {
    Manner.CONDEMN: Does(StanceKind.CONDEMNS, -1),
    Manner.ACCUSE: Does(StanceKind.ACCUSES, -1),
}
#: Sources that are no one: what "few" do, most do not.
_NOBODY = frozenset(("few", "some", "those", "who", "others", "many", "none", "nobody", "no one"))
_SIDING = dict.fromkeys(("backed", "supported"), Does(StanceKind.BACKS, 1))


@dataclass(frozen=True, slots=True)
class Found:
    """A stance between two actors, by ids, as the arguments of ``make_stance``."""

    actor: str
    target: str
    does: Does
    words: tuple[Span, ...]
    attribution: Attribution | None
    within: Attribution | None


class Finder:
    """Finds the stances of one report."""

    def __init__(self, targets: Targets) -> None:
        reading = targets.reading
        self.phrases: Phrases = targets.phrases
        self._reading = reading
        self._heads, self._skipped = targets.actors, targets.skipped
        self._papers = {a.id for a in reading.actors if a.kind is ActorKind.DOCUMENT}
        self._inner = innermost(self.phrases, reading.attributions)
        self._told = {
            actor.id
            for actor in reading.actors
            if actor.name.lower() not in _NOBODY and any(map(_tells, actor.mentions))
        }
        self._by_id = {one.id: one for one in reading.attributions}
        self._cues: dict[int, Attribution] = {}
        for one in reading.attributions:
            for span in one.cue:
                self._cues.update(dict.fromkeys(self.phrases.words_in(span), one))

    def find(self) -> Iterator[Found]:
        """Every stance, by the manner of attributions first, which knows more of its cue."""
        for act in self._by_manner():
            yield from self._found(act)
        for act in find_acts(self.phrases):
            yield from self._found(act)
        yield from self._sided()

    def _by_manner(self) -> Iterator[Act]:
        """Attributions whose cue condemns, accuses, praises or threatens its object."""
        for one in self._reading.attributions:
            how = one.how
            if how is None or how.manner not in _MANNERS or not how.manner_words:
                continue
            verb = next(iter(self.phrases.words_in(how.manner_words[0])), -1)
            if verb < 0 or self.phrases.tags[verb] != "VERB":
                continue
            if not lexicon().blows.isdisjoint(verb_forms(self.phrases.low[verb])):
                continue
            does = turn(self.phrases, verb, _MANNERS[how.manner])
            for thing in self.phrases.of(verb, "obj", "iobj") if does else ():
                by, to = self.phrases.child(verb, "nsubj"), whom(self.phrases, thing)
                yield Act(by, to, does or _MANNERS[how.manner], (verb,))

    def _found(self, act: Act) -> Iterator[Found]:
        by = self._saying(act)
        within = self._by_id.get(by.within or "") if by else self._inner.get(act.words[0])
        if _is_open(within, act) or act.words[0] in self._skipped:
            return
        if act.does.kind is StanceKind.ANSWERS and by is None:
            return  # "countering X" is no answer
        for actor in self._actors(act, by):
            saying, around = by, within
            if by is None and within is not None and within.actor == actor:  # "we condemn ..."
                saying, around = within, self._by_id.get(within.within or "")
            for to in self._whom(act):
                if (target := self._heads[to]) != actor:
                    spans = tuple(self.phrases.spans[i] for i in (*act.words, to))
                    yield Found(actor, target, act.does, spans, saying, around)

    def _sided(self) -> Iterator[Found]:
        """Adjectives that say who backs what they stand before: "US-backed rebels"."""
        named = {fold(n): a.id for a in self._reading.actors for n in (a.name, *a.names)}
        for word, low in enumerate(self.phrases.low):
            name, _, deed = low.rpartition("-")
            actor = named.get(fold(name)) if deed in _SIDING else None
            if actor is None:
                continue
            noun = next((i for i in self.phrases.above(word) if self._means_somebody(i)), -1)
            if noun < word or self._heads[noun] == actor:
                continue
            spans = (self.phrases.spans[word], self.phrases.spans[noun])
            within = self._inner.get(word)
            yield Found(actor, self._heads[noun], _SIDING[deed], spans, None, within)

    def _saying(self, act: Act) -> Attribution | None:
        """The attribution by whose cue a stance is taken."""
        if has_case(self.phrases, act.words[0], "for"):
            return None  # "condemned X for backing Y": X is who backs
        return self._cues.get(act.words[0]) or self._cues.get(act.asked)

    def _whom(self, act: Act) -> list[int]:
        """The words of a stance that mean an actor: whom it is about, else who owns or did that."""
        for words in (act.to, act.instead):
            if found := [i for i in words if self._means_somebody(i)]:
                return found
        return []

    def _means_somebody(self, word: int) -> bool:
        actor = self._heads.get(word)
        return actor is not None and actor not in self._papers and self.phrases.tags[word] != "PRON"

    def _actors(self, act: Act, by: Attribution | None) -> list[str]:
        """Who takes a stance: the source or the subject, and others that are named with it."""
        found = [by.actor] if by is not None and by.actor is not None else []
        if act.by >= 0:
            low, pronoun = self.phrases.low[act.by], self.phrases.tags[act.by] == "PRON"
            words = () if found or (pronoun and low not in _SURE) else (act.by,)
            others = self.phrases.of(act.by, "conj")
            found += [self._heads[i] for i in (*words, *others) if i in self._heads]
        return [id for id in dict.fromkeys(found) if id in self._told]


def _tells(mention: Mention) -> bool:
    """Whether a mention says who is meant, as no pronoun does."""
    return mention.kind is not MentionKind.PRONOUN


def _is_open(within: Attribution | None, act: Act) -> bool:
    """Whether what tells of a stance denies it, or only thinks that it may be so."""
    if within is None or within.how is None:
        return False
    if within.how.manner is Manner.DENY or within.how.certainty in _OPEN:
        return True
    return within.how.manner in _GUESSING and act.by not in act.words
