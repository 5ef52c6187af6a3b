"""Chains of references that are one thing, and what names and sentences say outright of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from sayso.resolve.forms import Form
from sayso.resolve.lexicon import lexicon
from sayso.resolve.names import Named, join_names
from sayso.resolve.offices import Held, described_by, titles_of
from sayso.resolve.references import Reference
from sayso.resolve.tree import Tree
from sayso.terms import MentionKind

NEGATIVE = frozenset(("not", "n't", "n’t", "never", "no", "hardly", "neither"))
UNREAL = frozenset(("would", "could", "should", "might", "may", "can", "must", "will", "if"))


POSTS = frozenset(("post", "position", "job", "role", "office", "title"))
HOLDING = frozenset(
    ("hold", "holds", "held", "has", "had", "took", "takes", "occupies", "occupied")
)
#: Siblings before an apposition that are looked at; a list of names may hang on one word.
NEAREST = 8
SERVING = frozenset(("serve", "serves", "served", "serving", "works", "worked"))


@dataclass(slots=True)
class Chain:
    """References to one thing, in no order until all are found.

    ``last`` is the reference that was met last while reading on, ``met`` how many were; ``reasons``
    go by the number of the reference.
    """

    members: list[Reference] = field(default_factory=list)
    reasons: dict[int, str] = field(default_factory=dict)
    sort: str = ""
    gender: str = ""
    plural: bool | None = None
    named: list[Named] = field(default_factory=list)
    forms: dict[int, Form] = field(default_factory=dict)
    nouns: set[str] = field(default_factory=set)
    offices: list[Held] = field(default_factory=list)
    last: Reference | None = None
    met: int = 0
    subject_at: int = -9  # the sentence in which it was last a subject

    def take(self, reference: Reference, reason: str) -> None:
        """Add a reference."""
        self.members.append(reference)
        self.reasons[reference.number] = reason
        self.gender = self.gender or reference.gender
        if reference.kind is MentionKind.NOMINAL:
            self.nouns.add(reference.noun)
            self.sort = self.sort or reference.sort
            self.plural = reference.plural if self.plural is None else self.plural
        elif reference.kind is MentionKind.PRONOUN and reference.gender:
            self.plural = False if self.plural is None else self.plural
            self.sort = self.sort or "person"
        elif reference.kind is MentionKind.PRONOUN and self.plural is None:
            self.plural = reference.plural

    def meet(self, reference: Reference, sentence: int) -> None:
        """Read on past one of its references."""
        self.last, self.met = reference, self.met + 1
        if reference.role == "subj":
            self.subject_at = sentence


class Chains:
    """The chains of one report; ``of`` is the chain of each reference by its number, or None."""

    def __init__(self, tree: Tree, references: Sequence[Reference]) -> None:
        self.tree, self.references = tree, references
        self.of: list[Chain | None] = [None] * len(references)
        self.by_head: dict[int, Reference] = {}
        for reference in references:
            for word in (*reference.title, *reference.name):
                self.by_head.setdefault(word, reference)
        self.by_head |= {reference.head: reference for reference in references}

    def start(self, reference: Reference, reason: str) -> Chain:
        """A chain of its own for a reference."""
        chain = Chain()
        self.add(chain, reference, reason)
        return chain

    def add(self, chain: Chain, reference: Reference, reason: str) -> None:
        """Add a reference that has no chain yet."""
        chain.take(reference, reason)
        self.of[reference.number] = chain

    def chain_of(self, reference: Reference) -> Chain:
        """The chain of a reference, a new one where it has none."""
        return self.of[reference.number] or self.start(reference, "first mention")

    def join(self, reference: Reference, other: Reference, reason: str) -> bool:
        """Make one chain of those of two references; False where they contradict each other."""
        one, two = self.of[reference.number], self.of[other.number]
        if one is two and one is not None:
            return True
        if two is None:
            one = one or self.start(reference, "first mention")
            self.add(one, other, reason)
            return True
        if one is None:
            self.add(two, reference, reason)
            return True
        if not agree(one, two):
            return False
        self._merge(one, two, other, reason)
        return True

    def _merge(self, one: Chain, two: Chain, other: Reference, reason: str) -> None:
        for member in two.members:
            self.of[member.number] = one
        one.members += two.members
        one.reasons |= {**two.reasons, other.number: reason}
        one.sort = two.sort if two.named and not one.named else one.sort or two.sort
        one.gender = one.gender or two.gender
        one.plural = two.plural if one.plural is None else one.plural
        one.named += two.named
        one.forms |= two.forms
        one.nouns |= two.nouns
        one.offices += two.offices

    def all(self) -> list[Chain]:
        """Every chain once, by the order of its first reference."""
        seen: dict[int, Chain] = {}
        for chain in self.of:
            if chain is not None:
                seen.setdefault(id(chain), chain)
        return list(seen.values())


def agree(one: Chain, two: Chain) -> bool:
    """Whether two chains can be one: names, gender and number do not contradict each other."""
    if one.gender and two.gender and one.gender != two.gender:
        return False
    if one.named and two.named and not _alias(one, two):
        return False
    if one.plural is not None and two.plural is not None and one.plural != two.plural:
        return False
    return not one.sort or not two.sort or sorts_agree(one.sort, two.sort)


def _alias(one: Chain, two: Chain) -> bool:
    """Names that a sentence sets equal are one thing unless both are persons, or states."""
    for named in one.named:
        for other in two.named:
            if "person" in (named.sort, other.sort) or (named.state and other.state):
                return False
    return True


#: Sorts that may be said of one thing.
ALIKE = (
    frozenset(("organisation", "state_body", "armed_force", "group", "facility", "document")),
    frozenset(("person", "group")),
    frozenset(("place", "state", "facility")),
    frozenset(("person", "armed_force")),
)


def sorts_agree(one: str, two: str) -> bool:
    """Whether one thing can be of both sorts."""
    return one == two or any(one in alike and two in alike for alike in ALIKE)


def chain_names(chains: Chains) -> None:
    """One chain for each name, with the offices that stand before it."""
    tree = chains.tree
    for named in join_names(tree, chains.references):
        chain = Chain(sort=named.sort, named=[named])
        given = lexicon().given.get(named.parts[0], "")[:1] if named.sort == "person" else ""
        for reference, form, reason in named.mentions:
            chains.add(chain, reference, reason)
            chain.forms[reference.number] = form
            chain.gender = chain.gender or form.gender
            if named.sort in ("person", ""):
                titles = list(titles_of(tree, reference, form.bare))
                chain.offices += titles
                if titles and not chain.sort:
                    chain.sort = "person"
        if named.sort == "person" or chain.sort == "person":
            chain.gender, chain.plural = chain.gender or given, False
        for held in chain.offices:
            chain.gender = chain.gender or lexicon().gender.get(held.head, "")[:1]


def chain_sentences(chains: Chains) -> None:
    """Join what a sentence sets equal: appositions, and "X is the Y"."""
    tree = chains.tree
    for reference in chains.references:
        head = reference.head
        if tree.relations[head] == "appos":
            chain = chains.of[reference.number]
            if chain is not None and chain.named and reference.kind is MentionKind.NOMINAL:
                continue  # its comma has told already whom it stands beside
            other = chains.by_head.get(_set_beside(tree, head))
            if other is not None and _apposed(tree, other, reference):
                set_equal(chains, other, reference, "set beside it")
        elif reference.kind is MentionKind.NOMINAL and (be := tree.child(head, "cop")) >= 0:
            subject = tree.child(head, "nsubj")
            other = _subject(chains, subject)
            if other is not None and subject < be < head and _asserted(tree, reference):
                set_equal(chains, other, reference, "said to be it")
        elif reference.sort == "person" and not reference.plural:
            other = _subject(chains, _holder(tree, head))
            if other is not None and other is not reference:
                set_equal(chains, other, reference, "said to be in that post")


def _make_person(chain: Chain) -> None:
    """Palo Verin is the governor: no place, whatever the model took the name for."""
    parts = chain.named[0].parts if chain.named else ()
    if len(parts) > 1 and parts[0] in lexicon().given:
        chain.sort, chain.plural = "person", False


def _subject(chains: Chains, word: int) -> Reference | None:
    """The reference of a subject; of "who", what it stands for."""
    other = chains.by_head.get(word) if word >= 0 else None
    if other is not None and other.determiner == "relative":
        return chains.by_head.get(chains.tree.antecedent(word))
    return other


def _holder(tree: Tree, noun: int) -> int:
    """The subject of "serves as minister", "holds the post of minister"; -1 for other nouns."""
    parent = tree.heads[noun]
    if parent >= 0 and tree.low[parent] in POSTS and tree.relations[noun] == "nmod":
        noun, parent = parent, tree.heads[parent]
        held = parent >= 0 and tree.low[parent] in HOLDING
    else:
        case = tree.child(noun, "case")
        held = case >= 0 and tree.low[case] == "as" and parent >= 0 and tree.low[parent] in SERVING
    if not held:
        return -1
    for _ in range(4):  # "who is minister and also holds the post": its subject is the first's
        subject = tree.child(parent, "nsubj")
        if subject >= 0 or tree.relations[parent] != "conj":
            return subject
        parent = tree.heads[parent]
    return -1


def set_equal(chains: Chains, one: Reference, two: Reference, reason: str) -> None:
    """Join two that a sentence sets equal; a nominal for a person is an office of the other."""
    if one.kind is MentionKind.PRONOUN and one.determiner == "relative":
        return
    if two.kind is MentionKind.NAME and one.kind is MentionKind.NOMINAL:
        one, two = two, one
    held = described_by(chains.tree, two) if two.kind is MentionKind.NOMINAL else None
    chain = chains.of[one.number]
    if two.plural and chain is not None and chain.sort == "person":
        return  # senators X and Y, members of the committee: Y alone is no members
    if held is not None and chain is not None and chain.sort == "place":
        _make_person(chain)
    if not chains.join(one, two, reason) or two.kind is not MentionKind.NOMINAL:
        return
    chain = chains.chain_of(one)
    if two.sort == "person" and one.plural is not True:
        chain.sort = chain.sort or "person"
        if held is not None:
            chain.offices.append(held)
            chain.gender = chain.gender or lexicon().gender.get(held.head, "")[:1]


def _set_beside(tree: Tree, word: int) -> int:
    """What an apposition is of; of "the mayor or his father, X" the father, whatever the tree."""
    head = tree.heads[word]
    siblings = tree.children[head]
    place = bisect_left(siblings, word)
    nearest = siblings[max(place - NEAREST, 0) : place]
    return next((i for i in reversed(nearest) if i > head and tree.relations[i] == "conj"), head)


def _apposed(tree: Tree, one: Reference, two: Reference) -> bool:
    """An apposition that is none of the members of a list, nor a place after a place."""
    if MentionKind.PRONOUN in (one.kind, two.kind):
        return False
    if one.kind is MentionKind.NAME and two.kind is MentionKind.NAME:
        return two.first > 0 and tree.forms[two.first - 1] in ("(", "[", "“", '"')
    if one.plural is True and two.plural is False:
        return False
    return two.sort not in ("number", "time") and tree.child(two.head, "cc") < 0


def _asserted(tree: Tree, predicate: Reference) -> bool:
    """No "not", no "would": the sentence says that it is so."""
    for kid in tree.children[predicate.head]:
        if tree.low[kid] in NEGATIVE or (
            tree.relations[kid] in ("aux", "mark") and tree.low[kid] in UNREAL
        ):
            return False
    if predicate.determiner == "no":
        return False
    # "He was with the minister": the tree may hang "with" on another word of the phrase.
    behind = tree.child(predicate.head, "cop") + 1
    return tree.child(predicate.head, "case") < 0 and tree.tags[behind] != "ADP"
