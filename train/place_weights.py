"""Fits the weights of places: ``python -m train.place_weights --corpora PATH``.

What counts is how often the right place is chosen in the halves of GeoWebNews and GeoVirus that
are for tuning, and nothing smoother does: the choice of one place in a report is what the next
one's hangs on. So one weight after another is moved by a step, and stays where most are right. A
report's weight grows with the root of its toponyms, lest one list of streets rule them all.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

from sayso.evaluate.places import resolved
from sayso.evaluate.predict import own_parser
from sayso.evaluate.toponyms import FILES, Located, read_located
from sayso.records import Parse
from sayso.resolve.places import weighing

STEPS = {"people": 0.25}
STEP = 0.5
ROUNDS = 3
#: Hand-set: a weight that the corpora have too few cases of would drift.
FIXED = frozenset(("airfield", "served", "own_row", "outlet", "wide", "held", "like"))
#: A weight moves only for so much: single toponyms are chance.
LEAST = 0.5

Parsed = tuple[Located, Parse]


def score(texts: Sequence[Parsed]) -> float:
    """A point for a toponym whose place is within 161 km, a third of it for one only inside it."""
    total = 0.0
    for located, parse in texts:
        pairs = resolved(located, parse)
        points = sum(pair.near + pair.within / 2 for pair in pairs)
        total += points / max(len(pairs), 1) ** 0.5
    return total


def climb(texts: Sequence[Parsed]) -> Iterator[str]:
    """Move the weights in place; a line for each that moves, and for each round."""
    weights = dict(weighing.WEIGHTS)
    weighing.WEIGHTS = weights
    best = score(texts)
    for turn in range(ROUNDS):
        yield f"round {turn + 1}: {best:.1f}"
        before = best
        for name in sorted(weights.keys() - FIXED):
            old, step = weights[name], STEPS.get(name, STEP)
            tried = []
            for value in (old - 2 * step, old - step, old + step, old + 2 * step):
                weights[name] = value
                tried.append((score(texts), value))
            found, value = max(tried)
            better = found > best + LEAST
            weights[name], best = (value, found) if better else (old, best)
            if better:
                yield f"{name} = {value:g} (was {old:g}): {best:.1f}"
        if best == before:
            return


def main() -> None:
    """Print what the weights should be; they are copied into weighing.py by hand."""
    parser = argparse.ArgumentParser(description="fit the weights by which places are chosen")
    parser.add_argument("--corpora", type=Path, required=True)
    corpora: Path = parser.parse_args().corpora
    texts = [
        located
        for file in FILES.values()
        for located in read_located(corpora / file)
        if located.half == "tuned"
    ]
    parses = own_parser([located.text for located in texts])
    for line in climb(list(zip(texts, parses, strict=True))):
        print(line, flush=True)


if __name__ == "__main__":
    main()
