"""Appositions by their commas, where the tree does not show them: X, the mayor of Y, said ..."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.resolve.chains import Chains, set_equal
from sayso.resolve.references import RELATIVE, Reference
from sayso.resolve.tree import Tree
from sayso.terms import MentionKind

CLOSING = frozenset((",", ".", ";", ":", "—", "–", ")", "”", '"'))


def chain_commas(chains: Chains) -> None:
    """Join names with the noun phrases for one person that commas set beside them."""
    tree = chains.tree
    nouns = [r for r in chains.references if _is_one_person(r)]
    before = {r.last: r for r in nouns}
    behind = {r.first: r for r in nouns if r.determiner in ("the", "a", "own")}
    for name in chains.references:
        if name.kind is not MentionKind.NAME or name.sort not in ("person", ""):
            continue
        for noun in _beside(tree, name, before, behind):
            set_equal(chains, name, noun, "set beside it")


def _is_one_person(reference: Reference) -> bool:
    nominal = reference.kind is MentionKind.NOMINAL and not reference.weak
    return nominal and reference.sort == "person" and not reference.plural


def _beside(
    tree: Tree, name: Reference, before: dict[int, Reference], behind: dict[int, Reference]
) -> Iterator[Reference]:
    if not name.title and _comma(tree, name.first - 1) and _closed(tree, name):
        noun = before.get(name.first - 2)
        if noun is not None and tree.sentence[noun.head] == tree.sentence[name.head]:
            yield noun
    if _comma(tree, name.last + 1):
        noun = behind.get(name.last + 2)
        if noun is not None and _closed(tree, noun):
            yield noun


def _comma(tree: Tree, word: int) -> bool:
    return 0 <= word < tree.size and tree.forms[word] == ","


def _closed(tree: Tree, reference: Reference) -> bool:
    """Whether the second of the two ends with a mark, and is none of a list."""
    after = reference.last + 1
    if tree.relations[reference.head] == "conj" or after >= tree.size:
        return after >= tree.size
    if tree.sentence[after] != tree.sentence[reference.head]:
        return True
    listed = after + 1 < tree.size and tree.low[after + 1] in ("and", "or")
    return (tree.forms[after] in CLOSING or tree.low[after] in RELATIVE) and not listed
