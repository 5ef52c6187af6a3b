"""Weights to the file that ships: ONNX, fused, int8 per channel, its tables as metadata."""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers import optimizer
from onnxruntime.transformers.fusion_options import FusionOptions
from torch import Tensor, nn

from sayso.model.chain import TAGS
from train.network import Reader


class Exported(nn.Module):
    """The encoder and one output per piece: role potentials, then the vectors of links.

    Columns: tags, a cue's query for sources, its query for contents, a source's key, a content's
    key, and the score that a cue has no source.
    """

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.encoder = reader.encoder
        self.encoder.config._attn_implementation = "eager"
        links = reader.links
        parts = [reader.roles, links.cue, links.source, links.content, links.absent]
        self.head = nn.Linear(reader.roles.in_features, sum(p.out_features for p in parts))
        with torch.no_grad():
            self.head.weight.copy_(torch.cat([p.weight for p in parts]))
            # Both ends of a span are summed after the projection, so each brings half the bias.
            self.head.bias.copy_(torch.cat([parts[0].bias, *(p.bias / 2 for p in parts[1:])]))

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor) -> Tensor:
        hidden = self.encoder(
            input_ids=ids, token_type_ids=shapes, attention_mask=mask
        ).last_hidden_state
        scores: Tensor = self.head(hidden)
        return scores


def load(weights: Path) -> Reader:
    state = torch.load(weights, weights_only=True)
    reader = Reader(len(state["syntax.tag.bias"]), len(state["syntax.bilinear"]))
    reader.load_state_dict(state)
    return reader.eval()


def to_float(reader: Reader, path: Path) -> None:
    """Float32 ONNX with attention, layer norm and GELU fused."""
    ids = torch.randint(1000, 2000, (2, 16))
    shapes, mask = torch.ones_like(ids), torch.ones_like(ids)
    names = ["input_ids", "token_type_ids", "attention_mask"]
    axes = {name: {0: "window", 1: "piece"} for name in (*names, "scores")}
    with tempfile.TemporaryDirectory() as folder:
        raw = str(Path(folder) / "raw.onnx")
        torch.onnx.export(
            Exported(reader), (ids, shapes, mask), raw, input_names=names, output_names=["scores"],
            dynamic_axes=axes, opset_version=17, dynamo=False,
        )
        fused = optimizer.optimize_model(
            raw, model_type="bert", num_heads=12, hidden_size=384, opt_level=0,
            optimization_options=FusionOptions("bert"),
        )
        fused.save_model_to_file(str(path))


def to_int8(source: Path, path: Path, keep_float: list[str]) -> None:
    """Dynamic int8, one scale a channel; ``keep_float`` names the nodes that stay float32."""
    quantize_dynamic(
        source, path, per_channel=True, weight_type=QuantType.QInt8, nodes_to_exclude=keep_float,
        extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
    )


def add_tables(path: Path, reader: Reader, extra: dict[str, object]) -> None:
    """Write what decoding needs beside the graph into the file itself."""
    tables: dict[str, object] = {
        "tags": list(TAGS),
        "transitions": reader.crf.transitions.tolist(),
        "distance": reader.links.distance.tolist(),
        "between": reader.links.between.tolist(),
        **extra,
    }
    model = onnx.load(path)
    del model.metadata_props[:]
    model.metadata_props.add(key="sayso", value=json.dumps(tables))
    onnx.save(model, path)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("weights", type=Path)
    parser.add_argument("--float", type=Path, required=True, help="float32 file, for the parity test")
    parser.add_argument("--int8", type=Path, required=True, help="the file that ships")
    parser.add_argument("--settings", type=Path, help="JSON of floors and calibration fitted on dev")
    parser.add_argument("--keep-float", default="", help="comma-separated node names")
    args = parser.parse_args()
    reader = load(args.weights)
    to_float(reader, args.float)
    to_int8(args.float, args.int8, [n for n in args.keep_float.split(",") if n])
    settings = {"floors": dict.fromkeys(("source", "cue", "content"), 0.35), "calibration": [(0, 0), (1, 1)]}
    if args.settings:
        settings = json.loads(args.settings.read_text())
    for path in (args.float, args.int8):
        add_tables(path, reader, settings)


if __name__ == "__main__":
    main()
