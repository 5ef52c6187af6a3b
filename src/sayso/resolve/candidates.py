"""Which chains a pronoun or a nominal may refer to, and what speaks for each of them."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.resolve.chains import Chain, sorts_agree
from sayso.resolve.lexicon import lexicon
from sayso.resolve.offices import same_noun
from sayso.resolve.references import Reference
from sayso.resolve.states import states_in
from sayso.resolve.tree import CLAUSES, Tree
from sayso.terms import MentionKind

#: Chains that are looked at for one reference, the last met first.
NEAREST = 24
#: Sentences that a pronoun reaches back.
REACH = 6
NO_PERSON = frozenset(
    (
        "place", "organisation", "time", "number", "document", "state", "group", "armed_force",
        "facility", "thing", "state_body",
    )
)  # fmt: skip
#: Endings of nouns for persons.
PERSONAL = (
    "er",
    "or",
    "ist",
    "ian",
    "man",
    "ee",
    "ant",
    "ite",
    "few",
    "many",
    "most",
    "some",
    "one",
)
MANY = frozenset(("group", "organisation", "state_body", "armed_force", "state", "number"))


def family(reference: Reference) -> str:
    """The table of weights that a reference is ranked by."""
    if reference.kind is MentionKind.PRONOUN:
        if reference.gender:
            return "he"
        if reference.determiner == "this":
            return "this"
        return "they" if reference.plural else "it"
    return "nominal"


def fits_pronoun(tree: Tree, pronoun: Reference, chain: Chain) -> bool:
    """Whether number, gender, sort and syntax let a pronoun refer to a chain."""
    last = chain.last
    if last is None or last.head >= pronoun.head or not agrees(pronoun, chain):
        return False
    return not _holds(tree, last, pronoun) and not _bound(tree, last, pronoun)


def agrees(pronoun: Reference, chain: Chain) -> bool:
    """Whether number, gender and sort let a pronoun refer to a chain."""
    if pronoun.gender:
        if chain.plural or chain.sort in NO_PERSON or not _may_be_person(chain):
            return False
        if chain.gender and chain.gender != pronoun.gender:
            return False
    elif pronoun.plural:
        if chain.plural is not True and (
            chain.gender or (chain.named and chain.sort not in MANY) or chain.sort == "person"
        ):
            return False
    elif chain.gender or chain.plural or chain.sort in ("person", "number"):
        return False
    return True


def _may_be_person(chain: Chain) -> bool:
    """A name, a noun for persons, or one that ends like them; no table."""
    if chain.named or chain.sort or chain.gender:
        return True
    return any(noun.endswith(PERSONAL) for noun in chain.nouns)


def _holds(tree: Tree, last: Reference, pronoun: Reference) -> bool:
    """The mother of his child: he is not the child, save in a clause of its own."""
    if not last.first <= pronoun.head <= last.last:
        return False
    word = pronoun.head
    for _ in range(12):
        if word == last.head or word < 0:
            return True
        if tree.relations[word] in CLAUSES:
            return False
        word = tree.heads[word]
    return True


def _bound(tree: Tree, last: Reference, pronoun: Reference) -> bool:
    """He saw him: two; he saw himself: one."""
    if tree.sentence[last.head] != tree.sentence[pronoun.head] or pronoun.role == "poss":
        return False
    if tree.heads[last.head] != tree.heads[pronoun.head] or last.role == "poss":
        return False
    return not tree.low[pronoun.head].endswith(("self", "selves"))


def subject_behind(tree: Tree, pronoun: Reference) -> int:
    """The subject of the main clause, where the pronoun stands in a clause before it, else -1.

    When she arrived, X said: she is X, or somebody who was named before.
    """
    clause = tree.clause(pronoun.head)
    main = tree.heads[clause]
    if tree.relations[clause] != "advcl" or main < clause:
        return -1
    subject = tree.child(main, "nsubj")
    return subject if subject > clause else -1


def pronoun_features(tree: Tree, pronoun: Reference, chain: Chain, nearer: int) -> Iterator[str]:
    """What speaks for and against a chain, when ``nearer`` others fit that were met later."""
    last = chain.last
    assert last is not None
    apart = tree.sentence[pronoun.head] - tree.sentence[last.head]
    yield from (APART[min(apart, 5)], NEARER[min(nearer, 6)], MET[min(chain.met, 6)])
    yield "role " + (last.role if last.role in ROLES else "other")
    yield "last is " + last.kind
    yield "sort " + (chain.sort or "unknown")
    if last.role == pronoun.role:
        yield "same role"
    if last.kind is MentionKind.PRONOUN and last.plural == pronoun.plural:
        yield "pronoun before"
    if chain.named:
        yield "named"
    if last.role == "subj" and tree.leads(last.head):
        yield "subject of a main clause"
    if (since := tree.sentence[pronoun.head] - chain.subject_at) <= 1:
        yield ("subject here", "subject before")[since]
    yield "gender known" if chain.gender else "gender unknown"
    yield "many" if chain.plural else "one of many"
    if (tree.quote[last.head] >= 0) != (tree.quote[pronoun.head] >= 0):
        yield "across a quotation mark"
    if not apart and last.role == "subj" and pronoun.role != "poss":
        yield "subject of the sentence"
    if tree.line[pronoun.head] != tree.line[last.head]:
        yield "another paragraph"


#: Nouns for persons that anybody may be called by.
GENERAL = frozenset(("man", "woman", "person", "politician", "official", "leader", "guy", "lady"))
ROLES = frozenset(("subj", "obj", "poss", "obl", "nmod", "appos", "conj", "root", "pred"))
APART = [f"{n} sentences apart" for n in range(5)] + ["far apart"]
NEARER = [f"{n} nearer" for n in range(6)] + ["many nearer"]
MET = [f"{n} mentions" for n in range(6)] + ["many mentions"]


def fits_nominal(tree: Tree, nominal: Reference, chain: Chain) -> bool:
    """Whether number, sort and syntax let a nominal refer to a chain."""
    last = chain.last
    if last is None or last.first <= nominal.head <= last.last:
        return False
    if nominal.first <= last.head <= nominal.last:
        return False
    if chain.plural is not None and bool(nominal.plural) != chain.plural:
        return False
    if nominal.gender and chain.gender and nominal.gender != chain.gender:
        return False
    if nominal.sort == "person" and not _may_be_called(nominal, chain):
        return False
    other = chain.named and nominal.sort != "person" and nominal.noun not in chain.nouns
    if other and nominal.modifiers:  # "the company" may be any; "this coup movement" is no Twitter
        return False
    if any(_other_state(nominal, member) for member in chain.members[-3:]):
        return False
    return not nominal.sort or not chain.sort or sorts_agree(nominal.sort, chain.sort)


def _may_be_called(nominal: Reference, chain: Chain) -> bool:
    """The analyst is nobody of whom another office is known, and no other."""
    noun, other = same_noun(nominal.noun), lexicon().other
    ranks = {held.rank for held in chain.offices if held.head == noun}
    ranks |= {m.modifiers & other for m in chain.members[-3:] if m.noun == nominal.noun}
    if ranks:  # the vice president is not the president
        return nominal.modifiers & other in ranks
    return not chain.offices or nominal.noun in GENERAL


def _other_state(nominal: Reference, member: Reference) -> bool:
    """The French army is not the British army."""
    if member.noun != nominal.noun:
        return False
    ours, theirs = (states_in(reference.modifiers) for reference in (nominal, member))
    return bool(ours and theirs and not ours & theirs)


def nominal_features(tree: Tree, nominal: Reference, chain: Chain, nearer: int) -> Iterator[str]:
    """What speaks for and against a chain of which a nominal may be a mention."""
    last = chain.last
    assert last is not None
    definite = nominal.determiner or "bare"
    same = nominal.noun in chain.nouns
    yield f"{definite}, {'same' if same else 'other'} noun"
    if same:
        yield _modifiers(nominal, chain)
        yield "many of the same noun" if nominal.plural else "one of the same noun"
    elif chain.named:
        yield "named"
        yield f"sort {nominal.sort or 'unknown'} of {chain.sort or 'unknown'}"
        if definite in ("the", "this"):
            yield "the " + (nominal.sort or "thing")
    else:
        yield "another noun"
    apart = tree.sentence[nominal.head] - tree.sentence[last.head]
    yield APART[min(apart, 5)]
    yield NEARER[min(nearer, 6)]
    yield MET[min(chain.met, 6)]
    yield "last is " + last.kind
    if nominal.role == "subj" == last.role:
        yield "both subjects"
    if nominal.owner >= 0 and last.owner >= 0:
        yield "both owned"


def _modifiers(nominal: Reference, chain: Chain) -> str:
    """How the modifiers go with those of the mention with the same noun that is most like it."""
    best = "modifiers differ"
    for member in chain.members[-8:]:
        if member.noun != nominal.noun or member.number >= nominal.number:
            continue
        if member.modifiers == nominal.modifiers:
            return "same modifiers" if nominal.modifiers else "no modifiers"
        if nominal.modifiers < member.modifiers:
            best = "fewer modifiers"
        elif member.modifiers < nominal.modifiers and best != "fewer modifiers":
            best = "more modifiers"
    return best
