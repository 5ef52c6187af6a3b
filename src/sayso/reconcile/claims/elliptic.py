"""What headlines leave out: "air base retaken" says that it was."""

from __future__ import annotations

from sayso.reconcile.claims.keys import sense_of
from sayso.reconcile.claims.lexicon import lexicon
from sayso.reconcile.claims.stems import stem
from sayso.reconcile.claims.tables import irregular
from sayso.reconcile.events.tree import Tree

_NAMING = ("compound", "amod", "nmod")
_MAIN = frozenset(("root", "ccomp", "parataxis", "obj", "conj"))


def left_out(tree: Tree, word: int) -> int | None:
    """Who undergoes a participle whose "was" is left out; None for any other word.

    A parser takes it for a past tense with a subject ("14 killed in blast") or, behind a noun, for
    the noun that this one belongs to ("air base retaken"). Only deeds that nobody does without an
    object are read so: "rebels attacked" may well be active.
    """
    if tree.relations[word] not in _MAIN or not _is_suffered(tree, word):
        return None
    if tree.of(word, "aux", "cop", "obj", "iobj", "det", "case"):
        return None
    if tree.tags[word] == "VERB":
        return next(iter(tree.of(word, "nsubj")), None)
    before = [c for c in tree.of(word, *_NAMING) if c == word - 1]
    return before[0] if before else None


def _is_suffered(tree: Tree, word: int) -> bool:
    form = tree.low[word]
    if not (form.endswith("ed") or irregular().get(form, form) != form):
        return False
    sense = sense_of(stem(form), frozenset(stem(tree.low[c]) for c in tree.children[word]))
    return sense is not None and not sense.undergone and sense.name in lexicon().words["suffered"]
