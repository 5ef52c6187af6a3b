"""Weights to the file that ships: ONNX, fused, int8 per channel, its tables as metadata."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers import optimizer
from onnxruntime.transformers.fusion_options import FusionOptions
from torch import Tensor, nn

from sayso.model.chain import ROLES
from sayso.model.columns import AT_BOTH_ENDS, WIDTHS
from sayso.model.encoder import packed
from train.corpora import Article
from train.network import Reader
from train.settle import settle

UNSETTLED: dict[str, object] = {
    "floors": dict.fromkeys(ROLES, 0.35),
    "calibration": [(0, 0), (1, 1)],
}


class Exported(nn.Module):
    """The encoder; a piece's scores, in the columns of sayso.model.columns, and its last state."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.encoder = reader.encoder
        self.encoder.config._attn_implementation = "eager"
        parts = {name: reader.get_parameter(f"{name}.weight") for name in WIDTHS}
        self.head = nn.Linear(reader.roles.in_features, sum(WIDTHS.values()))
        with torch.no_grad():
            self.head.weight.copy_(torch.cat(list(parts.values())))
            shares = [0.5 if name in AT_BOTH_ENDS else 1 for name in WIDTHS]
            biases = [reader.get_parameter(f"{name}.bias") for name in WIDTHS]
            self.head.bias.copy_(torch.cat([b * s for b, s in zip(biases, shares, strict=True)]))

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        states: Tensor = self.encoder(
            input_ids=ids, token_type_ids=shapes, attention_mask=mask
        ).last_hidden_state
        return self.head(states), states


def to_float(reader: Reader, path: Path) -> None:
    """Float32 ONNX with attention, layer norm and GELU fused."""
    ids = torch.randint(1000, 2000, (2, 16))
    shapes, mask = torch.ones_like(ids), torch.ones_like(ids)
    names = ["input_ids", "token_type_ids", "attention_mask"]
    axes = {name: {0: "window", 1: "piece"} for name in (*names, "scores", "states")}
    with tempfile.TemporaryDirectory() as folder:
        raw = str(Path(folder) / "raw.onnx")
        torch.onnx.export(
            Exported(reader),
            (ids, shapes, mask),
            raw,
            input_names=names,
            output_names=["scores", "states"],
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
        fused = optimizer.optimize_model(
            raw,
            model_type="bert",
            num_heads=12,
            hidden_size=384,
            opt_level=0,
            optimization_options=FusionOptions("bert"),
        )
        fused.save_model_to_file(str(path))


def to_int8(source: Path, path: Path) -> None:
    """Dynamic int8 with one scale a channel."""
    quantize_dynamic(
        source,
        path,
        per_channel=True,
        weight_type=QuantType.QInt8,
        extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
    )


def tables_of(reader: Reader, relations: list[str]) -> dict[str, object]:
    """What decoding needs beside the graph, as the file's metadata holds it."""

    def part(module: nn.Module, *names: str) -> dict[str, object]:
        return {name: packed(getattr(module, name).detach().numpy()) for name in names}

    return {
        "transitions": packed(reader.crf.transitions.detach().numpy()),
        "links": part(reader.links, "features", "bias", "out"),
        "relations": relations,
        "syntax": part(reader.syntax, "root", "arc_bias", "distance", "bilinear"),
        "mention_distance": packed(reader.mentions.distance.detach().numpy()),
    }


def add_tables(path: Path, tables: dict[str, object]) -> None:
    """Write ``tables`` into the file itself."""
    model = onnx.load(path)
    del model.metadata_props[:]
    model.metadata_props.add(key="sayso", value=json.dumps(tables))
    onnx.save(model, path)


def export(
    reader: Reader, dev: list[Article], relations: list[str], folder: Path, *, install: bool
) -> Path:
    """Write the float and the int8 file, settle decoding on ``dev`` with the int8 one."""
    reader.eval()
    torch.save(reader.state_dict(), folder / "weights.pt")
    exact, shipped = folder / "float.onnx", folder / "sayso.onnx"
    to_float(reader, exact)
    to_int8(exact, shipped)
    tables = tables_of(reader, relations)
    add_tables(shipped, {**tables, **UNSETTLED})
    settings = settle(shipped, dev)
    for path in (exact, shipped):
        add_tables(path, {**tables, **settings})
    if install:
        target = Path("src/sayso/data/sayso.onnx")
        shutil.copyfile(shipped, target)
        digest = hashlib.sha256(target.read_bytes()).hexdigest()
        target.with_suffix(".sha256").write_text(f"{digest}  sayso.onnx\n")
    return shipped
