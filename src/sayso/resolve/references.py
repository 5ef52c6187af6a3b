"""What in a report may refer to somebody or something: names, nominals and pronouns."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from sayso.records import Entity
from sayso.resolve.lexicon import PLURALS, lexicon, singular
from sayso.resolve.states import states
from sayso.resolve.tree import Tree
from sayso.terms import EntityKind, MentionKind

#: Person, gender and number of the pronouns that refer: "3mp" and the like, "?" where it may vary.
PRONOUNS = {
    "i": "1?s", "me": "1?s", "my": "1?s", "mine": "1?s", "myself": "1?s",
    "we": "1?p", "us": "1?p", "our": "1?p", "ours": "1?p", "ourselves": "1?p",
    "you": "2??", "your": "2??", "yours": "2??", "yourself": "2?s", "yourselves": "2?p",
    "he": "3ms", "him": "3ms", "his": "3ms", "himself": "3ms",
    "she": "3fs", "her": "3fs", "hers": "3fs", "herself": "3fs",
    "it": "3ns", "its": "3ns", "itself": "3ns",
    "they": "3?p", "them": "3?p", "their": "3?p", "theirs": "3?p", "themselves": "3?p",
    "em": "3?p",
}  # fmt: skip
RELATIVE = frozenset(("who", "whom", "whose", "which", "that"))
DETERMINERS = {
    "the": "the", "a": "a", "an": "a", "this": "this", "that": "this", "these": "this",
    "those": "this", "another": "a", "no": "no", "any": "a", "some": "a", "every": "no",
    "each": "no", "all": "the", "both": "the", "either": "no", "neither": "no",
}  # fmt: skip
#: What belongs to a noun phrase, as GUM cuts them: no apposition, no second conjunct.
INSIDE = frozenset(
    ("det", "amod", "compound", "nmod", "nummod", "flat", "acl", "fixed", "goeswith")
)
NOMINAL = frozenset(("NOUN", "PROPN"))
NUMERIC = frozenset(("nsubj", "obj", "obl", "nmod", "conj", "appos", "root", "dep", "list"))
SORT_OF = {
    EntityKind.PERSON: "person",
    EntityKind.ORGANISATION: "organisation",
    EntityKind.PLACE: "place",
    EntityKind.GROUP: "group",
    EntityKind.FACILITY: "facility",
    EntityKind.EQUIPMENT: "thing",
    EntityKind.TIME: "time",
    EntityKind.NUMBER: "number",
}
OPENING, CLOSING = "“‘\"'([«", "”’\"')]»"


@dataclass(slots=True)
class Reference:
    """Words ``first`` to ``last`` that may refer; numbers are those of the words of the tree.

    ``name`` is the range of the words of a name, empty without one. ``sort`` is what it may be: a
    kind of actors.toml or of the entities, "" where nothing tells. ``gender`` is "m", "f" or "".
    ``owner`` is the word that possesses it, -1 without one. ``weak`` references count only when
    another mention is found for them.
    """

    head: int
    first: int
    last: int
    kind: MentionKind
    noun: str = ""
    sort: str = ""
    gender: str = ""
    person: int = 3
    plural: bool | None = None
    determiner: str = ""
    modifiers: frozenset[str] = frozenset()
    role: str = ""
    owner: int = -1
    name: range = field(default_factory=lambda: range(0))
    weak: bool = False
    number: int = -1


def find_references(
    tree: Tree, entities: Sequence[Entity], wanted: Collection[int] = ()
) -> list[Reference]:
    """All references of a report in the order of their heads; ``wanted`` words are of them."""
    named = {_title_of(tree, head, of[0]): of for head, of in _named(tree, entities)}
    found: list[Reference] = []
    inside = 0  # words before this one belong to a name that is already found
    for i in range(tree.size):
        tag = tree.tags[i]
        if i in named:
            reference = _name(tree, i, *named[i])
        elif tag == "PRON" or tree.low[i] in PRONOUNS:
            reference = _pronoun(tree, i)
        elif tag in NOMINAL or (tag == "NUM" and tree.relations[i] in NUMERIC):
            reference = _nominal(tree, i)
        else:
            reference = None
        if reference is None and i in wanted:
            reference = _wanted(tree, i)
        if reference is None or (i < inside and i not in named):
            continue
        if reference.name:
            inside = max(inside, reference.name.stop)
        reference.number = len(found)
        found.append(reference)
    return found


def _named(tree: Tree, entities: Sequence[Entity]) -> Iterator[tuple[int, tuple[range, str]]]:
    """By head word: the words of each name and what it is. Entities first, then proper nouns."""
    taken = bytearray(tree.size)
    for entity in entities:
        words = tree.words_in(entity.span)
        for i in words:
            taken[i] = 1
        if entity.kind in (EntityKind.TIME, EntityKind.NUMBER):
            continue
        head = tree.head_of(words)
        proper = any(tree.tags[i] == "PROPN" or tree.forms[i][:1].isupper() for i in words)
        if head >= 0 and proper:
            yield head, (words, SORT_OF[entity.kind])
    i = 0
    while i < tree.size:
        stop = i + 1
        if tree.tags[i] == "PROPN" and not taken[i]:
            stop = _run_end(tree, i, taken)
            words = range(i, stop)
            if (head := tree.head_of(words)) >= 0:
                yield head, (words, "")
        i = stop


def _title_of(tree: Tree, head: int, words: range) -> int:
    """The head of a name, or of the title before it: treebanks hang either on the other."""
    before = words.start - 1
    while before > 0 and tree.forms[before] in OPENING + CLOSING:
        before -= 1
    if tree.heads[head] != before or tree.relations[head] not in ("flat", "appos", "compound"):
        return head
    titled = lexicon().kinds.get(singular(tree.low[before])) == "person"
    return before if titled and tree.sentence[before] == tree.sentence[head] else head


def _run_end(tree: Tree, start: int, taken: bytearray) -> int:
    """Where the proper nouns that hang together from ``start`` on end."""
    stop, joins = start + 1, ("flat", "compound", "nmod", "goeswith", "amod")
    while stop < tree.size and tree.tags[stop] == "PROPN" and not taken[stop]:
        left, right = tree.heads[stop - 1], tree.heads[stop]
        hangs = (start <= right < stop and tree.relations[stop] in joins) or (
            left >= stop and tree.relations[stop - 1] in joins
        )
        hangs = hangs or (left == right and tree.relations[stop] == "flat")
        if not hangs or tree.sentence[stop] != tree.sentence[start]:
            break
        stop += 1
    return stop


def _name(tree: Tree, head: int, words: range, sort: str) -> Reference | None:
    if tree.tags[head] in ("ADJ", "VERB", "ADV", "DET") and sort != "person":
        return None  # "Venezuelan" of an army describes; it does not refer
    if sort in ("person", "organisation", "") and _only_a_title(tree, words):
        return _nominal(tree, head)
    first, last = _extent(tree, head, named=True)
    reference = Reference(
        head, min(first, words.start), max(last, words.stop - 1), MentionKind.NAME
    )
    reference.name, reference.sort = words, sort
    _describe(tree, reference)
    reference.plural = None if sort == "group" else bool(reference.plural and not sort)
    reference.weak = tree.relations[head] in ("compound", "flat") or (
        tree.relations[head] == "nmod" and head < tree.heads[head] and reference.role != "poss"
    )
    return reference


def _only_a_title(tree: Tree, words: range) -> bool:
    """The President, the US Vice President: capitals, and no name among them."""
    lex, last = lexicon(), tree.low[words[-1]]
    if singular(last) not in lex.offices or last in lex.given:
        return False
    known = lex.offices | lex.other | lex.neutral | lex.former
    return all(tree.low[i] in known or states().of(tree.low[i]) for i in words[:-1])


def _nominal(tree: Tree, head: int) -> Reference | None:
    relation = tree.relations[head]
    if relation in ("fixed", "goeswith", "flat", "reparandum", "case", "cc", "advmod", "mark"):
        return None
    reference = Reference(head, *_extent(tree, head), MentionKind.NOMINAL)
    _describe(tree, reference)
    reference.weak = relation == "compound"
    kind = lexicon().kinds
    if tree.tags[head] == "NUM":
        reference.sort = "number"
    elif len(tree.low[head]) > 1:
        reference.sort = kind.get(reference.noun) or kind.get(tree.low[head], "")
    return reference


def _wanted(tree: Tree, head: int) -> Reference:
    """A source of another kind: "many", "the accused", "two of them"."""
    reference = Reference(head, *_extent(tree, head), MentionKind.NOMINAL)
    _describe(tree, reference)
    return reference


def _describe(tree: Tree, reference: Reference) -> None:
    """Noun, number, gender, determiner, modifiers, role and owner of a name or a nominal."""
    head = reference.head
    low = tree.low[head]
    reference.noun = noun = singular(low)
    reference.plural = noun != low or low in PLURALS
    reference.gender = lexicon().gender.get(noun, "")[:1]
    modifiers: list[str] = []
    for kid in tree.children[head]:
        relation = tree.relations[kid]
        if relation == "det":
            reference.determiner = DETERMINERS.get(tree.low[kid], reference.determiner or "the")
        elif relation == "nummod":
            reference.plural = tree.low[kid] not in ("one", "1")
            modifiers.append(tree.low[kid])
        elif relation in ("amod", "compound") and kid not in reference.name:
            modifiers += _describing(tree, kid)
        elif relation == "nmod" and _possesses(tree, kid):
            reference.owner = kid
        elif relation == "nmod":
            modifiers += _describing(tree, kid)
    reference.modifiers = frozenset(modifiers)
    if reference.owner >= 0 and not reference.determiner:
        reference.determiner = "own"
    reference.role = role_of(tree, head)


def _describing(tree: Tree, word: int) -> list[str]:
    inner = [k for k in tree.children[word] if tree.relations[k] in ("compound", "amod", "conj")]
    return [singular(tree.low[word]), *(singular(tree.low[k]) for k in inner)]


def _possesses(tree: Tree, word: int) -> bool:
    if word > tree.heads[word]:
        return False
    if tree.low[word] in PRONOUNS or tree.low[word] == "whose":
        return True
    return any(tree.low[k] in ("'s", "’s", "'", "’") for k in tree.children[word])


def role_of(tree: Tree, word: int) -> str:
    """What a word does in its clause: subj, obj, poss, obl, appos, pred or another relation."""
    for _ in range(20):  # conjuncts do what the first of them does
        if tree.relations[word] != "conj" or tree.heads[word] < 0:
            break
        word = tree.heads[word]
    relation = tree.relations[word]
    if relation == "nsubj":
        return "subj"
    if relation in ("obj", "iobj"):
        return "obj"
    if relation == "nmod" and _possesses(tree, word):
        return "poss"
    if tree.child(word, "cop") >= 0:
        return "pred"
    return relation


def _pronoun(tree: Tree, head: int) -> Reference | None:
    low = tree.low[head]
    if tree.relations[head] in ("expl", "det"):
        return None
    reference = Reference(head, head, head, MentionKind.PRONOUN, noun=low)
    reference.role = role_of(tree, head)
    if code := PRONOUNS.get(low):
        reference.person = int(code[0])
        reference.gender = code[1] if code[1] in "mf" else ""
        reference.plural = {"s": False, "p": True}.get(code[2])
        return reference
    if low in RELATIVE and tree.relations[tree.clause(head)] == "acl":
        reference.determiner, reference.weak = "relative", True
        return reference
    if low in ("this", "that", "these", "those") and tree.tags[head] == "PRON":
        reference.determiner, reference.plural = "this", low in ("these", "those")
        reference.weak = True
        return reference
    return None


def _extent(tree: Tree, head: int, *, named: bool = False) -> tuple[int, int]:
    """First and last word of the noun phrase of ``head``, as GUM cuts it."""
    first = last = head
    predicate = tree.child(head, "cop")
    for kid in tree.children[head]:
        if tree.relations[kid] in INSIDE and kid > predicate and _belongs(tree, head, kid, named):
            first, last = min(first, tree.first[kid]), max(last, tree.last[kid])
    if last + 1 < tree.size and _is_genitive(tree, last + 1, head):
        last += 1
    while last > head and tree.tags[last] == "PUNCT" and tree.forms[last] not in CLOSING:
        last -= 1
    while first < head and tree.tags[first] == "PUNCT" and tree.forms[first] not in OPENING:
        first += 1
    return first, last


def _belongs(tree: Tree, head: int, kid: int, named: bool) -> bool:
    """No "himself", nothing in brackets or behind a comma; behind a name nothing but "of"."""
    if kid < head or tree.relations[kid] != "nmod":
        return tree.forms[tree.first[kid]] not in ("(", "[")
    if tree.low[kid].endswith(("self", "selves")) or tree.forms[tree.first[kid]] == "(":
        return False
    return not named or tree.low[tree.first[kid]] in ("of", "'s", "’s")


def _is_genitive(tree: Tree, word: int, head: int) -> bool:
    return tree.heads[word] == head and tree.low[word] in ("'s", "’s", "'", "’")


def at_word(references: Sequence[Reference], word: int) -> int:
    """The number of the reference with this head, else -1. References come by their heads."""
    place = bisect_right([r.head for r in references], word) - 1
    return place if place >= 0 and references[place].head == word else -1
