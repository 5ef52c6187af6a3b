"""The network as an ONNX graph, laid out for what onnxruntime runs fastest on one core.

Exported from torch and fused by onnxruntime's own tools, the int8 graph took 1.33 times as long
(docs/model-card.md, "Operators and speed"). What is done otherwise here:

- a sum and a LayerNormalization stay two nodes: fused, they run without vectors, in 0.65 ms
  instead of 0.10 for 313 pieces. So the session must not fuse them again (sayso.model.encoder);
- queries, keys and values are products of their own, and attention is MultiHeadAttention without
  a mask, for a window is read alone; QAttention is slower by a twentieth of the whole;
- the last layer and the heads see only the words that are asked for. Other pieces are their
  context, as keys and values.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

LAYERS, ATTENTION_HEADS, EPSILON = 6, 12, 1e-12
EMBEDDINGS = "encoder.embeddings"
NORM = ("LayerNorm.weight", "LayerNorm.bias")
MICROSOFT = "com.microsoft"

Array = NDArray[Any]
Weights = dict[str, Array]  # by the network's names; a matrix is [outputs, inputs], as in torch


def lay_out(weights: Weights, *, exact: bool) -> onnx.ModelProto:
    """The graph of one window: ids and shapes [1, L], places of words [W] to scores and states.

    ``exact`` keeps every weight in float32. Else the tables of words and the matrices are int8;
    the other tables, the norms, GELU and what attention makes of its products stay float. What is
    added to the words and their norm is rounded as if it were uint8, as it was when the floors of
    spans were settled: without that, sources lost 0.3 points on dev.
    """
    sheet = _Sheet(weights if exact else weights | _rounded(weights), exact)
    pieces = _embedded(sheet)
    for layer in range(LAYERS - 1):
        pieces = _layer(sheet, f"encoder.encoder.layer.{layer}", pieces, pieces)
    asked = sheet.node("Gather", pieces, "words", axis=1)
    states = _layer(sheet, f"encoder.encoder.layer.{LAYERS - 1}", asked, pieces)
    scores = sheet.product(states, "head")
    return sheet.model({"scores": scores, "states": states})


def _rounded(weights: Weights) -> Weights:
    """The small tables and the norm under the first layer, rounded to 256 values each."""
    found = {}
    for part in ("position_embeddings.weight", "token_type_embeddings.weight", *NORM):
        table, scale, zero = whole(weights[f"{EMBEDDINGS}.{part}"])
        found[f"{EMBEDDINGS}.{part}"] = (table.astype(np.float32) - float(zero)) * scale
    return found


def _embedded(sheet: _Sheet) -> str:
    """What the pieces are before the first layer [1, L, H]."""
    words = sheet.rows(f"{EMBEDDINGS}.word_embeddings.weight", "input_ids")
    types = sheet.hold(f"{EMBEDDINGS}.token_type_embeddings.weight")
    shaped = sheet.node("Add", words, sheet.node("Gather", types, "token_type_ids"))
    length = sheet.node("Shape", "input_ids", start=1, end=2)
    positions = sheet.node(
        "Slice",
        sheet.hold(f"{EMBEDDINGS}.position_embeddings.weight"),
        sheet.hold("from", np.array([0])),
        length,
        sheet.hold("along", np.array([0])),
    )
    return sheet.norm(sheet.node("Add", shaped, positions), f"{EMBEDDINGS}.LayerNorm")


def _layer(sheet: _Sheet, at: str, asking: str, asked: str) -> str:
    """One layer: what ``asking`` becomes when it looks at ``asked``."""
    parts = (("query", asking), ("key", asked), ("value", asked))
    seen = sheet.node(
        "MultiHeadAttention",
        *(sheet.product(x, f"{at}.attention.self.{part}") for part, x in parts),
        domain=MICROSOFT,
        num_heads=ATTENTION_HEADS,
    )
    drawn = sheet.node("Add", sheet.product(seen, f"{at}.attention.output.dense"), asking)
    between = sheet.norm(drawn, f"{at}.attention.output.LayerNorm")
    wide = sheet.node("Gelu", sheet.product(between, f"{at}.intermediate.dense"), domain=MICROSOFT)
    summed = sheet.node("Add", sheet.product(wide, f"{at}.output.dense"), between)
    return sheet.norm(summed, f"{at}.output.LayerNorm")


class _Sheet:
    """Nodes and arrays of a graph under way."""

    def __init__(self, weights: Weights, exact: bool) -> None:
        self.weights, self.exact = weights, exact
        self.nodes: list[onnx.NodeProto] = []
        self.arrays: Weights = {}

    def hold(self, name: str, array: Array | None = None) -> str:
        """Put an array into the graph, by default the weight of that name; its name."""
        self.arrays[name] = self.weights[name] if array is None else array
        return name

    def node(self, kind: str, *inputs: str, domain: str = "", **attributes: Any) -> str:
        """Add a node; the name of its one output."""
        name = f"{kind}_{len(self.nodes)}"
        self.nodes.append(
            helper.make_node(kind, inputs, [name], name=name, domain=domain, **attributes)
        )
        return name

    def norm(self, x: str, name: str) -> str:
        """Layer norm."""
        parts = (self.hold(f"{name}.weight"), self.hold(f"{name}.bias"))
        return self.node("LayerNormalization", x, *parts, axis=-1, epsilon=EPSILON)

    def product(self, x: str, name: str) -> str:
        """The matrix ``name`` times ``x``, and its bias."""
        weight, bias = f"{name}.weight", self.hold(f"{name}.bias")
        if self.exact:
            self.hold(weight, np.ascontiguousarray(self.weights[weight].T))
            return self.node("Add", self.node("MatMul", x, weight), bias)
        matrix, scale = by_column(self.weights[weight].T)
        self.hold(weight, matrix)
        self.hold(f"{weight}.scale", scale)
        inputs = (x, weight, f"{weight}.scale", "", bias)
        return self.node("DynamicQuantizeMatMul", *inputs, domain=MICROSOFT)

    def rows(self, name: str, numbers: str) -> str:
        """Rows of the table ``name``."""
        if self.exact:
            return self.node("Gather", self.hold(name), numbers)
        parts = dict(zip(("", ".scale", ".zero"), whole(self.weights[name]), strict=True))
        table, *scaling = (self.hold(name + part, array) for part, array in parts.items())
        return self.node("DequantizeLinear", self.node("Gather", table, numbers), *scaling)

    def model(self, outputs: dict[str, str]) -> onnx.ModelProto:
        """The finished graph, with ``outputs`` under the names that they get."""
        named = {inner: outer for outer, inner in outputs.items()}
        for node in self.nodes:
            node.input[:] = [named.get(name, name) for name in node.input]
            node.output[:] = [named.get(name, name) for name in node.output]
        whole_numbers, floats = TensorProto.INT64, TensorProto.FLOAT
        widths = (len(self.weights["head.bias"]), len(self.weights[f"{EMBEDDINGS}.LayerNorm.bias"]))
        graph = helper.make_graph(
            self.nodes,
            "sayso",
            [
                helper.make_tensor_value_info("input_ids", whole_numbers, [1, "pieces"]),
                helper.make_tensor_value_info("token_type_ids", whole_numbers, [1, "pieces"]),
                helper.make_tensor_value_info("words", whole_numbers, ["words"]),
            ],
            [
                helper.make_tensor_value_info(name, floats, [1, "words", width])
                for name, width in zip(outputs, widths, strict=True)
            ],
            [numpy_helper.from_array(array, name) for name, array in self.arrays.items()],
        )
        opsets = [helper.make_opsetid("", 17), helper.make_opsetid(MICROSOFT, 1)]
        return helper.make_model(graph, opset_imports=opsets, ir_version=8)


def by_column(matrix: Array) -> tuple[Array, Array]:
    """int8 of a matrix [inputs, outputs], and one scale for each of its columns."""
    scale = np.maximum(np.abs(matrix).max(axis=0), 1e-12) / 127
    return np.round(matrix / scale).astype(np.int8), scale.astype(np.float32)


def whole(table: Array) -> tuple[Array, Array, Array]:
    """uint8 of a table, its one scale and what stands for zero."""
    low, high = min(float(table.min()), 0.0), max(float(table.max()), 0.0)
    scale = np.float32((high - low) / 255)
    zero = np.round(-low / scale)
    held = np.clip(np.round(table / scale) + zero, 0, 255).astype(np.uint8)
    return held, np.asarray(scale), np.asarray(zero, dtype=np.uint8)
