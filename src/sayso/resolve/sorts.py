"""What a name is the name of, by all of its mentions and the rest of the report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from sayso.resolve.forms import PEOPLE, Form, parts_of
from sayso.resolve.lexicon import Lexicon
from sayso.resolve.references import Reference
from sayso.resolve.states import states
from sayso.resolve.tree import Tree

#: What only a state has.
OF_STATES = frozenset(("ministry", "parliament", "embassy", "border", "constitution", "ambassador"))


def sort_of(
    parts: tuple[str, ...], held: Sequence[tuple[Reference, Form]], lex: Lexicon
) -> tuple[str, str]:
    """What most mentions of a form are taken for, and the code of the state that it names."""
    votes = Counter(r.sort for r, _ in held if r.sort)
    sort = votes.most_common(1)[0][0] if votes else ""
    if len(parts) == 1 and 3 * votes["person"] >= votes.total() > 0:
        sort = "person"  # models take a family name for a body more often than a body for a person
    if any(form.gender or form.titled for _, form in held):
        sort = "person"
    words = " ".join(parts)
    code = states().named.get(words, "")
    if code and sort != "person" and not (words in states().doubtful and sort != "place"):
        return "state", code
    if not sort and len(parts) > 1 and parts[0] in lex.given:
        return "person", ""
    return sort, ""


def mend_sorts(
    tree: Tree,
    references: Iterable[Reference],
    by_form: Mapping[tuple[str, ...], Sequence[tuple[Reference, Form]]],
    sorts: dict[tuple[str, ...], tuple[str, str]],
    lex: Lexicon,
) -> None:
    """What single words are, by the rest of the report: the model guesses at names it never saw.

    Of "Ilven Tarsk", Tarsk is the person; what has an adjective of its own ("Belvarran") is a
    state; and what things happen in is a place.
    """
    people = {
        parts[-1] for parts, (sort, _) in sorts.items() if len(parts) > 1 and sort == "person"
    }
    adjectives = {low for low, tag, form in zip(tree.low, tree.tags, tree.forms, strict=True)
                  if tag in ("ADJ", "PROPN") and form[:1].isupper()}  # fmt: skip
    owners = {
        parts_of(tree.forms[r.owner])
        for r in references
        if r.owner >= 0 and (r.noun in OF_STATES or r.modifiers & OF_STATES)
    }
    for parts, (sort, code) in list(sorts.items()):
        if sort in PEOPLE and _is_building(parts, by_form, lex):
            sorts[parts] = "facility", ""
        if len(parts) > 1 or code:
            continue
        if parts[0] in people:
            sorts[parts] = "person", ""
        elif sort != "group" and (parts in owners or adjectives & _adjectives(parts[0])):
            sorts[parts] = "state", f"?{parts[0]}"
        elif any(_heads(tree, r, lex) for r, _ in by_form[parts]):
            sorts[parts] = "person", ""
        elif sort == "person" and all(_in_place(tree, r) for r, _ in by_form[parts]):
            sorts[parts] = "place", ""
        elif sort == "person" and all(_reports(tree, r, lex) for r, _ in by_form[parts]):
            sorts[parts] = "organisation", ""


def _is_building(
    parts: tuple[str, ...], by_form: Mapping[tuple[str, ...], object], lex: Lexicon
) -> bool:
    """Marrow Tower, which is nobody's name: no given name before it, and nobody called Tower."""
    built = len(parts) > 1 and lex.kinds.get(parts[-1]) == "place"
    return built and parts[0] not in lex.given and parts[-1:] not in by_form


def _adjectives(name: str) -> set[str]:
    return {
        name + "n",
        name + "an",
        name + "ian",
        name + "ese",
        name[:-1] + "an",
        name[:-1] + "ian",
    }


def _in_place(tree: Tree, reference: Reference) -> bool:
    before = reference.first - 1
    return before >= 0 and tree.low[before] in ("in", "at", "near", "across", "outside", "inside")


def _heads(tree: Tree, reference: Reference, lex: Lexicon) -> bool:
    """The Marrow administration: of a body, a state or a city it would be the administration."""
    after = reference.name.stop
    return after < tree.size and tree.forms[after] in lex.headed


def _reports(tree: Tree, reference: Reference, lex: Lexicon) -> bool:
    """Orsk reported 14 dead: a person would say so."""
    verb = tree.heads[reference.head]
    return reference.role == "subj" and verb >= 0 and tree.low[verb] in lex.reporting
