"""How sure a content is, as its source and its reporter put it (data/certainty.toml).

A cue that denies denies its content. What nobody vouches for ("could not be verified", "it was not
clear whether") is unverified, what holds under an if is conditional, and what a modal, an adverb
or a verb of seeming softens is hedged. A hedge counts where it stands over the main predicate of
the content; deeper in, it softens something else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.attribute.lemmas import lemma
from sayso.attribute.lexicon import hedges
from sayso.attribute.manner import Act
from sayso.records import Attribution
from sayso.syntax import Syntax
from sayso.terms import Certainty, Manner

GAP = 2  # words that may stand inside a phrase: "could not be independently verified"
QUESTIONS = ("whether", "if")
SHORT = 25  # words of a sentence that says no more than that something is unverified
BE = frozenset(("is", "are", "was", "were", "be", "been", "being"))
NOTHING = (Manner.DEMAND, Manner.ASK)  # what is demanded or asked is not put forward as so


@dataclass(frozen=True, slots=True)
class Sure:
    """How sure, and the words (by number) that tell."""

    certainty: Certainty
    words: tuple[int, ...]


def find_certainty(
    syntax: Syntax, attribution: Attribution, act: Act, around: Sequence[int]
) -> Sure:
    """The certainty of a content.

    ``around`` are the words of its sentence that stand outside of every content.
    """
    content = syntax.words_of(attribution.content)
    cue = syntax.words_of(attribution.cue)
    if act.manner is Manner.DENY:
        return Sure(Certainty.DENIED, act.words)
    own = {*cue, *syntax.words_of(attribution.source)}
    if words := _unverified(syntax, around, own):
        return Sure(Certainty.UNVERIFIED, words)
    if act.certainty:
        return Sure(act.certainty, act.words)
    if words := _doubted_behind(syntax, cue):
        return Sure(Certainty.UNVERIFIED, words)
    if words := _hedged_cue(syntax, cue, act):
        return Sure(Certainty.HEDGED, words)
    predicate = main_predicate(syntax, content)
    if predicate < 0:
        return Sure(Certainty.ASSERTED, ())
    if predicate in (words := find_phrase(syntax, content)):
        return Sure(Certainty.UNVERIFIED, words)
    return of_clause(syntax, predicate, content, act.manner)


def of_clause(syntax: Syntax, predicate: int, content: Sequence[int], manner: Manner) -> Sure:
    """The certainty of a clause by what hangs on its predicate."""
    if manner is not Manner.ASK and (words := _condition(syntax, predicate, content)):
        return Sure(Certainty.CONDITIONAL, words)
    if manner not in NOTHING and (words := _hedged(syntax, predicate, content)):
        return Sure(Certainty.HEDGED, words)
    return Sure(Certainty.ASSERTED, ())


def main_predicate(syntax: Syntax, content: Sequence[int]) -> int:
    """The word of a content that its first sentence hangs on, -1 where there is none."""
    if not content:
        return -1
    first = syntax.sentence_of(content[0])
    within = [at for at in content if at in first] or list(content)
    return syntax.head_of(within)


def _unverified(syntax: Syntax, around: Sequence[int], own: set[int]) -> tuple[int, ...]:
    """Words by which nobody vouches; only "could not be verified" may stand off cue and source."""
    words = find_phrase(syntax, around)
    vouching = len(words) > 1 and vouches(syntax, words)
    return words if vouching or not own.isdisjoint(words) else ()


def vouches(syntax: Syntax, words: Sequence[int]) -> bool:
    """Whether words tell that something is, or is not, vouched for: "verified"."""
    return any(syntax.low[at] in hedges().words["vouching"] for at in words)


def _doubted_behind(syntax: Syntax, cue: Sequence[int]) -> tuple[int, ...]:
    """The sentence behind that takes it back: "The claim could not be verified."."""
    here = syntax.sentence_of(cue[0]) if cue else range(0)
    behind = syntax.sentence_of(here.stop) if here and here.stop < syntax.size else range(0)
    if not 0 < len(behind) <= SHORT:
        return ()
    if "\n" in syntax.text[syntax.spans[here.stop - 1].end : syntax.starts[here.stop]]:
        return ()
    words = hedges().words
    if not any(syntax.low[at] in words["vouching"] for at in behind):
        return ()
    if not any(syntax.low[at] in words["doubted"] for at in behind):
        return ()
    return find_phrase(syntax, behind)


def find_phrase(syntax: Syntax, words: Sequence[int]) -> tuple[int, ...]:
    """The words of the first phrase of ``unverified`` that stand in ``words``, in its order."""
    if hedges().openings.isdisjoint([syntax.low[at] for at in words]):
        return ()
    places: dict[str, list[int]] = {}
    for at in words:
        places.setdefault(syntax.low[at], []).append(at)
    for phrase in hedges().phrases:
        for at in places.get(phrase[0], ()):
            if found := _follow(phrase, at, places):
                return found
    return ()


def _follow(phrase: Sequence[str], at: int, places: dict[str, list[int]]) -> tuple[int, ...]:
    found = [at]
    for word in phrase[1:]:
        here = found[-1]
        behind = next((k for k in places.get(word, ()) if here < k <= here + 1 + GAP), None)
        if behind is None:
            return ()
        found.append(behind)
    return tuple(found)


def _hedged_cue(syntax: Syntax, cue: Sequence[int], act: Act) -> tuple[int, ...]:
    """Words of the cue that are less than sure: "seems", "is believed to", "reportedly told"."""
    words = hedges().words
    found = []
    for at in cue:
        form = syntax.low[at]
        tag = syntax.tags[at]
        if tag == "ADV" and form in words["adverbs"]:
            found.append(at)
        elif lemma(form, words["cues"]) and (at in act.words or tag != "VERB"):
            if act.manner not in NOTHING:
                found.append(at)
        elif lemma(form, words["passives"]) and _is_passive(syntax, at):
            found.append(at)
    return tuple(found)


def _is_passive(syntax: Syntax, at: int) -> bool:
    """Whether it is as in "is believed to": nobody is said to do it."""
    kids = syntax.children[at]
    be = any(syntax.relations[kid] == "aux" and syntax.low[kid] in BE for kid in kids)
    after = syntax.low[at + 1] if at + 1 < syntax.size else ""
    return be and syntax.low[at].endswith(("ed", "ght", "ood", "aid")) and after != "by"


def _condition(syntax: Syntax, predicate: int, content: Sequence[int]) -> tuple[int, ...]:
    """An if-clause over the main predicate."""
    words, inside = hedges().words, set(content)
    for kid in _over(syntax, predicate):
        if kid not in inside or syntax.relations[kid] not in ("advcl", "acl"):
            continue
        for mark in syntax.children[kid]:
            if syntax.relations[mark] != "mark" or syntax.low[mark] not in words["conditions"]:
                continue
            before = syntax.low[mark - 1] if mark else ""
            if before not in words["unconditional"]:
                return tuple(range(mark, kid + 1)) if mark < kid else (mark,)
    return _opening_condition(syntax, content)


def _opening_condition(syntax: Syntax, content: Sequence[int]) -> tuple[int, ...]:
    """An "if" that a content opens with, whatever the tree makes of it."""
    opening = next((at for at in content if not _opens(syntax, at)), -1)
    if opening < 0 or syntax.low[opening] not in hedges().words["conditions"]:
        return ()
    above = syntax.heads[opening]
    beside = above >= 0 and syntax.relations[above] == "advcl"
    return (opening,) if beside or any(syntax.low[at] == "," for at in content) else ()


def _opens(syntax: Syntax, at: int) -> bool:
    """Whether a word only leads into a content: quotation marks, "that"."""
    return syntax.tags[at] == "PUNCT" or syntax.low[at] in ("that", "'", "''", "``")


def _over(syntax: Syntax, predicate: int) -> Iterator[int]:
    """What hangs on a predicate, or on the verb that it completes."""
    yield from syntax.children[predicate]
    for kid in syntax.children[predicate]:
        if syntax.relations[kid] == "xcomp":
            yield from syntax.children[kid]


def _hedged(syntax: Syntax, predicate: int, content: Sequence[int]) -> tuple[int, ...]:
    """Modals and adverbs on the predicate, verbs of seeming for it, "alleged" before a thing."""
    words, inside = hedges().words, set(content)
    if lemma(syntax.low[predicate], words["predicates"]) and syntax.tags[predicate] != "NOUN":
        return (predicate,)
    passive = lemma(syntax.low[predicate], words["passives"]) and _is_passive(syntax, predicate)
    if passive and syntax.child(predicate, "xcomp", "ccomp") >= 0:
        return (predicate,)
    thing = syntax.tags[predicate] in ("NOUN", "PROPN") and syntax.child(predicate, "cop") < 0
    kids = syntax.children[predicate]
    negated = any(syntax.low[kid] in ("not", "n't", "n’t", "never") for kid in kids)
    hedging = {
        "aux": words["modals"] - ({"could"} if negated else set()),
        "advmod": words["adverbs"],
        "amod": words["adjectives"] if thing else frozenset(),
    }
    for kid in kids:
        if kid in inside and syntax.low[kid] in hedging.get(syntax.relations[kid], ()):
            return (kid,)
    return ()
