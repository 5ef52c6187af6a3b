"""The head of events: what it sees, and that it is the one of the model that ships."""

from __future__ import annotations

import numpy as np

from sayso.model import Model, fingerprint
from sayso.reconcile.events.head import (
    QUARTERS,
    ROOTS,
    Clues,
    features,
    quarter,
    root,
    shipped_head,
)
from sayso.records import Span
from sayso.terms import EventType


def test_every_type_but_a_statement_has_a_root_in_a_quarter() -> None:
    roots = {kind: root(kind) for kind in EventType}
    assert roots.pop(EventType.SAY) == ""
    assert {quarter(name) for name in roots.values()} == set(QUARTERS)


def test_the_head_was_made_for_the_model_that_ships() -> None:
    assert shipped_head().model == fingerprint(), "run python -m train.events --install"


def test_the_head_tells_types_that_add_up_to_one() -> None:
    text = "The army attacked the rebels."
    scored = Model().read(text)
    words = {"predicate": Span(9, 17), "verb": Span(9, 17), "actor": Span(4, 8)}
    seen = features(scored, Clues(Span(0, len(text)), words, EventType.ASSAULT))
    beliefs = shipped_head().probabilities(seen)
    assert np.isclose(beliefs.sum(), 1)
    assert ROOTS[int(beliefs.argmax())] == "assault"
