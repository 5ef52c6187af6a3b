"""Weights of a file that was shipped: int8 back to floats, so that training can go on from it.

Weight-only int8 keeps the vectors of the words at a cosine of .9994 to the floats, so little is
lost; what a released file knows need not be learned from the corpora again.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

from sayso.model.columns import AT_BOTH_ENDS, COLUMNS
from sayso.model.encoder import unpacked
from train.network import Reader, allowed

LAYERS, HIDDEN = 6, 384


def start_from(path: Path, reader: Reader) -> None:
    """Give ``reader`` what the ONNX file at ``path`` knows."""
    model = onnx.load(path)
    held = {i.name: numpy_helper.to_array(i) for i in model.graph.initializer}
    metadata = {p.key: p.value for p in model.metadata_props}
    tables = json.loads(metadata["sayso"])
    with torch.no_grad():
        state = reader.state_dict()
        for name, value in (_encoder(held) | _heads(held, tables)).items():
            if state[name].shape != value.shape:
                raise SystemExit(f"train: {path}: {name} has another shape than the network's")
            state[name].copy_(value)


def _floats(held: dict[str, np.ndarray], name: str) -> np.ndarray:
    """A quantised table as floats: one scale for all of it, or one a column."""
    zero = held[f"{name}_zero_point"].astype(np.float32)
    whole = held[f"{name}_quantized"].astype(np.float32)
    found: np.ndarray = (whole - zero) * held[f"{name}_scale"]
    return found


def _encoder(held: dict[str, np.ndarray]) -> dict[str, Tensor]:
    found: dict[str, np.ndarray] = {}
    for part in ("word_embeddings", "position_embeddings", "token_type_embeddings"):
        name = f"encoder.embeddings.{part}.weight"
        found[name] = _floats(held, name)
    for part in ("weight", "bias"):
        name = f"encoder.embeddings.LayerNorm.{part}"
        found[name] = _floats(held, name)
    matrices = _matrices(held)
    for layer in range(LAYERS):
        at = f"encoder.encoder.layer.{layer}"
        qkv = _floats(held, f"Attention_{layer}_qkv_weight")
        bias = held[f"Attention_{layer}_qkv_bias"]
        for number, part in enumerate(("query", "key", "value")):
            columns = slice(number * HIDDEN, (number + 1) * HIDDEN)
            found[f"{at}.attention.self.{part}.weight"] = qkv[:, columns].T
            found[f"{at}.attention.self.{part}.bias"] = bias[columns]
        for part in ("attention.output.dense", "intermediate.dense", "output.dense"):
            found[f"{at}.{part}.weight"] = _floats(held, matrices.pop(0)).T
    found |= {name: value for name, value in held.items() if name.startswith("encoder.encoder.")}
    return {name: torch.tensor(v) for name, v in found.items()}


def _matrices(held: dict[str, np.ndarray]) -> list[str]:
    """Names of the matrices that the exporter numbered, in the order of the graph."""
    names = [n.removesuffix("_quantized") for n in held if n.startswith("onnx::MatMul")]
    return sorted(
        {n for n in names if f"{n}_quantized" in held}, key=lambda n: int(n.rpartition("_")[2])
    )


def _heads(held: dict[str, np.ndarray], tables: dict[str, Any]) -> dict[str, Tensor]:
    weight = torch.tensor(_floats(held, _matrices(held)[-1]).T)
    bias = torch.tensor(held["head.bias"])
    found: dict[str, Tensor] = {}
    for name, columns in COLUMNS.items():
        found[f"{name}.weight"] = weight[columns]
        found[f"{name}.bias"] = bias[columns] * (2 if name in AT_BOTH_ENDS else 1)
    for part in ("links", "syntax"):
        found |= {f"{part}.{name}": torch.tensor(unpacked(a)) for name, a in tables[part].items()}
    found["mentions.distance"] = torch.tensor(unpacked(tables["mention_distance"]))
    moves = torch.tensor(unpacked(tables["transitions"]))
    found["crf.learned"] = torch.where(allowed() < 0, 0.0, moves - allowed())
    return found
