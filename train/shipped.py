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
    """An array of the file as floats, and a matrix as torch has it: [outputs, inputs]."""
    array, scale = held[name], held.get(f"{name}.scale")
    if scale is None:
        return array
    floats = array.astype(np.float32) - held.get(f"{name}.zero", np.zeros(1)).astype(np.float32)
    found: np.ndarray = floats * scale
    if array.dtype != np.int8:
        return found
    return found.T * held.get(f"{name.rsplit('.', 2)[0]}.ease", np.ones(1, np.float32))


def _encoder(held: dict[str, np.ndarray]) -> dict[str, Tensor]:
    names = [n for n in held if n.startswith("encoder.") and n.endswith((".weight", ".bias"))]
    return {name: torch.tensor(_floats(held, name)) for name in names}


def _heads(held: dict[str, np.ndarray], tables: dict[str, Any]) -> dict[str, Tensor]:
    weight = torch.tensor(_floats(held, "head.weight"))
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
