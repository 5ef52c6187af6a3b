"""What the actors of a report are called: titles, nominals, what is set beside them or said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set

from sayso.names import fold
from sayso.reconcile.labels.applied import (
    Applied,
    Target,
    appositions,
    heavy,
    modifier_labels,
    noun_key,
    noun_label,
    predicates,
)
from sayso.reconcile.labels.lexicon import leaning_of, lexicon, singular
from sayso.reconcile.labels.naming import Naming
from sayso.reconcile.labels.phrases import GENITIVE, NOUNS, Phrases
from sayso.records import Actor, Mention
from sayso.terms import About, ActorKind, LabelForm, MentionKind

_ENDING = frozenset(("–", "—", "--", ")", "|"))  # datelines and credits before a title
_HONORIFICS = frozenset(
    ("mr", "mrs", "ms", "miss", "dr", "sir", "lord", "lady", "madam", "st", "rev")
)


def mention_heads(phrases: Phrases, actors: Sequence[Actor]) -> dict[int, str]:
    """By the word that a mention hangs on: the id of the actor that it refers to.

    A parser may hang a name on its title, so both stand for it.
    """
    found: dict[int, str] = {}
    for actor in actors:
        for mention in actor.mentions:
            for i in phrases.words_in(mention.head):
                found.setdefault(i, actor.id)
    for actor in actors:
        for mention in actor.mentions:
            outer = phrases.noun_of(mention.span) if mention.kind is MentionKind.NAME else -1
            if outer >= 0 and phrases.tags[outer] in NOUNS:
                found.setdefault(outer, actor.id)
    return found


def actor_labels(
    phrases: Phrases,
    actors: Sequence[Actor],
    heads: Mapping[int, str],
    namings: Sequence[Naming],
    events: Set[int],
) -> Iterator[Applied]:
    """Labels of actors, whose mentions hang on ``heads``; what names ``events`` is none."""
    named = {a.id for a in actors if any(m.kind is MentionKind.NAME for m in a.mentions)}
    given = {i for n in namings if n.thing in heads for i in (n.name, heavy(phrases, n.name))}
    taken = given | events | _papers(phrases, actors)
    for naming in namings:
        if naming.thing in heads and naming.name not in events:
            yield from _called(phrases, Target(About.ACTOR, heads[naming.thing]), naming)
    for actor in actors:
        target = Target(About.ACTOR, actor.id)
        words = {word for name in (actor.name, *actor.names) for word in fold(name).split()}
        for mention in actor.mentions:
            head = next(iter(phrases.words_in(mention.head)), -1)
            if mention.kind is MentionKind.NAME:
                yield from _titles(phrases, target, mention, words)
            elif mention.kind is MentionKind.NOMINAL and head >= 0 and head not in taken:
                yield from _nominal(phrases, target, head, heads)
            for word in {head, phrases.noun_of(mention.span)} - {-1}:
                for one in _said(phrases, target, word):
                    other = heads.get(one.head, actor.id)
                    if one.head not in events and (other == actor.id or other not in named):
                        yield one


def nobody_labels(phrases: Phrases, taken: Set[int]) -> Iterator[Applied]:
    """Loaded words for people that resolving knows nobody for: they stand for themselves."""
    for word in range(phrases.size):
        lemma = singular(phrases.low[word])
        if lemma not in lexicon().who or word in taken or phrases.tags[word] not in NOUNS:
            continue
        if phrases.relations[word] not in ("compound", "flat", "amod"):
            target = Target(About.ACTOR, f"words:{lemma}")
            yield from noun_label(phrases, target, word, LabelForm.NOMINAL)


def _papers(phrases: Phrases, actors: Sequence[Actor]) -> set[int]:
    """Words that resolving has for texts, those aside that take a side: "footage", "move"."""
    return {
        i
        for actor in actors
        if actor.kind is ActorKind.DOCUMENT
        for mention in actor.mentions
        for i in phrases.words_in(mention.head)
        if not leaning_of(phrases.low[i])
    }


def _nominal(
    phrases: Phrases, target: Target, head: int, heads: Mapping[int, str]
) -> Iterator[Applied]:
    """The label that a nominal mention is; "a group of soldiers" may be two actors, and is one."""
    if heads.get(heavy(phrases, head), target.id) != target.id:
        return
    form = LabelForm.APPOSITION if phrases.relations[head] == "appos" else LabelForm.NOMINAL
    if phrases.is_said(head) and phrases.child(head, "nsubj") >= 0:
        form = LabelForm.COPULA
    yield from noun_label(phrases, target, head, form)


def _called(phrases: Phrases, target: Target, naming: Naming) -> Iterator[Applied]:
    """What a verb calls an actor: a noun, or an adjective that takes a side."""
    if phrases.tags[naming.name] in NOUNS:
        yield from noun_label(
            phrases,
            target,
            naming.name,
            LabelForm.NAMING,
            rejected=naming.rejected,
            naming=naming,
        )
    elif leaning_of(phrases.low[naming.name]):
        at, key = naming.name, phrases.low[naming.name]
        yield Applied(target, at, at, at, key, LabelForm.NAMING, naming.rejected, naming)


def _said(phrases: Phrases, target: Target, word: int) -> Iterator[Applied]:
    """What a mention is said to be, and what is set beside it."""
    for noun in appositions(phrases, word):
        yield from noun_label(phrases, target, noun, LabelForm.APPOSITION)
    for noun, denied in predicates(phrases, word):
        if phrases.tags[noun] == "NOUN":
            yield from noun_label(phrases, target, noun, LabelForm.COPULA, rejected=denied)
        elif phrases.tags[noun] == "ADJ" and leaning_of(phrases.low[noun]):
            key = phrases.low[noun]
            yield Applied(target, noun, noun, noun, key, LabelForm.COPULA, denied)


def _titles(
    phrases: Phrases, target: Target, mention: Mention, words: Set[str]
) -> Iterator[Applied]:
    """What stands before a name in its mention: read by words, as parsers differ on titles."""
    inside = phrases.words_in(mention.span)
    name = next((i for i in inside if _is_name(phrases, i, words)), -1)
    first = _title_start(phrases, inside.start, name)
    of = next((i for i in range(first + 1, name) if phrases.low[i] == "of"), name)
    nouns = [i for i in range(first, of) if _is_title(phrases, i)]
    parts: frozenset[int] = frozenset()
    if nouns:
        key, parts = noun_key(phrases, first, nouns[-1])
        last = max((i for i in range(of, name) if phrases.tags[i] in NOUNS), default=nouns[-1])
        if last > nouns[-1]:  # "Secretary of State"
            key = f"{key} of {phrases.folded(range(of + 1, last + 1))}"
            parts |= frozenset(range(of, name))
        yield from _title(phrases, target, first, last, nouns, key)
    rest = [i for i in phrases.modifiers(first, name) if i not in parts]
    yield from modifier_labels(phrases, target, rest)


def _title(
    phrases: Phrases, target: Target, first: int, last: int, nouns: Sequence[int], key: str
) -> Iterator[Applied]:
    """The label of a title; of "Defence Minister General" one for the post and one for the rank."""
    post, _, rank = key.rpartition(" ")
    apart = len(nouns) > 1 and post.rpartition(" ")[2] in lexicon().ranked
    if apart and rank in lexicon().ranks:
        yield Applied(target, first, nouns[-2], nouns[-2], post, LabelForm.TITLE)
        first, key = nouns[-1], rank
    if len(key) > 1:
        yield Applied(target, first, last, nouns[-1], key, LabelForm.TITLE)


def _title_start(phrases: Phrases, first: int, name: int) -> int:
    """Where a title begins, which the mention may leave out in part: "Secretary of", "usurper"."""
    for at in (first, first - 1):  # of "Secretary of State X", where it begins with State or X
        of = 1 < at < name and phrases.low[at - 1] == "of" and phrases.tags[at] in NOUNS
        if of and singular(phrases.low[at - 2]) in lexicon().headed:
            first = phrases.first_of(at - 2)
            break
    before = first - 1
    if 0 < first == name and leaning_of(phrases.low[before]) and phrases.tags[before] in NOUNS:
        first = phrases.first_of(before)
    for i in range(first, name):
        owner = phrases.low[i] in GENITIVE and phrases.tags[i] == "PART"
        if (
            owner
            or phrases.tags[i] in ("DET", "CCONJ")
            or phrases.low[i] in _ENDING
            or (phrases.tags[i] == "ADP" and phrases.low[i] != "of")
        ):
            first = i + 1
    while first < name and (phrases.tags[first] == "PUNCT" or phrases.low[first] == "of"):
        first += 1
    return first


def _is_title(phrases: Phrases, word: int) -> bool:
    """Whether a word before a name is a noun that says what it is."""
    low = phrases.low[word]
    if phrases.tags[word] not in NOUNS or phrases.is_place(word) or leaning_of(low) == "siding":
        return False
    return fold(low) not in _HONORIFICS


def _is_name(phrases: Phrases, word: int, words: Set[str]) -> bool:
    parts = fold(phrases.forms[word]).split()
    capital = phrases.forms[word][:1].isupper()
    return bool(parts) and capital and all(part in words for part in parts)
