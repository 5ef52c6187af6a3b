"""Scores of coreference: MUC, B-cubed and CEAF with entities, whose mean is the CoNLL score.

Chains are sets of spans; two mentions are the same when their characters are. Written here
because what PyPI has for it (``coreference-eval`` 0.0.2, 2023) is no longer kept up.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sayso.records import Span

Chains = Sequence[frozenset[Span]]


@dataclass(slots=True)
class Tally:
    """What was right, over what was found and over what is there. Sums over texts."""

    right_found: float = 0.0
    found: float = 0.0
    right_there: float = 0.0
    there: float = 0.0

    @property
    def precision(self) -> float:
        """Share of what was found that is right, 0 to 1."""
        return self.right_found / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of what is there that was found, 0 to 1."""
        return self.right_there / self.there if self.there else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


class CorefScore:
    """Adds up texts; ``conll`` is the mean of the three F1."""

    def __init__(self) -> None:
        self.mentions, self.muc, self.b_cubed, self.ceaf = Tally(), Tally(), Tally(), Tally()

    def add(self, gold: Chains, found: Chains) -> None:
        """Add a text."""
        _add_mentions(self.mentions, gold, found)
        _add_muc(self.muc, gold, found)
        _add_b_cubed(self.b_cubed, gold, found)
        _add_ceaf(self.ceaf, gold, found)

    @property
    def conll(self) -> float:
        """Mean F1 of MUC, B-cubed and CEAF, 0 to 1."""
        return (self.muc.f1 + self.b_cubed.f1 + self.ceaf.f1) / 3


def _owner(chains: Chains) -> dict[Span, int]:
    return {span: number for number, chain in enumerate(chains) for span in chain}


def _add_mentions(tally: Tally, gold: Chains, found: Chains) -> None:
    there, got = set(_owner(gold)), set(_owner(found))
    tally.right_found += len(there & got)
    tally.right_there += len(there & got)
    tally.found += len(got)
    tally.there += len(there)


def _add_muc(tally: Tally, gold: Chains, found: Chains) -> None:
    """Links: a chain of n mentions that the other side has in k parts keeps n - k of its n - 1."""

    def links(chains: Chains, others: Chains) -> tuple[int, int]:
        owner, right, total = _owner(others), 0, 0
        for chain in chains:
            parts = [owner.get(span) for span in chain]
            alone = parts.count(None)
            right += len(chain) - len({p for p in parts if p is not None}) - alone
            total += len(chain) - 1
        return right, total

    right, total = links(found, gold)
    tally.right_found, tally.found = tally.right_found + right, tally.found + total
    right, total = links(gold, found)
    tally.right_there, tally.there = tally.right_there + right, tally.there + total


def _overlaps(gold: Chains, found: Chains) -> dict[tuple[int, int], int]:
    owner, shared = _owner(found), dict[tuple[int, int], int]()
    for number, chain in enumerate(gold):
        for span in chain:
            if (other := owner.get(span)) is not None:
                shared[number, other] = shared.get((number, other), 0) + 1
    return shared


def _add_b_cubed(tally: Tally, gold: Chains, found: Chains) -> None:
    """For each mention, how much of its chain the other side's chain of it shares."""
    for (g, f), n in _overlaps(gold, found).items():
        tally.right_found += n * n / len(found[f])
        tally.right_there += n * n / len(gold[g])
    tally.found += sum(map(len, found))
    tally.there += sum(map(len, gold))


def _add_ceaf(tally: Tally, gold: Chains, found: Chains) -> None:
    """Chains paired one to one so that the shares of what pairs have in common are the most."""
    likeness = {
        (g, f): 2 * n / (len(gold[g]) + len(found[f]))
        for (g, f), n in _overlaps(gold, found).items()
    }
    best = sum(assign(part) for part in _parts(likeness))
    tally.right_found += best
    tally.right_there += best
    tally.found += len(found)
    tally.there += len(gold)


def _parts(
    likeness: dict[tuple[int, int], float],
) -> Iterable[dict[tuple[int, int], float]]:
    """Chains that share no mention with each other need not be weighed against each other."""
    parent: dict[tuple[str, int], tuple[str, int]] = {}

    def root(node: tuple[str, int]) -> tuple[str, int]:
        while (above := parent.setdefault(node, node)) != node:
            parent[node] = node = parent[above]
        return node

    for g, f in likeness:
        parent[root(("gold", g))] = root(("found", f))
    parts: dict[tuple[str, int], dict[tuple[int, int], float]] = {}
    for (g, f), value in likeness.items():
        parts.setdefault(root(("gold", g)), {})[g, f] = value
    return parts.values()


def assign(values: dict[tuple[int, int], float]) -> float:
    """The most that a one-to-one pairing of rows with columns adds up to (Kuhn and Munkres).

    ``values`` are not negative; pairs that are not in it are worth 0. Cubic in the larger side.
    """
    rows, columns = sorted({r for r, _ in values}), sorted({c for _, c in values})
    size = max(len(rows), len(columns))
    cost = [[0.0] * (size + 1) for _ in range(size + 1)]
    for (row, column), value in values.items():
        cost[rows.index(row) + 1][columns.index(column) + 1] = -value
    over_rows, over_columns = [0.0] * (size + 1), [0.0] * (size + 1)
    row_of = [0] * (size + 1)  # by column; column 0 holds the row that is being placed
    for row in range(1, size + 1):
        row_of[0] = row
        _place(cost, over_rows, over_columns, row_of, size)
    return -sum(cost[row_of[c]][c] for c in range(1, size + 1))


def _place(
    cost: list[list[float]], u: list[float], v: list[float], row_of: list[int], size: int
) -> None:
    """Give the row in column 0 a column, moving others along the cheapest path."""
    least, used, came = [float("inf")] * (size + 1), [False] * (size + 1), [0] * (size + 1)
    column = 0
    while row_of[column]:
        used[column], row, step, following = True, row_of[column], float("inf"), 0
        for c in range(1, size + 1):
            if used[c]:
                continue
            reduced = cost[row][c] - u[row] - v[c]
            if reduced < least[c]:
                least[c], came[c] = reduced, column
            if least[c] < step:
                step, following = least[c], c
        for c in range(size + 1):
            if used[c]:
                u[row_of[c]] += step
                v[c] -= step
            else:
                least[c] -= step
        column = following
    while column:
        row_of[column] = row_of[came[column]]
        column = came[column]
