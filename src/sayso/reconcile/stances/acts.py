"""Clauses in which somebody takes a stance: who, by which words, to whom.

"X condemned Y", "X sides with Y", "Y, who is backed by X", "X voiced support for Y", "X is loyal to
Y", "soldiers backing Y", "Y's supporters". What is negated, only asked or only possible is none,
but for "does not recognise" and "refused to back", which are a stance with the opposite sign.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sayso.reconcile.labels.lexicon import singular, verb_forms
from sayso.reconcile.labels.phrases import NOUNS, Phrases
from sayso.reconcile.stances.lexicon import Does, lexicon
from sayso.terms import StanceKind

_BE = frozenset(("is", "are", "was", "were", "be", "been", "being", "'s", "’s", "'re", "remain",
                 "remains", "remained", "stay", "stays", "stayed"))  # fmt: skip
_TURNED = (StanceKind.BACKS, StanceKind.RECOGNISES)


@dataclass(frozen=True, slots=True)
class Act:
    """Numbers of words: ``by`` who does it, ``to`` whom, ``words`` that tell it.

    Where ``to`` is nobody it is ``instead``, who owns or did it: "X's move", "the raid by X".
    ``by`` is -1 where the clause has no subject; ``asked`` is the verb by which it is asked of
    somebody else, -1 where it is not.
    """

    by: int
    to: tuple[int, ...]
    does: Does
    words: tuple[int, ...]
    instead: tuple[int, ...] = ()
    asked: int = -1


def find_acts(phrases: Phrases) -> Iterator[Act]:
    """Every stance that the syntax of a report shows."""
    for word in range(phrases.size):
        tag = phrases.tags[word]
        if tag == "VERB":
            yield from _verb(phrases, word)
        elif tag == "ADJ":
            yield from _adjective(phrases, word)
        elif tag in NOUNS:
            yield from _people(phrases, word)


def _verb(phrases: Phrases, verb: int) -> Iterator[Act]:
    for does, words, things in (
        *_plain(phrases, verb),
        *_phrase(phrases, verb),
        *_noun(phrases, verb),
    ):
        turned = turn(phrases, verb, does)
        if turned is None:
            continue
        passive = any(phrases.low[kid] in _BE for kid in phrases.of(verb, "aux"))
        agents = [k for k in phrases.of(verb, "obl", "nmod") if has_case(phrases, k, "by")]
        by, asked = _subject(phrases, verb)
        if agents and not things and (passive or phrases.relations[verb] == "acl"):
            subject = phrases.heads[verb] if phrases.relations[verb] == "acl" else by
            things, by = ([subject] if subject >= 0 else []), agents[0]
        elif passive or (agents and not things):
            continue
        for thing in things:  # of "condemned the raid by X" the parser may hang X on the verb
            done_by = (
                *instead(phrases, thing),
                *(k for k in agents if k > thing and _is_told(phrases, k)),
            )
            if does.kind is StanceKind.BACKS and does.sign < 0:
                done_by = ()  # who rejects X's proposal need not oppose X
            yield Act(by, whom(phrases, thing), turned, words, done_by, asked)


def _plain(phrases: Phrases, verb: int) -> Iterator[tuple[Does, tuple[int, ...], list[int]]]:
    """A verb that takes whom it is about as its object."""
    does = next((d for f in verb_forms(phrases.low[verb]) if (d := lexicon().verbs.get(f))), None)
    if does is None:
        return
    things = phrases.of(verb, "obj", "iobj")
    if not things and verb + 1 < phrases.size and phrases.tags[verb + 1] == "PROPN":
        things = [verb + 1]  # "recognised X as president": the parser may hang X on the president
    if does.kind is StanceKind.RECOGNISES and phrases.child(verb, "ccomp") >= 0:
        return  # "I recognise the president thinks ..."
    if does.kind is StanceKind.ACCUSES:  # "blamed the raid on X"
        blamed = (k for word in (verb, *things) for k in phrases.of(word, "obl", "nmod"))
        things = [k for k in blamed if has_case(phrases, k, "on")] or things
    if does.kind is StanceKind.THREATENS and not things:  # "threatened to strike X"
        deeds = phrases.of(verb, "xcomp")
        things = [k for deed in deeds for k in phrases.of(deed, "obj")]
    yield does, (verb,), things


def _phrase(phrases: Phrases, verb: int) -> Iterator[tuple[Does, tuple[int, ...], list[int]]]:
    """A verb and a word before whom it is about: "sides with X"."""
    for form in verb_forms(phrases.low[verb]):
        for case, does in lexicon().phrases.get(form, {}).items():
            things = [k for k in phrases.of(verb, "obl", "nmod") if has_case(phrases, k, case)]
            marks = tuple(
                kid
                for thing in things
                for kid in phrases.of(thing, "case")
                if phrases.low[kid] == case
            )
            if things:
                yield does, (verb, *marks), things


def _noun(phrases: Phrases, verb: int) -> Iterator[tuple[Does, tuple[int, ...], list[int]]]:
    """A light verb with a noun: "voiced support for X"."""
    if lexicon().light.isdisjoint(verb_forms(phrases.low[verb])):
        return
    for noun in phrases.of(verb, "obj"):
        cases = lexicon().nouns.get(singular(phrases.low[noun]), {})
        for holder in (noun, verb):
            for thing in phrases.of(holder, "nmod", "obl"):
                does = next((d for c, d in cases.items() if has_case(phrases, thing, c)), None)
                if does is not None and thing > noun:
                    yield does, (verb, noun), [thing]


def _adjective(phrases: Phrases, word: int) -> Iterator[Act]:
    """An adjective that is said of somebody: "X is loyal to Y"."""
    cases = lexicon().adjectives.get(phrases.low[word], {})
    be, by = phrases.child(word, "cop"), phrases.child(word, "nsubj")
    head = phrases.heads[word]
    if be < 0 and by < 0 and head >= 0 and phrases.low[head] in _BE:  # "remain loyal to"
        by = phrases.child(head, "nsubj")
    for case, does in cases.items():
        for thing in phrases.of(word, "obl", "nmod"):
            turned = turn(phrases, word, does) if has_case(phrases, thing, case) else None
            if turned and by >= 0:
                yield Act(by, whom(phrases, thing), turned, (word,))


def _people(phrases: Phrases, noun: int) -> Iterator[Act]:
    """People who are called by what they do: "supporters of X", "X's backers"."""
    does = lexicon().people.get(singular(phrases.low[noun]))
    if does is None or phrases.low[noun] == singular(phrases.low[noun]):
        return  # of one alone, "a supporter", it is another's word for somebody
    if noun + 1 < phrases.size and phrases.tags[noun + 1] == "PROPN":
        return  # "X's supporters Y and Z": a title, which resolving has for theirs
    of = noun + 1 < phrases.size and phrases.low[noun + 1] == "of"
    for thing in phrases.of(noun, "nmod"):
        if has_case(phrases, thing, "of") if of else _owns(phrases, thing):
            yield Act(noun, (thing,), does, (noun,))


def _subject(phrases: Phrases, verb: int) -> tuple[int, int]:
    """Who does what a verb says, and the verb by which it is asked of them; -1 for none."""
    for _ in range(6):
        subject, relation = phrases.child(verb, "nsubj"), phrases.relations[verb]
        if subject >= 0:
            return subject, -1
        head = phrases.heads[verb]
        if head < 0:
            return -1, -1
        gerund = phrases.low[verb].endswith("ing")
        if gerund and has_case(phrases, verb, "for"):  # "condemned X for backing Y"
            return max(phrases.child(head, "obj"), phrases.child(head, "nsubj")), -1
        if relation == "acl" and gerund:
            return head, -1
        if relation in ("xcomp", "ccomp", "advcl") and _is_asked(phrases, verb, head):
            return phrases.child(head, "nsubj"), head
        if relation not in ("conj", "xcomp", "advcl"):
            return -1, -1
        if relation == "advcl" and not gerund:
            return -1, -1
        verb = head
    return -1, -1


def _is_asked(phrases: Phrases, verb: int, head: int) -> bool:
    """Whether a verb is what another asks of somebody: "called on X to side with Y"."""
    infinitive = any(phrases.low[kid] == "to" for kid in phrases.of(verb, "mark"))
    return infinitive and not lexicon().asking.isdisjoint(verb_forms(phrases.low[head]))


def turn(phrases: Phrases, word: int, does: Does) -> Does | None:
    """A stance under negation or refusal: with the opposite sign, or none."""
    low = phrases.low
    kids = phrases.children[word]
    if any(low[kid] in lexicon().open for kid in kids):
        return None
    head, relation = phrases.heads[word], phrases.relations[word]
    refusing = relation == "xcomp" and _refuses(phrases, head)
    if (
        relation == "xcomp"
        and not refusing
        and any(low[k] in lexicon().open for k in phrases.children[head])
    ):
        return None
    negated = phrases.negated(word) or (relation == "xcomp" and phrases.negated(head))
    if negated and refusing:
        return None
    withdrawn = not lexicon().refusing.isdisjoint(verb_forms(low[word]))
    if refusing or withdrawn or negated:
        plain = negated and does.kind is not StanceKind.RECOGNISES
        return None if plain or does.kind not in _TURNED else replace(does, sign=-does.sign)
    return does


def _refuses(phrases: Phrases, verb: int) -> bool:
    return verb >= 0 and not lexicon().refusing.isdisjoint(verb_forms(phrases.low[verb]))


def whom(phrases: Phrases, thing: int) -> tuple[int, ...]:
    """Words for whom a stance may be about: a thing and what it joins."""
    if any(phrases.low[kid] in ("no", "any", "neither") for kid in phrases.of(thing, "det")):
        return ()
    if singular(phrases.low[thing]) in lexicon().standing:
        return ()
    return (thing, *phrases.of(thing, "conj"))


def instead(phrases: Phrases, thing: int) -> tuple[int, ...]:
    """Words for who owns or did a thing that is nobody: "X's move", "the raid by X"."""
    suffered = singular(phrases.low[thing]) in lexicon().suffered
    return tuple(
        kid
        for kid in phrases.of(thing, "nmod")
        if (_owns(phrases, kid) and not suffered)
        or (has_case(phrases, kid, "by") and _is_told(phrases, kid))
    )


def _is_told(phrases: Phrases, word: int) -> bool:
    """Whether a noun means somebody, as in "by the rebels", and no manner, as in "by force"."""
    plural = phrases.low[word] != singular(phrases.low[word])
    return phrases.tags[word] == "PROPN" or plural or phrases.child(word, "det") >= 0


def _owns(phrases: Phrases, word: int) -> bool:
    marks = phrases.of(word, "case")
    return any(phrases.low[kid] in ("'s", "’s", "'", "’") for kid in marks)


def has_case(phrases: Phrases, word: int, form: str) -> bool:
    """Whether a word stands behind a preposition, by the tree or right behind it.

    Of "to the President X" the parser may hang the preposition on the title, and that on X.
    """
    if word > 0 and phrases.low[word - 1] == form:
        return True
    titles = [kid for kid in phrases.of(word, "nmod", "compound") if kid < word]
    marks = (kid for one in (word, *titles) for kid in phrases.of(one, "case", "mark"))
    return any(phrases.low[kid] == form for kid in marks)
