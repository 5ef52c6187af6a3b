"""From chains to actors: what each is, what it is called, which offices it holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from itertools import pairwise

from sayso.records import Actor, Mention, Office, identify
from sayso.resolve.candidates import PERSONAL
from sayso.resolve.chains import Chain
from sayso.resolve.lexicon import fold, lexicon
from sayso.resolve.names import display
from sayso.resolve.offices import span_words
from sayso.resolve.references import Reference
from sayso.resolve.states import states
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


def make_actors(
    tree: Tree, report: str, chains: Iterable[Chain], sources: Collection[int]
) -> tuple[tuple[Actor, ...], dict[int, str]]:
    """Actors in the order of their first mention, and their ids by the id() of their chain.

    ``sources`` are the numbers of references that are sources: whatever they are, they act.
    """
    made: list[tuple[Chain, ActorKind, list[str]]] = []
    for chain in chains:
        speaks = any(r.number in sources for r in chain.members)
        kind = _kind(chain, speaks=speaks)
        if kind is not None:
            made.append((chain, kind, _names(tree, chain)))
    made.sort(key=lambda entry: min(r.head for r in entry[0].members))
    used: Counter[str] = Counter()
    actors: list[Actor] = []
    ids: dict[int, str] = {}
    for chain, kind, names in made:
        key = f"{kind}:{fold(names[0])}"
        used[key] += 1
        # Two of one name are told apart by their order in the text, which never changes.
        identity = identify("actor", report, key, str(used[key]))
        ids[id(chain)] = identity
        actors.append(_actor(tree, report, identity, chain, kind, names))
    return tuple(actors), ids


def _actor(
    tree: Tree, report: str, identity: str, chain: Chain, kind: ActorKind, names: list[str]
) -> Actor:
    mentions = tuple(
        Mention(tree.span(r.first, r.last), tree.spans[r.head], r.kind, chain.reasons[r.number])
        for r in sorted(chain.members, key=lambda r: (r.head, r.first))
    )
    offices: dict[tuple[str, bool], Office] = {}
    for held in sorted(chain.offices, key=lambda held: held.office.span):
        offices.setdefault((fold(held.office.title), held.office.former), held.office)
    return Actor(
        identity, report, kind, names[0], tuple(names[1:]), tuple(offices.values()), mentions
    )


def _names(tree: Tree, chain: Chain) -> list[str]:
    """Forms of its name, fullest first; without a name its fullest nominal, or its pronoun."""
    forms: dict[tuple[str, ...], str] = {}
    for number in sorted(chain.forms):
        form = chain.forms[number]
        shown = display(tree, form)
        known = forms.setdefault(form.parts, shown)
        if (known.isupper() and not shown.isupper()) or (known.isascii() > shown.isascii()):
            forms[form.parts] = shown  # Guaidó before Guaido, and before GUAIDO
    if forms:
        state = next((named.state for named in chain.named if named.state), "")
        names = sorted(forms, key=lambda p: (-_fullness(p, chain), forms[p]))
        shown_names = [forms[p] for p in names]
        if state:
            return list(dict.fromkeys([states().names.get(state, shown_names[0]), *shown_names]))
        return list(dict.fromkeys(shown_names))
    nominals = [r for r in chain.members if r.kind is MentionKind.NOMINAL]
    best = max(nominals or chain.members, key=lambda r: (len(r.modifiers), -r.head))
    return [nominal_words(tree, best)]


def _fullness(parts: tuple[str, ...], chain: Chain) -> int:
    """Letters of a form; one that is no part of the chain's own name is not its fullest."""
    return sum(map(len, parts)) + (0 if len(parts) > 1 else -40 if len(chain.forms) > 1 else 0)


def nominal_words(tree: Tree, reference: Reference) -> str:
    """A nominal without its relative clauses and genitive: "a military source"."""
    last = reference.last
    for kid in tree.children[reference.head]:
        if kid > reference.head and tree.relations[kid] == "acl" and not _withholds(tree, kid):
            last = min(last, tree.first[kid] - 1)
    while last > reference.head and (
        tree.tags[last] == "PUNCT" or tree.low[last] in ("'s", "’s", "'", "’")
    ):
        last -= 1
    return span_words(tree, tree.span(reference.first, max(last, reference.head)))


def _withholds(tree: Tree, clause: int) -> bool:
    """A clause that says why there is no name: "who asked not to be named"."""
    low = tree.low[tree.first[clause] : tree.last[clause] + 1]
    return any(w in ("named", "anonymity", "anonymous", "identified", "anonymously") for w in low)


def _kind(chain: Chain, *, speaks: bool) -> ActorKind | None:
    """What a chain is as an actor, None where it is none: a place, a thing, a time."""
    if chain.named:
        return _named_kind(chain, speaks=speaks)
    nominals = [r for r in chain.members if r.kind is MentionKind.NOMINAL]
    if not nominals:
        return _unnamed_kind(chain) if speaks or _spoken_of(chain) else None
    if all(r.weak for r in nominals) and not speaks:
        return None
    if (kind := _nominal_kind(chain, nominals, speaks=speaks)) is not None:
        return kind
    if speaks and chain.sort in ("place", "state", "facility"):
        return ActorKind.ORGANISATION
    return _speaking_kind(chain, nominals) if speaks else None


def _speaking_kind(chain: Chain, nominals: list[Reference]) -> ActorKind:
    """Of a noun that no lexicon knows: a person by its ending or its pronouns, else a text."""
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


def _nominal_kind(chain: Chain, nominals: list[Reference], *, speaks: bool) -> ActorKind | None:
    lex = lexicon()
    sort = chain.sort or nominals[0].sort
    many = any(r.plural for r in nominals)
    if sort == "person":
        if many:
            return ActorKind.COLLECTIVE
        if any(r.noun in lex.anonymous and r.determiner in ("a", "bare", "") for r in nominals):
            return ActorKind.ANONYMOUS
        return ActorKind.ANONYMOUS
    if many and any(r.noun in lex.counted for r in nominals):
        return ActorKind.COLLECTIVE
    if sort == "document":
        return ActorKind.DOCUMENT if speaks else None
    if sort == "state" and not speaks and not any(r.role == "subj" for r in nominals):
        return None
    return BY_SORT.get(sort)
