"""The best tree over the words of a sentence, given scores of every word hanging on every other."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sayso.model.tokens import Floats, Ints

NEVER = np.float32(-1e6)
# Where several words would hang on the root, so many of them are tried as the only one.
ROOTS_TRIED = 3


def best_tree(scores: Floats) -> Ints:
    """Head of each of n words, 0 for the root and 1 for the first word, from scores [n, n + 1].

    It is the tree of the highest sum with exactly one word on the root (Chu-Liu and Edmonds).
    """
    heads: Ints = scores.argmax(axis=1)
    if _cycle(np.append(0, heads)) is not None:
        heads = _arborescence(_square(scores))[1:]
    if int((heads == 0).sum()) == 1:
        return heads
    order = np.argsort(scores[:, 0] - scores[:, 1:].max(axis=1, initial=NEVER))[::-1]
    trees = [_with_root(scores, int(word)) for word in order[:ROOTS_TRIED]]
    rows = np.arange(len(scores))
    return max(trees, key=lambda tree: float(scores[rows, tree].sum()))


def _square(scores: Floats) -> NDArray[np.float64]:
    """Scores [n + 1, n + 1] in which the root hangs on nothing, and no word on itself."""
    square = np.full((len(scores) + 1, len(scores) + 1), NEVER, dtype=np.float64)
    square[1:] = scores
    np.fill_diagonal(square, 2 * NEVER)
    return square


def _with_root(scores: Floats, root: int) -> Ints:
    """The best tree in which word ``root`` alone hangs on the root."""
    square = _square(scores)
    square[1:, 0] = NEVER
    square[root + 1, 0] = scores[root, 0]
    return _arborescence(square)[1:]


def _cycle(heads: Ints) -> Ints | None:
    """Nodes of a cycle, if there is one; node 0 is the root and its own head."""
    state = np.zeros(len(heads), dtype=np.int8)  # 0 unseen, 1 on the path, 2 done
    state[0] = 2
    following = heads.tolist()
    for start in range(1, len(following)):
        path, node = [], start
        while state[node] == 0:
            state[node] = 1
            path.append(node)
            node = following[node]
        if state[node] == 1:
            return np.array(path[path.index(node) :])
        state[path] = 2
    return None


def _arborescence(scores: NDArray[np.float64]) -> Ints:
    """Head of each node, from scores [node, head]; node 0 is the root."""
    heads: Ints = scores.argmax(axis=1)
    heads[0] = 0
    cycle = _cycle(heads)
    if cycle is None:
        return heads
    inside = np.zeros(len(scores), dtype=bool)
    inside[cycle] = True
    rest = np.flatnonzero(~inside)
    new = len(rest)  # the cycle as one node
    entering = scores[np.ix_(cycle, rest)] - scores[cycle, heads[cycle]][:, None]
    leaving = scores[np.ix_(rest, cycle)]
    smaller = np.full((new + 1, new + 1), 2 * float(NEVER))
    smaller[:new, :new] = scores[np.ix_(rest, rest)]
    smaller[new, :new], smaller[:new, new] = entering.max(axis=0), leaving.max(axis=1)
    found = _arborescence(smaller)
    for number, node in enumerate(rest[1:], 1):
        head = int(found[number])
        heads[node] = cycle[leaving[number].argmax()] if head == new else rest[head]
    head = int(found[new])
    heads[cycle[entering[:, head].argmax()]] = rest[head]
    return heads
