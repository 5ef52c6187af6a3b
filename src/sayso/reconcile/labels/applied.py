"""A label before it is known who uses it: words of a phrase, and what they are applied to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sayso.names import fold
from sayso.reconcile.labels.lexicon import leaning_of, lexicon, singular
from sayso.reconcile.labels.naming import Naming
from sayso.reconcile.labels.phrases import GENITIVE, NOUNS, QUOTES, Phrases
from sayso.terms import About, LabelForm

#: Of one word for one target, the form that tells the most.
RANK = (
    LabelForm.NAMING,
    LabelForm.COPULA,
    LabelForm.APPOSITION,
    LabelForm.TITLE,
    LabelForm.NOMINAL,
    LabelForm.MODIFIER,
)
_MEASURES = ("est", "-long", "-old", "-day", "-year", "-hour", "-wide", "-time", "-based")
_BEING = frozenset(
    ("is", "are", "was", "were", "be", "been", "being", "am", "'s", "’s", "'re", "’re")
)


@dataclass(frozen=True, slots=True)
class Target:
    """An actor or a happening, by its id."""

    about: About
    id: str


@dataclass(frozen=True, slots=True)
class Applied:
    """Words ``first`` to ``last`` (both with them), of which ``head`` is applied to a target.

    ``naming`` is the verb that gives the name, if one does; ``rejected`` is whether the words say
    that it is not so.
    """

    target: Target
    first: int
    last: int
    head: int
    key: str
    form: LabelForm
    rejected: bool = False
    naming: Naming | None = None


def noun_label(
    phrases: Phrases,
    target: Target,
    noun: int,
    form: LabelForm,
    *,
    rejected: bool = False,
    naming: Naming | None = None,
) -> Iterator[Applied]:
    """The label of a noun with what belongs to it, and a label for each modifier that says more."""
    noun = heavy(phrases, noun)
    first = phrases.first_of(noun)
    key, parts = noun_key(phrases, first, noun)
    last = noun
    if (of := _scope(phrases, noun)) > noun:
        key, last = f"{key} of {phrases.folded([of])}", of
    if key and key not in lexicon().empty:
        yield Applied(target, first, last, noun, key, form, rejected, naming)
    rest = [i for i in phrases.modifiers(first, noun) if i not in parts]
    yield from modifier_labels(phrases, target, rest, rejected=rejected, naming=naming)


def _scope(phrases: Phrases, noun: int) -> int:
    """The noun that says of what somebody is the head: "leader of the opposition"; -1 if none."""
    if singular(phrases.low[noun]) not in lexicon().headed or noun + 2 >= phrases.size:
        return -1
    at = noun + 3 if phrases.low[noun + 2] == "the" else noun + 2
    if phrases.low[noun + 1] != "of" or at >= phrases.size or phrases.is_place(at):
        return -1
    return at if phrases.tags[at] in NOUNS else -1


def modifier_labels(
    phrases: Phrases,
    target: Target,
    words: Iterable[int],
    *,
    rejected: bool = False,
    naming: Naming | None = None,
) -> Iterator[Applied]:
    """A label for each of some modifiers that calls what it stands before something."""
    for i in words:
        if is_telling(phrases, i) or (is_quoted_alone(phrases, i) and phrases.tags[i] == "ADJ"):
            key = phrases.low[i]
            yield Applied(target, i, i, i, key, LabelForm.MODIFIER, rejected, naming)


def is_telling(phrases: Phrases, word: int) -> bool:
    """Whether a modifier calls what it stands before something: no measure, place or number."""
    low, words = phrases.low[word], lexicon()
    if leaning_of(low):
        return phrases.tags[word] not in NOUNS or "-" in low
    if phrases.tags[word] != "ADJ" or not low[0].isalpha() or phrases.forms[word][0].isupper():
        return False
    if low in words.plain or low in words.trying:
        return False
    return not low.endswith(_MEASURES) and not any(sign.isdigit() for sign in low)


def is_quoted_alone(phrases: Phrases, word: int) -> bool:
    """Whether a word stands between quotation marks of its own."""
    around = word - 1, word + 1
    return all(0 <= i < phrases.size and phrases.forms[i] in QUOTES for i in around)


def heavy(phrases: Phrases, noun: int) -> int:
    """The noun that counts: of "a group of traitors" the traitors."""
    for _ in range(3):
        if singular(phrases.low[noun]) not in lexicon().light:
            return noun
        inner = next(
            (
                kid
                for kid in phrases.of(noun, "nmod")
                if kid > noun
                and phrases.tags[kid] == "NOUN"
                and any(phrases.low[c] == "of" for c in phrases.of(kid, "case"))
            ),
            -1,
        )
        if inner < 0:
            return noun
        noun = inner
    return noun


def noun_key(phrases: Phrases, first: int, noun: int) -> tuple[str, frozenset[int]]:
    """What a noun is counted by, and the words of it: itself with what belongs to it.

    Nouns before it belong to it, adjectives that make another post of it ("interim president") and
    capitals of a title ("National Security Adviser"); places and owners do not. "" for no word.
    """
    words = lexicon()
    lemma = singular(phrases.low[noun])
    lemma = words.short.get(lemma.rstrip("."), lemma)
    if not lemma[:1].isalpha() or "@" in lemma:
        return "", frozenset()
    found = {noun: lemma}
    for i in range(noun - 1, first - 1, -1):
        low, tag = phrases.low[i], phrases.tags[i]
        if low in GENITIVE and tag == "PART":
            break
        sided = leaning_of(low) is not None and tag != "NOUN"
        if tag == "PUNCT" or low in words.trying or phrases.is_place(i) or sided:
            continue
        titled = phrases.forms[i][:1].isupper() and phrases.forms[noun][:1].isupper()
        if tag == "NOUN" and "-" not in low:
            found[i] = singular(low)
        elif tag == "PROPN" or ((low in words.posts or titled) and tag == "ADJ"):
            found[i] = words.short.get(low.rstrip("."), low)
    if len(found) > 1 and lemma in words.trying:
        del found[noun]  # "coup attempt"
    return fold(" ".join(found[i] for i in sorted(found))), frozenset(found)


def predicates(phrases: Phrases, word: int) -> Iterator[tuple[int, bool]]:
    """Nouns and adjectives that a word is said to be, with whether that is denied."""
    head = phrases.heads[word]
    if head < 0 or phrases.relations[word] != "nsubj" or phrases.tags[head] not in (*NOUNS, "ADJ"):
        return
    be = phrases.child(head, "cop")
    if be >= 0 and phrases.low[be] in _BEING and phrases.child(head, "case") < 0:
        question = any(phrases.low[kid] in ("whether", "if") for kid in phrases.of(head, "mark"))
        if not question:
            yield head, phrases.negated(head)


def appositions(phrases: Phrases, word: int) -> Iterator[int]:
    """Nouns that are set beside a word."""
    for kid in phrases.of(word, "appos"):
        if phrases.tags[kid] == "NOUN" and kid > word:
            yield kid
