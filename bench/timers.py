"""What each part of reading and adding takes: timers around the pipeline's own functions.

A timer counts what is spent in its part and in no part within it, by the processor's clock. There
are some fifty calls a report, half a microsecond each; a profiler would slow all by a third.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from importlib import import_module
from typing import Any, TypeVar

_T = TypeVar("_T")

#: Where each part is called, in the order of the flow. A test holds that they are there.
ENCODER = "encoder"
READING = {
    "sayso.model.encoder.Encoder.run": ENCODER,
    "sayso.model.Model.read": "word pieces, windows, chain",
    "sayso.parse.parse_report": "parse",
    "sayso.attribute.attribute_report": "attribute",
    "sayso.attribute.attribute_inner": "attribute",
    "sayso.attribute.assertions": "attribute",
    "sayso.attribute.describe": "describe",
    "sayso.resolve.resolve_report": "resolve",
    "sayso.parse.find_times": "times",
    "sayso.attribute.place_in_time": "times",
    "sayso.resolve.places.find_places": "places",
    "sayso.resolve.places.place_attributions": "places",
    "sayso.reconcile.events.find_events": "events",
    "sayso.reconcile.labels.find_labels": "labels",
    "sayso.reconcile.stances.find_stances": "stances",
    "sayso.reconcile.claims.propositions": "propositions",
}
INTAKE, OUTPUT, REST = "intake", "rows as JSON", "between the stages"
ADDING = {
    "sayso.ledger.Ledger.known_id": "ledger: writing",
    "sayso.ledger.Ledger.add": "ledger: writing",
    "sayso.ledger.writing.keep_reuses": "ledger: lineage",
    "sayso.ledger.writing.enter": "ledger: actors",
    "sayso.ledger.writing.recopy": "ledger: claims",
    "sayso.ledger.writing.enter_claims": "ledger: claims",
}


class Parts(defaultdict[str, float]):
    """Seconds by part, 0 for one that took none."""

    def __init__(self, spent: dict[str, float] | None = None) -> None:
        super().__init__(float, spent or {})

    def __reduce__(self) -> tuple[type, tuple[dict[str, float]]]:
        return Parts, (dict(self),)


class Timers:
    """Adds to ``spent``, by part, what the processor spends."""

    def __init__(self, spent: Parts | None = None) -> None:
        self.spent = Parts() if spent is None else spent
        self._within = [0.0]

    def start(self, parts: dict[str, str]) -> None:
        """Time these functions from now on, wherever they are called by their module's name."""
        for path, part in parts.items():
            owner, name = found(path)
            setattr(owner, name, self.timed(part, getattr(owner, name)))

    def timed(self, part: str, function: Callable[..., _T]) -> Callable[..., _T]:
        """The function with a timer around it."""

        @wraps(function)
        def run(*args: Any, **kwargs: Any) -> _T:
            begun = time.process_time()
            self._within.append(0.0)
            try:
                return function(*args, **kwargs)
            finally:
                whole = time.process_time() - begun
                self.spent[part] += whole - self._within.pop()
                self._within[-1] += whole

        return run

    def each(self, part: str, items: Iterable[_T]) -> Iterator[_T]:
        """The items, with a timer around the making of each."""
        after = self.timed(part, iter(items).__next__)
        while True:
            try:
                item = after()
            except StopIteration:
                return
            yield item


def found(path: str) -> tuple[Any, str]:
    """The module or class that has a function, and its name there."""
    owner, _, name = path.rpartition(".")
    try:
        return import_module(owner), name
    except ModuleNotFoundError:
        module, _, inner = owner.rpartition(".")
        return getattr(import_module(module), inner), name
