"""Whether a deed is told as having happened: negated, hedged, conditional, planned or wanted."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.reconcile.events.lexicon import Lexicon
from sayso.reconcile.events.matching import Match, governed_by
from sayso.reconcile.events.tree import HAVE, Tree
from sayso.syntax import DEEPEST
from sayso.terms import Modality

NO = frozenset(("no", "nobody", "none", "neither", "nothing", "never"))


@dataclass(frozen=True, slots=True)
class Reality:
    """Polarity and modality of a deed, with the words that tell them."""

    negated: bool
    modality: Modality
    words: tuple[int, ...]


def find_reality(tree: Tree, known: Lexicon, match: Match) -> Reality:
    """What the words around a deed make of it: a condition before a hedge, that before a plan."""
    at = match.anchor
    for _ in range(DEEPEST):  # "started shelling": what is so of the start is so of the shelling
        head = tree.heads[at]
        if (
            tree.relations[at] != "xcomp"
            or head < 0
            or tree.low[head] not in known.building["implicative"]
        ):
            break
        at = head
    turned = _negators(tree, known, match)
    failing = governed_by(tree, known, at, "failing")
    found: dict[Modality, tuple[int, ...]] = {
        Modality.CONDITIONAL: _conditions(tree, known, at),
        Modality.HEDGED: _hedges(tree, known, match, at),
        Modality.PLANNED: _plans(tree, known, at),
        Modality.WANTED: _wishes(tree, known, at),
    }
    if 0 <= match.verb != match.head:  # "planned a strike", "considered sanctions"
        for kind, name in ((Modality.PLANNED, "planning"), (Modality.WANTED, "trying")):
            if not found[kind] and tree.low[match.verb] in known.building[name]:
                found[kind] = (match.verb,)
    modality = next((m for m, words in found.items() if words), Modality.ASSERTED)
    negated = bool(turned) != (failing >= 0)  # "did not fail to"
    words = (*turned, *((failing,) if failing >= 0 else ()), *found.get(modality, ()))
    return Reality(negated, modality, tuple(dict.fromkeys(words)))


def _negators(tree: Tree, known: Lexicon, match: Match) -> tuple[int, ...]:
    """Words that turn a deed: "not", "never", "no attack", "nobody was hurt", "without"."""
    found = []
    at = match.anchor
    for start in dict.fromkeys((at, match.head)):
        for child in tree.of(start, "advmod", "det", "aux", "mark", "case", "cc"):
            if tree.low[child] in known.words["negators"]:
                found.append(child)
    for child in tree.of(at, "advmod"):  # "no longer"
        found += [c for c in tree.children[child] if tree.low[c] in NO]
    head = tree.heads[at]
    if head >= 0 and tree.low[head] in known.words["impossible"]:
        found.append(head)
    for subject in tree.of(at, "nsubj", "obj") if match.verb >= 0 else []:
        found += [c for c in (subject, *tree.of(subject, "det")) if tree.low[c] in NO]
    if tree.relations[at] == "xcomp" and tree.heads[at] >= 0 and not found:
        above = tree.heads[at]
        found += [
            c for c in tree.of(above, "advmod", "aux") if tree.low[c] in known.words["negators"]
        ]
    return tuple(dict.fromkeys(found))


def _auxiliaries(tree: Tree, at: int, words: frozenset[str]) -> tuple[int, ...]:
    return tuple(c for c in tree.of(at, "aux", "advmod", "cop") if tree.low[c] in words)


def _plans(tree: Tree, known: Lexicon, at: int) -> tuple[int, ...]:
    """Words like "will", "plans to", "is set to": of the deed, or of what it is coordinate with."""
    planned = known.words["planned"]
    words = _auxiliaries(tree, at, planned)
    if tree.relations[at] == "conj" and tree.heads[at] >= 0 and not words:
        words = _auxiliaries(tree, tree.heads[at], planned)
    governing = governed_by(tree, known, at, "planning")
    if governing >= 0:
        words += (governing,)
    if not words and tree.relations[at] == "xcomp" and tree.heads[at] >= 0:
        head = tree.heads[at]
        if tree.low[head] == "going" and any(tree.low[c] in BEING for c in tree.of(head, "aux")):
            words = (head,)
    return words


BEING = frozenset(("is", "are", "am", "'s", "’s", "'re", "’re", "was", "were"))


def _wishes(tree: Tree, known: Lexicon, at: int) -> tuple[int, ...]:
    """The verb, as in "tried to", or the mark of an infinitive that says what for."""
    head, relation = tree.heads[at], tree.relations[at]
    trying = governed_by(tree, known, at, "trying")
    if trying >= 0:
        return (trying,)
    marks = tuple(c for c in tree.of(at, "mark") if tree.low[c] == "to")
    if relation == "conj" and head >= 0 and not marks and not tree.of(at, "nsubj"):
        at, head, relation = head, tree.heads[head], tree.relations[head]
        marks = tuple(c for c in tree.of(at, "mark") if tree.low[c] == "to")
    if not marks or head < 0:
        return ()
    if relation == "acl":
        return (head, *marks) if tree.low[head] in known.words["intending"] else marks
    if relation in ("xcomp", "ccomp") and tree.low[head] in known.building["implicative"]:
        return ()
    return marks if relation in ("xcomp", "ccomp", "advcl") else ()


def _hedges(tree: Tree, known: Lexicon, match: Match, at: int) -> tuple[int, ...]:
    """Words like "may have", "allegedly", "appears to have", "an alleged", "is accused of"."""
    words = _auxiliaries(tree, at, known.words["hedged"])
    words += tuple(
        c for c in tree.of(match.head, "amod") if tree.low[c] in known.words["hedging_adjectives"]
    )
    head = tree.heads[at]
    if head >= 0 and tree.low[head] in known.words["hedging_verbs"]:
        relation = tree.relations[at]
        if relation == "xcomp" or (relation == "advcl" and tree.cases(at)[:1] in (["of"], ["for"])):
            words += (head,)
    complement = head >= 0 and tree.relations[at] in ("xcomp", "ccomp", "csubj")
    if complement and tree.low[head] in known.words["hedging_adjectives"]:
        words += (head,)  # "is likely to have been"
    return words


def _conditions(tree: Tree, known: Lexicon, at: int) -> tuple[int, ...]:
    """Words like "if", "unless" of the deed's own clause, or of one that it is the result of."""
    clauses = [at, *(tree.of(at, "advcl"))]
    aux = tree.of(at, "aux")
    would = [c for c in aux if tree.low[c] == "would"]
    if would and any(tree.low[c] in HAVE for c in aux):  # "would have allowed"
        return tuple(would)
    return tuple(
        mark
        for clause in clauses
        for mark in tree.of(clause, "mark")
        if tree.low[mark] in known.words["conditional"]
        and (clause == at or _auxiliaries(tree, at, known.words["planned"]))
    )
