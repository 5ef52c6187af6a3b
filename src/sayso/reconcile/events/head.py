"""A small head on the encoder: which type a deed is, from its words' states and its pattern.

The weights (data/events.npz) are made by train/events.py for one model file, whose hash they keep.
Its types are PLOVER's as its corpora have them: CONCEDE and RETREAT are one there ("yield"), and
an appeal is a request.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO

import numpy as np

from sayso.model import Scored
from sayso.model.tokens import Floats
from sayso.records import Span
from sayso.terms import EventType

YIELD = "yield"
FOLDED = {
    EventType.CONCEDE: YIELD,
    EventType.RETREAT: YIELD,
    EventType.APPEAL: EventType.REQUEST.value,
    EventType.SAY: "",
}
#: The four quarters of PLOVER: in words or in deeds, cooperation or conflict.
QUARTERS: Mapping[str, tuple[str, ...]] = {
    "verbal cooperation": ("agree", "consult", "support"),
    "material cooperation": ("cooperate", "aid", YIELD),
    "verbal conflict": ("request", "accuse", "reject", "threaten"),
    "material conflict": ("protest", "sanction", "mobilize", "coerce", "assault"),
}
ROOTS = tuple(root for roots in QUARTERS.values() for root in roots)
WORDS = ("predicate", "verb", "actor", "recipient")  # whose states are looked at


def root(kind: EventType | None) -> str:
    """The type as the corpora have it; "" for none of theirs."""
    return "" if kind is None else FOLDED.get(kind, kind.value)


def quarter(of: str) -> str:
    """The quarter of a root."""
    return next((name for name, roots in QUARTERS.items() if of in roots), "")


@dataclass(frozen=True, slots=True)
class Clues:
    """What the head is asked about: a deed's words, and what its pattern makes of it.

    ``words`` are the spans of WORDS where there are such; ``sentence`` is all of its sentence, and
    ``around`` the types of the other deeds in it.
    """

    sentence: Span
    words: Mapping[str, Span]
    told: EventType | None
    about: EventType | None = None
    planned: bool = False
    negated: bool = False
    around: frozenset[EventType] = frozenset()


def features(scored: Scored, clues: Clues) -> Floats:
    """What the head sees [F]: the sentence's mean state, its words' states, and the pattern."""
    starts = scored.tokens.starts
    first, end = np.searchsorted(starts, (clues.sentence.start, clues.sentence.end))
    states = [scored.states[first : max(int(end), int(first) + 1)].mean(axis=0)]
    for name in WORDS:
        span = clues.words.get(name)
        if span is None:
            states.append(np.zeros(scored.states.shape[1], dtype=np.float32))
        else:
            word = max(int(np.searchsorted(starts, span.start, side="right")) - 1, 0)
            states.append(scored.states[word])
    lengths = [float(np.linalg.norm(state)) or 1.0 for state in states]
    told, around = root(clues.told), {root(kind) for kind in clues.around}
    known = [
        *(told == name for name in ROOTS),
        told == "",
        *(clues.about is kind for kind in EventType),
        clues.planned,
        clues.negated,
        *(name in around for name in ROOTS),
    ]
    parts = [state / length for state, length in zip(states, lengths, strict=True)]
    found: Floats = np.concatenate([*parts, np.array(known)]).astype(np.float32)
    return found


@dataclass(frozen=True, slots=True)
class Head:
    """Weights [F, ROOTS] and bias [ROOTS] for the model file with this hash."""

    weights: Floats
    bias: Floats
    model: str

    def probabilities(self, seen: Floats) -> Floats:
        """Of each of ROOTS, given what the head sees [F] or [N, F]."""
        scores = seen @ self.weights + self.bias
        scores = np.exp(scores - scores.max(axis=-1, keepdims=True))
        found: Floats = scores / scores.sum(axis=-1, keepdims=True)
        return found


@cache
def shipped_head() -> Head:
    """The head that ships, read once."""
    content = (files("sayso") / "data" / "events.npz").read_bytes()
    with np.load(BytesIO(content)) as held:
        weights, bias = (held[name].astype(np.float32) for name in ("weights", "bias"))
        return Head(weights, bias, str(held["model"]))
