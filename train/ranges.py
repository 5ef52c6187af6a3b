"""How large what a product takes becomes, channel by channel: what int8 is laid out by."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper

from sayso.model.encoder import INPUTS, inputs
from sayso.model.tokens import tokenise
from sayso.model.windows import windows
from train.graph import EASED, LAYER, LAYERS, Weights, lay_out


def ranges_of(weights: Weights, texts: Iterable[str]) -> Weights:
    """The largest value of every channel of what ``EASED`` names, over some texts, in float32."""
    taken, session = _with_what_is_taken(lay_out(weights))
    found: Weights = {}
    for text in map(tokenise, texts):
        for window in windows(text):
            fed = dict(zip(INPUTS, inputs(text, window), strict=True))
            for name, values in zip(taken, session.run(list(taken.values()), fed), strict=True):
                largest = np.abs(values[0]).max(axis=0)
                found[name] = np.maximum(found.get(name, largest), largest)
    return found


def _with_what_is_taken(
    exact: onnx.ModelProto,
) -> tuple[dict[str, str], onnxruntime.InferenceSession]:
    """A graph that gives out, too, what its products take: by the names of ``EASED``."""
    by_matrix = {n.input[1]: n.input[0] for n in exact.graph.node if n.op_type == "MatMul"}
    taken = {
        f"{LAYER}.{layer}.{name}": by_matrix[f"{LAYER}.{layer}.{matrices[-1]}.weight"]
        for layer in range(LAYERS)
        for name, matrices in EASED.items()
    }
    for value in taken.values():
        exact.graph.output.append(helper.make_tensor_value_info(value, TensorProto.FLOAT, None))
    return taken, onnxruntime.InferenceSession(
        exact.SerializeToString(), providers=["CPUExecutionProvider"]
    )
