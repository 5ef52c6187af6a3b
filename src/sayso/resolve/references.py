"""What in a report may refer to somebody or something: names, nominals and pronouns."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sayso.records import Entity
from sayso.resolve.lexicon import PLURALS, lexicon, singular
from sayso.resolve.naming import Name, find_names, honorific_before
from sayso.resolve.states import states
from sayso.resolve.tree import Tree
from sayso.terms import MentionKind

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
OPENING, CLOSING = "“‘\"'([«", "”’\"')]»"


@dataclass(slots=True)
class Reference:
    """Words ``first`` to ``last`` that may refer; numbers are those of the words of the tree.

    ``name`` is the range of the words of a name, empty without one. ``sort`` is what it may be: a
    kind of actors.toml or of the entities, "" where nothing tells. ``gender`` is "m", "f" or "".
    ``owner`` is the word that possesses it, -1 without one; ``title`` has the words of a title
    before a name. ``weak`` references count only when another mention is found for them.
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
    name: range = range(0)
    title: range = range(0)
    weak: bool = False
    number: int = -1


def find_references(
    tree: Tree, entities: Sequence[Entity], wanted: Collection[int] = ()
) -> list[Reference]:
    """All references of a report in the order of their heads; ``wanted`` words are of them."""
    named: dict[int, Reference] = {}
    covered = bytearray(tree.size)  # the words of names and titles start nothing else
    for name in find_names(tree, entities):
        if (reference := _name(tree, name)) is not None:
            named[name.head] = reference
            for i in name.whole:
                covered[i] = 1
    found: list[Reference] = []
    for i in range(tree.size):
        here = named.get(i)
        if here is None and not covered[i]:
            here = _unnamed(tree, i) or (_wanted(tree, i) if i in wanted else None)
        if here is not None:
            here.number = len(found)
            found.append(here)
    _end_before_names(tree, found)
    return found


def _end_before_names(tree: Tree, references: Sequence[Reference]) -> None:
    """The ambassador to X, Y Z: the person named behind the comma is no part of the phrase."""
    cuts = {
        name.first - 1
        for name in references
        if name.sort == "person" and name.first > 0 and tree.forms[name.first - 1] == ","
    }
    for reference in references if cuts else ():
        if reference.kind is MentionKind.NOMINAL and reference.sort == "person":
            for word in range(reference.head + 1, reference.last):
                if word in cuts:
                    reference.last = word - 1
                    break


def _unnamed(tree: Tree, head: int) -> Reference | None:
    tag = tree.tags[head]
    if (tag == "PRON" or tree.low[head] in PRONOUNS) and tree.forms[head] != "US":
        return _pronoun(tree, head)
    if tag in NOMINAL or (tag == "NUM" and tree.relations[head] in NUMERIC):
        return _nominal(tree, head)
    return None


def _name(tree: Tree, name: Name) -> Reference | None:
    head, sort = name.head, name.sort
    if tree.tags[head] in ("ADJ", "VERB", "ADV", "DET") and sort != "person":
        return None  # "Venezuelan" of an army describes; it does not refer
    if sort in ("person", "organisation", "") and _only_a_title(tree, name.words):
        return _nominal(tree, head)
    first, last = _extent(tree, head, named=True)
    reference = Reference(head, first, last, MentionKind.NAME)
    reference.first, reference.last = min(first, name.whole.start), max(last, name.words.stop - 1)
    if name.title and reference.last > name.words.stop and head not in name.words:
        reference.last = name.words.stop - 1  # what hangs on the title ends with the name
    reference.name, reference.sort, reference.title = name.words, sort, name.title
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
    if honorific_before(tree, words.start, lex):
        return False  # Mr. King
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
    if tree.low[head] in ("both", "neither", "each"):
        reference = Reference(head, head, head, MentionKind.PRONOUN, noun=tree.low[head])
        reference.plural, reference.role = True, role_of(tree, head)
        return reference
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
    if low in RELATIVE and tree.antecedent(head) >= 0:
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
        inside = tree.relations[kid] in INSIDE or _counts(tree, kid)
        if inside and kid > predicate and _belongs(tree, head, kid, named):
            first, last = min(first, tree.first[kid]), max(last, tree.last[kid])
    if last + 1 < tree.size and _is_genitive(tree, last + 1, head):
        last += 1
    while last > head and tree.tags[last] == "PUNCT" and tree.forms[last] not in CLOSING:
        last -= 1
    while first < head and (
        tree.tags[first] in ("CCONJ", "SCONJ", "ADP")
        or (tree.tags[first] == "PUNCT" and tree.forms[first] not in OPENING)
    ):
        first += 1
    return first, last


def _counts(tree: Tree, word: int) -> bool:
    """Around 50 countries."""
    return tree.relations[word] == "advmod" and tree.tags[word + 1 : word + 2] == ["NUM"]


def _belongs(tree: Tree, head: int, kid: int, named: bool) -> bool:
    """No "himself", nothing in brackets or behind a comma; behind a name nothing but "of"."""
    if tree.relations[kid] == "acl" and (
        _set_in(tree, kid) if kid > head else tree.first[kid] != kid
    ):
        return False  # a relative clause comes behind its noun
    if not _is_whole(tree, head, kid):
        return False
    if kid > head and tree.relations[kid] == "amod" and tree.tags[kid - 1] == "PUNCT":
        return False  # they called the marchers "hired voices"
    if kid < head or tree.relations[kid] != "nmod":
        return tree.forms[tree.first[kid]] not in ("(", "[")
    first = tree.first[kid]
    if tree.forms[first - 1] == "," and tree.child(kid, "case") < 0:
        return False  # the minister, General X
    if tree.low[kid].endswith(("self", "selves")) or tree.forms[tree.first[kid]] == "(":
        return False
    return not named or tree.low[tree.first[kid]] in ("of", "'s", "’s")


def _is_whole(tree: Tree, head: int, kid: int) -> bool:
    """Whether all between the two hangs on the head: else the modifier is another phrase's."""
    between = range(min(head, kid) + 1, max(head, kid))
    return all(tree.tags[i] == "PUNCT" or tree.under(i, head) for i in between)


def _set_in(tree: Tree, clause: int) -> bool:
    """The leader, she argued, is ill: no clause of the leader's."""
    first = tree.first[clause]
    first += tree.forms[first] == ","
    behind_comma = first > 0 and tree.forms[first - 1] == ","
    return (
        behind_comma and PRONOUNS.get(tree.low[first], "").startswith(("1", "3")) and first < clause
    )


def _is_genitive(tree: Tree, word: int, head: int) -> bool:
    return tree.heads[word] == head and tree.low[word] in ("'s", "’s", "'", "’")
