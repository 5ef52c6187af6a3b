"""Fits data/pairs.toml: what speaks for a chain when a pronoun or a nominal is resolved.

    python -m train.pairs --corpora PATH

Sayso reads GUM's training part on its own syntax while an oracle makes every choice; each choice
is an example. A weight is a log-odds: softmax over the chains that fit and a new one, all right
answers together, with a Gaussian prior. Needs numpy alone and takes half a minute.
"""

from __future__ import annotations

import argparse
import os
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sayso.evaluate.coref import TREEBANK, gold_parse
from sayso.evaluate.treebank import Treebanked, read_treebank
from sayso.resolve import find_chains
from sayso.resolve.candidates import family
from sayso.resolve.linking import Option
from sayso.resolve.references import Reference
from sayso.resolve.tree import Tree
from sayso.syntax import Syntax

TABLES = Path(__file__).parents[1] / "src" / "sayso" / "data" / "pairs.toml"
FAMILIES = ("he", "they", "it", "this", "nominal")
PRIOR = 1.0  # inverse variance; with 0.3 or 3 no score on GUM train moves by more than 0.4
RAREST = 5  # a feature that was seen less often gets no weight
LEAST = 0.05  # a smaller weight is left out
#: Taken off the weight of "new" after fitting: a choice counts a mention, the score counts links.
EAGER = {"nominal": 0.5, "it": 0.5}
#: What GUM train cannot tell: it has no attributions, and the encoder learnt affinity from it.
#: Settled on GUM dev (affinity) and on sources of PolNeAR dev.
SPEAKS = "new, though it speaks"
BY_HAND = {
    "he": {"spoke last": 2.0, "spoke in the sentence before": 1.0, "affinity": 0.5},
    "they": {"spoke last": 1.0, SPEAKS: -2.0, "affinity": 0.5, "affinity, shift": 2.0},
    "it": {"spoke last": 1.0, SPEAKS: -2.0, "affinity": 0.5},
    "nominal": {"affinity": 0.2, "affinity, shift": 2.5},
}
STEPS, RATE = 400, 0.1
HEADER = """\
# What speaks for a chain when a pronoun or a nominal is resolved, as log-odds: the weights of the
# features of resolve/candidates.py, added up; "new" and what begins with it speak for a chain of
# its own. A table for each family of references. Fitted on GUM train by `python -m train.pairs`.
"""


@dataclass(frozen=True, slots=True)
class Choice:
    """The features of each option, the last one a new chain, and which options are right."""

    options: tuple[tuple[str, ...], ...]
    right: frozenset[int]


class Oracle:
    """Chooses as GUM has it, and keeps what there was to choose from."""

    def __init__(self, text: Treebanked) -> None:
        tree = Tree(Syntax(text.text, text.parse))
        longest: dict[int, tuple[int, str]] = {}
        for chain in text.chains:
            for mention in chain.mentions:
                head = tree.head_of(tree.words_in(mention))
                longest[head] = max(
                    longest.get(head, (0, "")), (mention.end - mention.start, chain.name)
                )
        self.gold = {head: name for head, (_, name) in longest.items()}
        self.choices: list[tuple[str, Choice]] = []

    def choose(
        self, reference: Reference, options: Sequence[Option], new: Sequence[str]
    ) -> tuple[int, str]:
        """The first right option."""
        gold = self.gold.get(reference.head)
        right = [
            number
            for number, (chain, _, _) in enumerate(options)
            if gold and any(self.gold.get(member.head) == gold for member in chain.members)
        ]
        features = (*(tuple(f) for _, f, _ in options), tuple(new))
        choice = Choice(features, frozenset(right or [len(options)]))
        self.choices.append((family(reference), choice))
        return (right[0] if right else -1), "gold"


def choices_of(texts: Iterable[Treebanked]) -> dict[str, list[Choice]]:
    """Every choice in some texts, by family."""
    found: dict[str, list[Choice]] = {name: [] for name in FAMILIES}
    for text in texts:
        oracle = Oracle(text)
        find_chains(Syntax(text.text, gold_parse(text)), ranker=oracle)
        for name, choice in oracle.choices:
            found[name].append(choice)
    return found


class Examples:
    """Choices as arrays: one row an option, one column a feature that is not rare."""

    def __init__(self, choices: Sequence[Choice]) -> None:
        counts = Counter(f for choice in choices for option in choice.options for f in option)
        self.features = sorted(f for f, count in counts.items() if count >= RAREST)
        column = {feature: number for number, feature in enumerate(self.features)}
        options = [
            (n, o, k in c.right) for n, c in enumerate(choices) for k, o in enumerate(c.options)
        ]
        cells = [
            (row, column[f]) for row, (_, o, _) in enumerate(options) for f in o if f in column
        ]
        self.rows, self.columns = np.array(cells, dtype=np.int64).T
        self.choice = np.array([n for n, _, _ in options], dtype=np.int64)
        self.right = np.array([right for _, _, right in options], dtype=np.float64)
        self.size = len(choices)

    def loss(self, weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        """Negative log-likelihood of the right options, and its gradient."""
        scores = np.bincount(self.rows, weights[self.columns], len(self.choice))
        most = np.full(self.size, -np.inf)
        np.maximum.at(most, self.choice, scores)
        mass = np.exp(scores - most[self.choice])
        total = np.bincount(self.choice, mass, self.size)
        good = np.maximum(np.bincount(self.choice, mass * self.right, self.size), 1e-300)
        slope = mass / total[self.choice] - mass * self.right / good[self.choice]
        gradient = np.bincount(self.columns, slope[self.rows], len(weights))
        loss = float((np.log(total) - np.log(good)).sum() + PRIOR / 2 * weights @ weights)
        return loss, gradient + PRIOR * weights


def fit(choices: Sequence[Choice]) -> dict[str, float]:
    """Weights by feature (Adam, its rate a fifth over the last two fifths of the steps)."""
    examples = Examples(choices)
    weights = np.zeros(len(examples.features))
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        _, gradient = examples.loss(weights)
        mean = 0.9 * mean + 0.1 * gradient
        square = 0.99 * square + 0.01 * gradient**2
        rate = RATE if step < 0.6 * STEPS else RATE / 5
        weights -= rate * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    print(f"{len(choices)} choices, {examples.loss(weights)[0] / len(choices):.3f} nats each")
    return dict(zip(examples.features, weights.round(2).tolist(), strict=True))


def write_tables(tables: dict[str, dict[str, float]], path: Path) -> None:
    """As TOML, the heaviest first."""
    lines = [HEADER]
    for name, table in tables.items():
        lines.append(f"[{name}]")
        heaviest = sorted(table.items(), key=lambda entry: (-abs(entry[1]), entry[0]))
        lines += [f'"{feature}" = {weight}' for feature, weight in heaviest if abs(weight) >= LEAST]
        lines.append("")
    path.write_text("\n".join(lines), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, default=os.environ.get("SAYSO_CORPORA"))
    corpora = Path(parser.parse_args().corpora)
    choices = choices_of(read_treebank(corpora, TREEBANK, "train"))
    tables = {name: fit(found) for name, found in choices.items()}
    for name, less in EAGER.items():
        tables[name]["new"] = round(tables[name].get("new", 0.0) - less, 2)
    for name, weights in BY_HAND.items():
        tables[name] |= weights
    write_tables(tables, TABLES)


if __name__ == "__main__":
    main()
