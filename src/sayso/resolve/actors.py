"""From chains to actors: what each is, what it is called, which offices it holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from sayso.records import Actor, Mention, Office, identify
from sayso.resolve.chains import Chain, Chains
from sayso.resolve.forms import display
from sayso.resolve.kinds import kind_of
from sayso.resolve.lexicon import fold
from sayso.resolve.offices import span_words
from sayso.resolve.references import Reference
from sayso.resolve.states import states
from sayso.resolve.tree import Tree
from sayso.terms import ActorKind, MentionKind

#: Words of clauses that say why somebody has no name; they stay with the description.
WITHHELD = frozenset(("named", "name", "anonymity", "anonymous", "identified", "anonymously"))


def make_actors(
    chains: Chains, report: str, sources: Collection[int]
) -> tuple[tuple[Actor, ...], dict[int, str]]:
    """Actors in the order of their first mention, and their ids by the id() of their chain.

    ``sources`` are the numbers of references that are sources: whatever they are, they act.
    """
    made: list[tuple[Chain, ActorKind, list[str]]] = []
    tree = chains.tree
    for chain in chains.all():
        speaks = any(r.number in sources for r in chain.members)
        kind = kind_of(chains, chain, speaks=speaks)
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
    comma = next((i for i in range(reference.head + 1, last) if tree.forms[i] == ","), last)
    if not any(tree.low[i] in WITHHELD for i in range(comma, last + 1)):
        last = comma
    first = reference.first
    while first < reference.head and tree.low[first] in ("according", "to"):
        first += 1
    while last > reference.head and (
        tree.tags[last] == "PUNCT" or tree.low[last] in ("'s", "’s", "'", "’")
    ):
        last -= 1
    return span_words(tree, tree.span(first, max(last, reference.head)))


def _withholds(tree: Tree, clause: int) -> bool:
    """A clause that says why there is no name: "who asked not to be named"."""
    low = tree.low[tree.first[clause] : tree.last[clause] + 1]
    return any(word in WITHHELD for word in low)
