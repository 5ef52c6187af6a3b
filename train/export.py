"""Weights to the file that ships: an int8 graph, with its tables as metadata."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterable
from pathlib import Path

import onnx
import torch
from torch import nn

from sayso.model.chain import ROLES
from sayso.model.columns import AT_BOTH_ENDS, WIDTHS
from sayso.model.encoder import packed
from train.corpora import Article
from train.graph import Weights, lay_out
from train.network import Reader
from train.ranges import ranges_of
from train.settle import settle

UNSETTLED: dict[str, object] = {
    "floors": dict.fromkeys(ROLES, 0.35),
    "calibration": [(0, 0), (1, 1)],
}


def weights_of(reader: Reader) -> Weights:
    """The encoder's weights by name, and all heads as one, in the columns of sayso.model.columns.

    Where two ends of a span are summed, each brings half of the bias.
    """
    found = {
        name: value.detach().numpy()
        for name, value in reader.named_parameters()
        if name.startswith("encoder.")
    }
    shares = [0.5 if name in AT_BOTH_ENDS else 1 for name in WIDTHS]
    matrices = [reader.get_parameter(f"{name}.weight") for name in WIDTHS]
    biases = [reader.get_parameter(f"{name}.bias") for name in WIDTHS]
    found["head.weight"] = torch.cat(matrices).detach().numpy()
    found["head.bias"] = (
        torch.cat([b * s for b, s in zip(biases, shares, strict=True)]).detach().numpy()
    )
    return found


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
    reader: Reader,
    texts: Iterable[str],
    dev: list[Article],
    relations: list[str],
    folder: Path,
    *,
    install: bool,
) -> Path:
    """Write the float file and the int8 one, laid out by what ``texts`` give.

    Decoding is settled on ``dev`` with the int8 one.
    """
    reader.eval()
    torch.save(reader.state_dict(), folder / "weights.pt")
    exact, shipped = folder / "float.onnx", folder / "sayso.onnx"
    weights = weights_of(reader)
    onnx.save(lay_out(weights), exact)
    onnx.save(lay_out(weights, ranges_of(weights, texts)), shipped)
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
