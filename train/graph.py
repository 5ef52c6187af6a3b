"""The network as an ONNX graph, laid out for what onnxruntime runs fastest on one core.

Exported from torch and fused by onnxruntime's own tools, the int8 graph took 1.33 times as long
(docs/model-card.md, "Operators and speed"). What is done otherwise here:

- a sum and a LayerNormalization stay two nodes: fused, they run without vectors, in 0.65 ms
  instead of 0.10 for 313 pieces. So the session must not fuse them again (sayso.model.encoder);
- queries, keys and values are products of their own, and attention is MultiHeadAttention without
  a mask, for a window is read alone; QAttention is slower by a twentieth of the whole;
- the last layer and the heads see only the words that are asked for. Other pieces are their
  context, as keys and values;
- what a product takes is rounded to 256 steps between its largest and its least value, and some
  channels and pieces hold twenty times what others do. So channels are made even before it
  (SmoothQuant, Xiao et al. 2023), and after GELU, which no weight can undo, every piece is.
  Both take 0.02 of the time and leave 0.4 of the error.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

LAYERS, ATTENTION_HEADS, EPSILON = 6, 12, 1e-12
LAYER = "encoder.encoder.layer"
EMBEDDINGS = "encoder.embeddings"
MICROSOFT = "com.microsoft"

Array = NDArray[Any]
Weights = dict[str, Array]  # by the network's names; a matrix is [outputs, inputs], as in torch
#: How much of what parts the channels goes into the weights; from .7 to .85 it is all one.
EASE = 0.75
#: The matrices that take the same, by what their channels' easing is called under a layer.
EASED = {
    "attention.self": tuple(f"attention.self.{part}" for part in ("query", "key", "value")),
    "intermediate": ("intermediate.dense",),
}


def lay_out(weights: Weights, ranges: Weights | None = None) -> onnx.ModelProto:
    """The graph of one window: ids and shapes [1, L], places of words [W] to scores and states.

    With ``ranges``, the largest value of each channel that ``EASED`` names (train.ranges), the
    table of words and the matrices are int8; the other tables, the norms, GELU and what attention
    makes of its products stay float32. Without them all does.
    """
    sheet = _Sheet(weights if ranges is None else weights | _eased(weights, ranges), ranges is None)
    pieces = _embedded(sheet)
    for layer in range(LAYERS - 1):
        pieces = _layer(sheet, f"{LAYER}.{layer}", pieces, pieces)
    asked = sheet.node("Gather", pieces, "words", axis=1)
    states = _layer(sheet, f"{LAYER}.{LAYERS - 1}", asked, pieces)
    scores = sheet.product(states, "head")
    return sheet.model({"scores": scores, "states": states})


def _eased(weights: Weights, ranges: Weights) -> Weights:
    """Matrices that take even channels, and NAME.ease, by which each channel is to be made so."""
    found: Weights = {}
    for name, largest in ranges.items():
        layer = name.removesuffix(next(end for end in EASED if name.endswith(end)))
        matrices = [f"{layer}{part}.weight" for part in EASED[name.removeprefix(layer)]]
        heaviest = np.max([np.abs(weights[matrix]).max(axis=0) for matrix in matrices], axis=0)
        share = np.maximum(largest, 1e-3) ** EASE / np.maximum(heaviest, 1e-3) ** (1 - EASE)
        share = (share / np.exp(np.log(share).mean())).astype(np.float32)
        found |= {matrix: weights[matrix] * share for matrix in matrices}
        found[f"{name}.ease"] = 1 / share
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
    even = sheet.eased(asked, f"{at}.attention.self")
    parts = {"key": even, "value": even}
    parts["query"] = even if asking == asked else sheet.eased(asking, f"{at}.attention.self")
    seen = sheet.node(
        "MultiHeadAttention",
        *(sheet.product(parts[p], f"{at}.attention.self.{p}") for p in ("query", "key", "value")),
        domain=MICROSOFT,
        num_heads=ATTENTION_HEADS,
    )
    drawn = sheet.node("Add", sheet.product(seen, f"{at}.attention.output.dense"), asking)
    between = sheet.norm(drawn, f"{at}.attention.output.LayerNorm")
    wide = sheet.product(sheet.eased(between, f"{at}.intermediate"), f"{at}.intermediate.dense")
    bent = sheet.node("Gelu", wide, domain=MICROSOFT)
    summed = sheet.node("Add", sheet.product_by_piece(bent, f"{at}.output.dense"), between)
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

    def eased(self, x: str, name: str) -> str:
        """``x`` with its channels made even, for the matrices under ``name``."""
        return x if self.exact else self.node("Mul", x, self.hold(f"{name}.ease"))

    def product(self, x: str, name: str) -> str:
        """The matrix ``name`` times ``x``, and its bias."""
        bias = self.hold(f"{name}.bias")
        if self.exact:
            weight = f"{name}.weight"
            self.hold(weight, np.ascontiguousarray(self.weights[weight].T))
            return self.node("Add", self.node("MatMul", x, weight), bias)
        return self._rounded_product(x, name, "", bias)

    def product_by_piece(self, x: str, name: str) -> str:
        """The same where each piece is rounded by the largest of its values, which is above 0."""
        if self.exact:
            return self.product(x, name)
        largest = self.node("ReduceMax", x, axes=[-1], keepdims=1)
        found = self._rounded_product(self.node("Div", x, largest), name)
        return self.node("Add", self.node("Mul", found, largest), self.hold(f"{name}.bias"))

    def _rounded_product(self, x: str, name: str, *more: str) -> str:
        weight = f"{name}.weight"
        matrix, scale = by_column(self.weights[weight].T)
        self.hold(weight, matrix)
        self.hold(f"{weight}.scale", scale)
        inputs = (x, weight, f"{weight}.scale", *more)
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
