"""The clauses of a content: predicates with who does and undergoes them, whatever their voice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from sayso.names import fold
from sayso.reconcile.claims.elliptic import left_out
from sayso.reconcile.claims.keys import Keys, sense_of
from sayso.reconcile.claims.lexicon import Sense, lexicon
from sayso.reconcile.claims.modality import modality_of
from sayso.reconcile.claims.stems import stem
from sayso.reconcile.claims.turning import find_turned, is_of_any, is_turned_in_part
from sayso.reconcile.events.quantities import find_quantities
from sayso.reconcile.events.tree import Tree
from sayso.records import Place, Span, Time
from sayso.records.claims import Clause, Phrase, When, Where
from sayso.terms import ActorKind, Modality, Precision

_EMPTY = frozenset(("there", "it", "this", "that"))
_HOLDING = frozenset(("conj", "xcomp", "obj", "nmod", "obl", "ccomp", "appos"))
_WHERE = frozenset(("in", "at", "near", "inside", "outside", "on"))
_FURTHER = frozenset(("more", "other", "others", "another", "further", "additional"))
_Told = TypeVar("_Told", When, Where)
_DEPTH = 4  # governing verbs that are looked at


class Text:
    """A report's tree with the keys of its words, its times and its places.

    Each clause asks for its times and places; looking for them among all cost a long report, that
    has many of both, the product of the two.
    """

    def __init__(
        self, tree: Tree, keys: Keys, times: Iterable[Time], places: Iterable[Place]
    ) -> None:
        self.tree, self.keys = tree, keys
        spans = [time.span for time in times]
        self._dated = {
            word for span in spans for word in tree.words_from(span) if span.holds(tree.spans[word])
        }
        self._whens = _by_word(tree, [found for time in times if (found := _when(time))])
        self._wheres = _by_word(
            tree,
            [
                Where(p.span, fold(p.name), p.known, p.latitude, p.longitude, p.radius)
                for p in places
            ],
        )

    def is_dated(self, word: int) -> bool:
        """Whether a word is part of a time."""
        return word in self._dated

    def when(self, words: Iterable[int]) -> tuple[When, ...]:
        """The times that some words are part of and that the calendar has."""
        return _touched(self._whens, words)

    def where(self, words: Iterable[int]) -> tuple[Where, ...]:
        """The places that some words are part of."""
        return _touched(self._wheres, words)


def _when(time: Time) -> When | None:
    if not time.start or not time.end or time.precision is Precision.VAGUE:
        return None
    return When(time.span, time.start, time.end)


def _by_word(tree: Tree, told: Sequence[_Told]) -> dict[int, dict[int, _Told]]:
    """By word what is told with it, under numbers in the order given."""
    found: dict[int, dict[int, _Told]] = {}
    for number, one in enumerate(told):
        for word in tree.words_in(one.span):
            found.setdefault(word, {})[number] = one
    return found


def _touched(by_word: Mapping[int, Mapping[int, _Told]], words: Iterable[int]) -> tuple[_Told, ...]:
    found: dict[int, _Told] = {}
    for word in words:
        if word in by_word:
            found |= by_word[word]
    return tuple(found[number] for number in sorted(found))


def find_clauses(
    text: Text, words: Sequence[int], *, denied: bool, rejected: bool, modality: Modality
) -> tuple[Clause, ...]:
    """The clauses among some ``words``.

    ``denied`` is whether the source says that they are not so, ``rejected`` whether it says so of
    what others claim in them, ``modality`` what it says beside.
    """
    inside = set(words)
    found = []
    for word in words:
        if _is_predicate(text.tree, word):
            held = denied or (rejected and _is_reported(text.tree, word, inside))
            flipped = held and _is_main(text.tree, word, inside)
            if clause := clause_of(text, word, inside, denied=flipped, modality=modality):
                found.append(clause)
    return tuple(found)


def _is_main(tree: Tree, word: int, inside: set[int]) -> bool:
    """Whether it is what is said, not what is said beside it.

    Who denies that he fled "after the guards had left" does not deny that they had.
    """
    within = True  # of the words of the "as", not of another noun that is read as hanging on them
    for _ in range(_DEPTH):
        if (within and "as" in tree.cases(word)) or tree.relations[word] == "advcl":
            return False  # "dismissed it as a stunt", "declined it, as he felt better"
        within = tree.relations[word].startswith("acl")
        if tree.heads[word] not in inside:
            return True
        if tree.relations[word] == "xcomp" and tree.of(tree.heads[word], "det", "nmod"):
            return False  # who rejects the decision to do it does not deny that it is done
        said = tree.relations[word] == "acl" and "that" in tree.cases(word)  # "reports that"
        if not said and tree.relations[word] not in _HOLDING:
            return False
        word = tree.heads[word]
    return False


def _is_reported(tree: Tree, word: int, inside: set[int]) -> bool:
    """Whether it is what a noun says: "the claim that they had fled"."""
    return (
        tree.relations[word] == "acl" and tree.heads[word] in inside and "that" in tree.cases(word)
    )


def _is_predicate(tree: Tree, word: int) -> bool:
    tag, relation = tree.tags[word], tree.relations[word]
    if relation in ("aux", "cop", "compound", "flat", "case", "mark", "fixed"):
        return False
    if tag == "VERB":
        return relation != "amod"
    if tag not in ("NOUN", "PROPN", "ADJ", "ADV", "NUM"):
        return False
    if tree.of(word, "cop", "nsubj") or (relation == "xcomp" and tag in ("ADJ", "NOUN")):
        return True
    return bool(_counts(tree, word) or _naming(tree, word) or left_out(tree, word))


def _naming(tree: Tree, word: int) -> tuple[Sense, Span] | None:
    """The sense of "was a coup attempt" and of "as a coup", by which names compete; its words."""
    if not tree.of(word, "cop") and "as" not in tree.cases(word):
        return None
    for noun in (word, *tree.of(word, "compound")):
        if name := lexicon().competing.get(stem(tree.joined[noun])):
            return Sense(name), Span(tree.starts[min(noun, word)], tree.spans[word].end)
    return None


def _counts(tree: Tree, word: int) -> bool:
    """Whether a noun says how many underwent something, or that none did: "14 dead"."""
    sense = sense_of(stem(tree.joined[word]))
    if not sense or not sense.undergone:
        return False
    negators = lexicon().words["negators"]
    return any(
        c < word and (tree.relations[c] == "nummod" or tree.low[c] in negators)
        for c in tree.children[word]
    )


def _is_body(text: Text, word: int) -> bool:
    """Whether an "it" stands for an actor; for a person it cannot."""
    actor = text.keys.actor.get(word)
    it = text.tree.low[word] == "it"
    return it and actor is not None and actor.kind is not ActorKind.PERSON


def _own_count(tree: Tree, word: int, subject: int) -> list[int]:
    """The number of a verb that else has another's subject: "three were killed, 200 injured".

    It stands right before the verb, also where the tree hangs it on that subject.
    """
    if tree.tags[word] != "VERB" or subject < 0 or tree.heads[subject] == word:
        return []
    own = [c for c in tree.of(word, "nummod") if c < word]
    strayed = tree.relations[word - 1] == "nummod" and tree.heads[word - 1] == subject < word - 1
    return own or [word - 1] * strayed


def _causes(tree: Tree, noun: int) -> list[int]:
    """What caused the casualties that a noun counts: "the attack caused no casualties"."""
    verb = tree.heads[noun]
    if verb < 0 or tree.relations[noun] not in ("obj", "obl"):
        return []
    told = stem(tree.low[verb]) in lexicon().words["causing"]
    cause = tree.subject(verb) if told else -1
    return [cause] if cause >= 0 and tree.low[cause] not in _EMPTY else []


def clause_of(
    text: Text, word: int, inside: set[int], *, denied: bool, modality: Modality
) -> Clause | None:
    """The clause of a predicate; None for one that only carries another word's meaning.

    Of its sentence the words ``inside`` are looked at for what takes it back.
    """
    tree, lex = text.tree, lexicon()
    root = stem(tree.joined[word])
    beside = frozenset(stem(tree.low[c]) for c in _beside(tree, word))
    sense, span = _naming(tree, word) or (sense_of(root, beside), tree.spans[word])
    if sense is None and root in lex.words["light"]:
        return None
    bare, objects = left_out(tree, word), tree.of(word, "obj", "iobj")
    subject = tree.subject(word) if bare is None else bare
    undergone = bool(sense and sense.undergone) or tree.passive(word) or bare is not None
    empty = subject < 0 or (tree.low[subject] in _EMPTY and not _is_body(text, subject))
    own = _own_count(tree, word, subject) or ([] if empty else tree.conjuncts(subject))
    agents, patients = (
        ([], own) if undergone else (own, [o for b in objects for o in tree.conjuncts(b)])
    )
    if undergone:
        agents = [n for n in tree.of(word, "obl") if "by" in tree.cases(n)]
        if not patients and _counts(tree, word):
            patients = [word]
            agents += _causes(tree, word)
        elif tree.tags[word] != "VERB" or not tree.passive(word):
            patients += objects
    if undergone and not (patients or agents) and tree.tags[word] != "VERB":
        return None
    others = [n for n in tree.of(word, "obl", "nmod") if n not in agents]
    others = [n for n in others if not text.is_dated(n)]
    turned, flipped = find_turned(tree, word, subject, objects, inside)
    sort = modality_of(tree, word)
    part = (turned or denied) and is_turned_in_part(tree, word, objects)
    if part or (turned and is_of_any(tree, word)):
        sort = Modality.HEDGED
    return Clause(
        span,
        sense.name if sense else root,
        _phrases(text, agents),
        _phrases(text, patients),
        _phrases(text, others),
        text.when(_near(tree, word, None)),
        text.where(_near(tree, word, _WHERE)),
        flipped != denied,
        turned,
        sort if sort is not Modality.ASSERTED else modality,
    )


def _beside(tree: Tree, word: int) -> Iterable[int]:
    """The words that may make another sense of a predicate: particles, prepositions, objects."""
    if word + 1 < tree.size and tree.tags[word + 1] == "ADJ":
        yield word + 1  # "remained loyal", wherever the tree hangs it
    yield from tree.of(word, "case")  # "under investigation"
    for child in tree.children[word]:
        if tree.relations[child] in (
            "compound",
            "obj",
            "advmod",
            "xcomp",
            "amod",
            "obl",
            "nmod",
            "nsubj",
        ):
            yield child
            yield from tree.of(child, "case", "mark")


def _phrases(text: Text, heads: Iterable[int]) -> tuple[Phrase, ...]:
    return tuple(_phrase(text, head) for head in dict.fromkeys(heads) if head >= 0)


def _phrase(text: Text, head: int) -> Phrase:
    tree, keys = text.tree, text.keys
    span = tree.phrase(head)
    words = list(tree.words_in(span))
    actor = keys.actor.get(head)
    part = {"including", "among"} & set(tree.cases(head))  # of the ones that are counted
    numbers = () if part else find_quantities(tree, (head,))
    return Phrase(
        span,
        keys.keys[head] or tree.low[head],
        frozenset(keys.of(words)) | _further(tree, head),
        keys.keys[head] if actor else "",
        actor.id if actor else None,
        numbers[0] if numbers else None,
    )


def _further(tree: Tree, head: int) -> frozenset[str]:
    """The key "more" for those counted beyond others: "three more people", "five others"."""
    before = [c for c in tree.of(head, "amod", "det", "advmod") if c < head]
    words = {tree.low[c] for c in before if tree.low[c + 1] != "than"}
    return frozenset(("more",)) if {*words, tree.low[head]} & _FURTHER else frozenset()


def _near(tree: Tree, word: int, cases: frozenset[str] | None) -> Iterator[int]:
    """The nouns and adverbs that hang on a predicate, with these prepositions if any are asked."""
    for child in tree.of(word, "obl", "nmod", "advmod"):
        if cases is None or cases & set(tree.cases(child)):
            yield child
            if cases is None:
                yield from tree.of(child, "nmod", "nummod", "compound", "amod")
