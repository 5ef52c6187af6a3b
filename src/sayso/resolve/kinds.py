"""What a chain is as an actor."""

from __future__ import annotations

from itertools import pairwise

from sayso.resolve.candidates import PERSONAL
from sayso.resolve.chains import Chain, Chains
from sayso.resolve.lexicon import lexicon
from sayso.resolve.references import Reference
from sayso.resolve.tree import Tree
from sayso.terms import ActorKind, MentionKind

BY_SORT = {
    "person": ActorKind.PERSON,
    "organisation": ActorKind.ORGANISATION,
    "facility": ActorKind.ORGANISATION,
    "state_body": ActorKind.STATE_BODY,
    "armed_force": ActorKind.ARMED_FORCE,
    "group": ActorKind.GROUP,
    "state": ActorKind.STATE,
    "document": ActorKind.DOCUMENT,
}
#: Words of names that tell what a named body is, though the model calls all of them organisations.
BODIES = ("state_body", "armed_force")
#: Bodies of the state where somebody of the state has them.
HELD_BY = frozenset(("office", "secretariat", "staff", "headquarters"))
SEVERAL = frozenset(
    ("some", "many", "most", "few", "several", "all", "none", "other", "hundred", "thousand")
)


def kind_of(chains: Chains, chain: Chain, *, speaks: bool) -> ActorKind | None:
    """What a chain is as an actor, None where it is none: a place, a thing, a time.

    Whatever ``speaks`` is an actor.
    """
    if chain.named:
        kind = _named_kind(chain, speaks=speaks)
        return kind or (ActorKind.ORGANISATION if speaks else None)
    nominals = [r for r in chain.members if r.kind is MentionKind.NOMINAL]
    if not nominals:
        return _unnamed_kind(chain) if speaks or _spoken_of(chain) else None
    if all(r.weak for r in nominals) and not speaks:
        return None
    if any(r.noun in HELD_BY and _of_the_state(chains, r) for r in nominals):
        return ActorKind.STATE_BODY
    if (kind := _nominal_kind(chains, chain, nominals, speaks=speaks)) is not None:
        return kind
    if speaks and chain.sort in ("place", "state", "facility"):
        return ActorKind.ORGANISATION
    return _speaking_kind(chain, nominals) if speaks else None


def _speaking_kind(chain: Chain, nominals: list[Reference]) -> ActorKind:
    """Of a noun that no lexicon knows: a person by its ending or its pronouns, else a text."""
    if any(r.noun in SEVERAL for r in nominals):
        return ActorKind.COLLECTIVE
    if chain.gender or any(r.noun.endswith(PERSONAL) for r in nominals):
        return ActorKind.COLLECTIVE if chain.plural else ActorKind.ANONYMOUS
    if any(r.determiner == "relative" or r.sort == "number" for r in chain.members):
        return ActorKind.COLLECTIVE
    return ActorKind.DOCUMENT


def _named_kind(chain: Chain, *, speaks: bool) -> ActorKind | None:
    sort = chain.sort or chain.named[0].sort
    if any(named.state for named in chain.named):
        return ActorKind.STATE
    kinds = lexicon().kinds
    if sort in ("organisation", "", "facility"):
        parts = chain.named[0].parts
        if parts[:2] == ("council", "of") or lexicon().international & set(parts):
            return ActorKind.ORGANISATION
        for part in (*("-".join(pair) for pair in pairwise(parts)), *parts[::-1]):
            if kinds.get(part) in BODIES:
                return BY_SORT[kinds[part]]
    if sort == "place":
        return ActorKind.ORGANISATION if speaks else None
    if not sort:
        return ActorKind.PERSON if chain.gender else ActorKind.ORGANISATION if speaks else None
    return BY_SORT.get(sort)


def _unnamed_kind(chain: Chain) -> ActorKind:
    return ActorKind.COLLECTIVE if chain.plural else ActorKind.ANONYMOUS


def _spoken_of(chain: Chain) -> bool:
    return chain.sort == "person" and len(chain.members) > 1


def _nominal_kind(
    chains: Chains, chain: Chain, nominals: list[Reference], *, speaks: bool
) -> ActorKind | None:
    lex = lexicon()
    sort = chain.sort or nominals[0].sort
    many = any(r.plural for r in nominals)
    if sort == "person":
        return ActorKind.COLLECTIVE if many else ActorKind.ANONYMOUS
    if many and any(r.noun in lex.counted for r in nominals):
        return ActorKind.COLLECTIVE
    if sort == "document":
        shows = speaks or any(_shows(chains.tree, r) for r in nominals)
        return ActorKind.DOCUMENT if shows else None
    if sort == "state" and not speaks and not any(r.role == "subj" for r in nominals):
        return None
    return BY_SORT.get(sort)


def _shows(tree: Tree, text: Reference) -> bool:
    """A clip appears to show: it puts something forward, though no attribution has it."""
    if text.role != "subj":
        return False
    verb = tree.heads[text.head]
    if verb < 0:
        return False
    verbs = [verb, *(kid for kid in tree.children[verb] if tree.relations[kid] == "xcomp")]
    return any(tree.low[word] in lexicon().showing for word in verbs)


def _of_the_state(chains: Chains, nominal: Reference) -> bool:
    """The president's office, the transport office; not the opposition leader's."""
    if nominal.modifiers & lexicon().portfolios:
        return True
    owner = chains.by_head.get(nominal.owner) if nominal.owner >= 0 else None
    chain = chains.of[owner.number] if owner is not None else None
    return chain is not None and any(held.government for held in chain.offices)
