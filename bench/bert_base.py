"""A network of BERT-base's shape with random weights: what it costs, not what it says.

It gets the operators that onnxruntime's own transformer optimiser would fuse it into (Attention,
SkipLayerNormalization, BiasGelu), so that it is measured at its best.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

FUSED = "com.microsoft"
FUSED_KINDS = frozenset(["Attention", "SkipLayerNormalization", "BiasGelu"])


@dataclass(frozen=True, slots=True)
class Shape:
    """BERT-base as published: 110 million weights, 435 MB in float32."""

    layers: int = 12
    hidden: int = 768
    heads: int = 12
    inner: int = 3072
    words: int = 30522
    positions: int = 512


class _Graph:
    """Nodes and weights as they are added, each named after its output."""

    def __init__(self) -> None:
        self.nodes: list[Any] = []
        self.weights: list[Any] = []
        self._random = np.random.default_rng(0)

    def random(self, name: str, *shape: int) -> str:
        values = self._random.standard_normal(shape, dtype=np.float32) * np.float32(0.02)
        return self.constant(name, values)

    def constant(self, name: str, values: NDArray[Any]) -> str:
        self.weights.append(numpy_helper.from_array(values, name))
        return name

    def node(self, kind: str, inputs: list[str], output: str, **attributes: Any) -> str:
        domain = FUSED if kind in FUSED_KINDS else ""
        self.nodes.append(helper.make_node(kind, inputs, [output], domain=domain, **attributes))
        return output

    def norm(self, left: str, right: str, name: str, hidden: int) -> str:
        scale = self.constant(f"{name}.scale", np.ones(hidden, dtype=np.float32))
        shift, bias = self.random(f"{name}.shift", hidden), self.random(f"{name}.bias", hidden)
        inputs = [left, right, scale, shift, bias]
        return self.node("SkipLayerNormalization", inputs, name, epsilon=1e-12)


def build(path: Path, shape: Shape | None = None) -> None:
    """Write the network to ``path``, its weights beside it: input_ids and attention_mask [B, L]."""
    shape = shape or Shape()
    graph = _Graph()
    hidden = _embeddings(graph, shape)
    mask = graph.node("Cast", ["attention_mask"], "mask", to=TensorProto.INT32)
    for number in range(shape.layers):
        hidden = _layer(graph, shape, hidden, mask, f"layer{number}")
    ints = TensorProto.INT64
    built = helper.make_graph(
        graph.nodes,
        "bert_base",
        [
            helper.make_tensor_value_info(n, ints, ["B", "L"])
            for n in ("input_ids", "attention_mask")
        ],
        [helper.make_tensor_value_info(hidden, TensorProto.FLOAT, ["B", "L", shape.hidden])],
        graph.weights,
    )
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid(FUSED, 1)]
    model = helper.make_model(built, opset_imports=opsets, ir_version=8)
    onnx.save_model(model, str(path), save_as_external_data=True, location=f"{path.name}.weights")


def _embeddings(graph: _Graph, shape: Shape) -> str:
    table = graph.random("words", shape.words, shape.hidden)
    positions = graph.random("positions", shape.positions, shape.hidden)
    zero, one, axis = (
        graph.constant(name, np.array(value, dtype=np.int64))
        for name, value in (("zero", 0), ("one", 1), ("axis", 1))
    )
    words = graph.node("Gather", [table, "input_ids"], "word_rows")
    size = graph.node("Shape", ["input_ids"], "size")
    length = graph.node("Gather", [size, axis], "length")
    places = graph.node("Range", [zero, length, one], "places")
    rows = graph.node("Gather", [positions, places], "position_rows")
    placed = graph.node("Add", [words, rows], "placed")
    scale = graph.constant("first.scale", np.ones(shape.hidden, dtype=np.float32))
    shift = graph.random("first.shift", shape.hidden)
    return graph.node("LayerNormalization", [placed, scale, shift], "embedded", axis=-1)


def _layer(graph: _Graph, shape: Shape, hidden: str, mask: str, name: str) -> str:
    wide = shape.hidden
    attended = graph.node(
        "Attention",
        [
            hidden,
            graph.random(f"{name}.qkv", wide, 3 * wide),
            graph.random(f"{name}.qkv_bias", 3 * wide),
            mask,
        ],
        f"{name}.attended",
        num_heads=shape.heads,
    )
    mixing = graph.random(f"{name}.mixing", wide, wide)
    mixed = graph.node("MatMul", [attended, mixing], f"{name}.mixed")
    hidden = graph.norm(mixed, hidden, f"{name}.norm1", wide)
    up = graph.random(f"{name}.up", wide, shape.inner)
    inner = graph.node("MatMul", [hidden, up], f"{name}.inner")
    bias = graph.random(f"{name}.up_bias", shape.inner)
    active = graph.node("BiasGelu", [inner, bias], f"{name}.active")
    down = graph.random(f"{name}.down", shape.inner, wide)
    output = graph.node("MatMul", [active, down], f"{name}.output")
    return graph.norm(output, hidden, f"{name}.norm2", wide)
