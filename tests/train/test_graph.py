"""The graph that ships against the exact one, on weights made by chance."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

pytest.importorskip("onnx", reason="the train extra is not installed")

import onnxruntime

from train.graph import EMBEDDINGS, LAYER, LAYERS, Weights, lay_out
from train.ranges import ranges_of

WIDE, NARROW, TABLE = 96, 48, 30522  # of GELU, of a piece, words
LOUD = 7  # a channel whose values are twenty times those of others, as trained ones have
TEXTS = ["Rell said the bridge was closed.", "Vosse denied that anybody had fired, she wrote."]


def made_by_chance() -> Weights:
    chance = np.random.default_rng(3)

    def matrix(rows: int, columns: int) -> Any:
        return chance.normal(0, columns**-0.5, (rows, columns)).astype(np.float32)

    found: Weights = {
        f"{EMBEDDINGS}.word_embeddings.weight": matrix(TABLE, NARROW),
        f"{EMBEDDINGS}.position_embeddings.weight": matrix(512, NARROW),
        f"{EMBEDDINGS}.token_type_embeddings.weight": matrix(16, NARROW),
        "head.weight": matrix(10, NARROW),
        "head.bias": matrix(1, 10)[0],
    }
    norms = [f"{EMBEDDINGS}.LayerNorm"]
    for at in (f"{LAYER}.{layer}" for layer in range(LAYERS)):
        for name in ("query", "key", "value"):
            found[f"{at}.attention.self.{name}.weight"] = matrix(NARROW, NARROW)
            found[f"{at}.attention.self.{name}.bias"] = matrix(1, NARROW)[0]
        for name, size in (
            ("attention.output.dense", (NARROW, NARROW)),
            ("intermediate.dense", (WIDE, NARROW)),
            ("output.dense", (NARROW, WIDE)),
        ):
            found[f"{at}.{name}.weight"] = matrix(*size)
            found[f"{at}.{name}.bias"] = matrix(1, size[0])[0]
        norms += [f"{at}.attention.output.LayerNorm", f"{at}.output.LayerNorm"]
    for name in norms:
        found[f"{name}.weight"] = np.ones(NARROW, np.float32)
        found[f"{name}.weight"][LOUD] = 20
        found[f"{name}.bias"] = np.zeros(NARROW, np.float32)
    return found


def states(weights: Weights, ranges: Weights | None = None) -> Any:
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    session = onnxruntime.InferenceSession(
        lay_out(weights, ranges).SerializeToString(), options, providers=["CPUExecutionProvider"]
    )
    ids = np.arange(1000, 1040)[None]
    fed = {"input_ids": ids, "token_type_ids": ids % 16, "words": np.arange(5, 30)}
    return session.run(["states"], fed)[0][0]


def apart(one: Any, other: Any) -> float:
    """How far two tables of states are apart, the loud channel aside."""
    quiet = np.delete(np.arange(NARROW), LOUD)
    return float(np.abs(one[:, quiet] - other[:, quiet]).mean())


def test_what_ships_gives_nearly_what_the_exact_graph_does() -> None:
    weights = made_by_chance()
    exact = states(weights)
    assert apart(states(weights, ranges_of(weights, TEXTS)), exact) < 0.05


def test_channels_made_even_leave_less_than_half_of_the_error() -> None:
    weights = made_by_chance()
    exact, ranges = states(weights), ranges_of(weights, TEXTS)
    alike = {name: np.ones_like(largest) for name, largest in ranges.items()}
    even = apart(states(weights, ranges), exact)
    assert even < apart(states(weights, alike), exact) / 2
