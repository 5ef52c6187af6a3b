"""Fits what speaks for two words telling of one event, on ECB+ train, and prints the weights.

    python -m train.relations ../corpora

They are written by hand into [event] of src/sayso/data/relations.toml. Of pairs that share nothing
one in twenty is taken, and weighs twenty; the fit is a logistic regression by Newton's steps.
"""

from __future__ import annotations

import sys
from itertools import combinations
from pathlib import Path

import numpy as np

from sayso.evaluate.sameevent import read_topics
from sayso.pipeline import Pipeline
from sayso.reconcile.claims.occurrences import FEATURES, features
from sayso.records import identify

EVERY = 20
RIDGE = 0.1


def fit(rows: np.ndarray, right: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """Weights of the columns of ``rows`` [N, F] for ``right`` [N], 0 or 1."""
    found = np.zeros(rows.shape[1])
    for _ in range(60):
        chance = 1 / (1 + np.exp(-rows @ found))
        slope = rows.T @ (weight * (right - chance)) - RIDGE * found
        bend = (rows * (weight * chance * (1 - chance))[:, None]).T @ rows
        found += np.linalg.solve(bend + RIDGE * np.eye(len(found)), slope)
    return found


def main(corpora: Path) -> None:
    """Fit on all train topics and print a line a feature."""
    rows, right, weight = [], [], []
    for topic in read_topics(corpora, "train", None, Pipeline()):
        for one, other in combinations(topic.occurrences, 2):
            found = features(one, other)
            same = topic.chains[one.id] == topic.chains[other.id]
            near = bool(found[1] or found[2] or same)
            if near or int(identify(one.id, other.id), 16) % EVERY == 0:
                rows.append(found)
                right.append(float(same))
                weight.append(1.0 if near else float(EVERY))
    for name, value in zip(
        FEATURES, fit(np.array(rows), np.array(right), np.array(weight)), strict=True
    ):
        print(f"{name} = {value:.2f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
