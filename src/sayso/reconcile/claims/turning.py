"""What a "not" turns: the deed that it stands with, and not what hangs on that one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.reconcile.claims.lexicon import lexicon
from sayso.reconcile.claims.stems import stem
from sayso.reconcile.events.tree import Tree
from sayso.records import Span

_ABOVE = frozenset(("xcomp", "ccomp", "csubj", "acl"))
_NOBODY = frozenset(("nobody", "none", "nothing"))
_DEPTH = 4  # governing verbs that are looked at
_ALONE = frozenset(("only", "just", "merely", "simply", "solely"))
_PAUSES = frozenset((",", ".", "!", ";", "—", "–"))
_INDEFINITE = frozenset(("a", "an", "any", "those", "all", "every", "each"))


def find_turned(
    tree: Tree, word: int, subject: int, objects: Sequence[int], inside: set[int]
) -> tuple[tuple[Span, ...], bool]:
    """The words that turn a predicate, and whether they do so in all.

    Of its sentence the words ``inside`` are looked at. Who failed to mention that they knew of it
    did not mention it; they knew.
    """
    failing = lexicon().words["failing"]
    found = list(_own(tree, word, subject, objects))
    flips = len(dict.fromkeys(found))
    at = word
    for _ in range(_DEPTH):
        above, relation = tree.heads[at], tree.relations[at]
        if above < 0 or above not in inside or relation not in _ABOVE:
            break
        if relation == "xcomp" and not found:
            shared = [c for c in tree.of(above, "advmod", "aux") if _negates(tree, c)]
            found += shared
            flips += len(shared)
        if stem(tree.low[above]) in failing:
            found.append(above)
            flips += 1
        elif relation != "xcomp":
            break
        at = above
    return tuple(tree.spans[w] for w in sorted(set(found))), flips % 2 == 1


def _own(tree: Tree, word: int, subject: int, objects: Sequence[int]) -> Iterator[int]:
    """The words of a clause itself that turn it."""
    yield from (c for c in tree.of(word, "advmod", "det", "cc", "case", "aux") if _negates(tree, c))
    for longer in tree.of(word, "advmod"):  # "no longer alive"
        yield from (c for c in tree.children[longer] if _negates(tree, c))
    for noun in (subject, *objects):
        if noun >= 0 and tree.heads[noun] == word:
            yield from [noun] if tree.low[noun] in _NOBODY else []
            yield from (c for c in tree.of(noun, "det") if _negates(tree, c))


def _negates(tree: Tree, word: int) -> bool:
    """Whether it is a "not"; "not only" is none, nor is the "no" that answers somebody."""
    after = tree.low[word + 1] if word + 1 < tree.size else ""
    answer = tree.low[word] == "no" and after in _PAUSES
    return tree.low[word] in lexicon().words["negators"] and after not in _ALONE and not answer


def is_turned_in_part(tree: Tree, word: int, objects: Sequence[int]) -> bool:
    """Whether a "not" leaves room for the deed: "has not fully read it", "not read all of it"."""
    whole = lexicon().words["whole"]
    degrees = (
        *tree.of(word, "advmod"),
        *(c for noun in objects for c in (noun, *tree.of(noun, "det", "amod", "advmod"))),
    )
    return any(tree.low[c] in whole for c in degrees)


def is_of_any(tree: Tree, word: int) -> bool:
    """Whether a relative clause tells of whichever it fits: "a bill that does not end it"."""
    noun = tree.heads[word]
    if tree.relations[word] != "acl" or noun < 0 or tree.tags[noun] != "NOUN":
        return False
    return not _INDEFINITE.isdisjoint(tree.low[c] for c in tree.of(noun, "det"))


def is_unproven(tree: Tree, word: int) -> bool:
    """Whether it is what nothing speaks for: "there is no evidence that they fled"."""
    noun = tree.heads[word]
    proof = lexicon().words["proof"]
    if (
        tree.relations[word] not in ("acl", "ccomp")
        or noun < 0
        or stem(tree.low[noun]) not in proof
    ):
        return False
    verb = tree.heads[noun]
    near = [*tree.of(noun, "det", "case", "advmod")]
    if verb >= 0:
        near += tree.of(verb, "advmod", "aux")
    return any(_negates(tree, c) for c in near)
