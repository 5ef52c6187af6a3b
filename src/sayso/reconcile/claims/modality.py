"""Whether a clause is told as so, or as hedged, planned, wanted or on a condition."""

from __future__ import annotations

from sayso.reconcile.claims.lexicon import lexicon
from sayso.reconcile.claims.stems import stem
from sayso.reconcile.claims.turning import is_unproven
from sayso.reconcile.events.tree import Tree
from sayso.terms import Modality

_GOVERNED = frozenset(("xcomp", "conj", "acl", "ccomp", "nmod", "obj", "csubj"))
_DEPTH = 4  # governing verbs that are looked at
_WHENEVER = frozenset(("when", "whenever", "once", "until", "till"))
_PRESENT = frozenset(("is", "are", "be", "'s", "’s", "'re", "’re", "does", "do"))
_GOING = frozenset(("going", "gon"))  # "going to", "gonna"; "went" is no plan


def modality_of(tree: Tree, word: int) -> Modality:
    """Told as so, or as less: by auxiliaries, adverbs, "if", and by what the clause hangs on."""
    chain = [word]
    for _ in range(_DEPTH):
        if tree.relations[chain[-1]] not in _GOVERNED or tree.heads[chain[-1]] < 0:
            break
        chain.append(tree.heads[chain[-1]])
    if found := _by_words(tree, chain):
        return found
    if tree.relations[word] in ("csubj", "nsubj") and tree.low[word].endswith("ing"):
        return Modality.CONDITIONAL  # "using force is wrong" says nothing of who used it
    if _is_only_held(tree, word):
        return Modality.WANTED
    if is_unproven(tree, word):
        return Modality.HEDGED
    if _is_of_any_time(tree, word):
        return Modality.CONDITIONAL
    if _is_only_thought_of(tree, word):
        return Modality.WANTED
    do = any(tree.low[c] == "do" for c in tree.of(word, "aux"))
    if do and not tree.of(word, "nsubj", "expl"):  # "do not shoot"
        return Modality.WANTED
    return Modality.ASSERTED


def _by_words(tree: Tree, chain: list[int]) -> Modality | None:
    """What words around a predicate, and around what it hangs on, make of it."""
    words = lexicon().words
    around = [c for k in chain for c in tree.of(k, "aux", "advmod", "mark", "amod")] + chain[1:]
    stems = {stem(tree.low[c]) for c in around if tree.low[c] not in _GOING}
    for name, sort in (
        ("conditional", Modality.CONDITIONAL),
        ("hedged", Modality.HEDGED),
        ("wanted", Modality.WANTED),
        ("planned", Modality.PLANNED),
    ):
        if stems & words[name]:
            return sort
    if any(tree.low[c] in _GOING for c in chain[1:]):
        return Modality.PLANNED
    return None


def _is_only_held(tree: Tree, word: int) -> bool:
    """Whether somebody is only for it or against it: "opposes disbanding the police"."""
    head, sense = tree.heads[word], lexicon().words["attitude"]
    held = head >= 0 and tree.relations[word] in ("xcomp", "ccomp", "obj")
    return held and tree.low[word].endswith("ing") and stem(tree.low[head]) in sense


def _is_of_any_time(tree: Tree, word: int) -> bool:
    """Whether it is told of whatever time: "until an attack, when such weapons are used"."""
    marks = {tree.low[c] for c in tree.of(word, "mark", "advmod")}
    verbs = {tree.low[c] for c in tree.of(word, "aux", "cop")}
    return not marks.isdisjoint(_WHENEVER) and not verbs.isdisjoint(_PRESENT)


def _is_only_thought_of(tree: Tree, word: int) -> bool:
    """Whether a verb tells of no fact: "plans to strike", "a line against harming anybody".

    Who has taken a decision to do it is told to do it.
    """
    marks = [tree.low[c] for c in tree.of(word, "mark", "case")]
    aux = [tree.low[c] for c in tree.of(word, "aux")]
    if "to" in marks and "have" not in aux:
        head = tree.heads[word]
        near = [] if head < 0 else [head, *tree.of(head, "obj")]
        return not any(stem(tree.low[n]) in lexicon().words["decided"] for n in near)
    gerund = tree.low[word].endswith("ing") and not aux and tree.tags[word] == "VERB"
    return gerund and tree.relations[word] in ("acl", "advcl") and bool(marks)
