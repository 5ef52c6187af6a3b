"""The one place that runs the network: an ONNX file, checked by hash, in onnxruntime."""

from __future__ import annotations

import base64
import hashlib
import json
import os
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import numpy as np

from sayso.errors import ModelError
from sayso.model.links import LinkTables
from sayso.model.syntax import SyntaxTables
from sayso.model.tokens import Floats, Ints, Tokens
from sayso.model.windows import Window, windows

CLS, SEP = 101, 102
INPUTS = ("input_ids", "token_type_ids", "words")
OUTPUTS = ("scores", "states")
MEND = "restore it: pip install --force-reinstall --no-deps sayso, or git checkout src/sayso/data"


@dataclass(frozen=True, slots=True)
class Tables:
    """What decoding needs beside the graph; it travels in the model file."""

    transitions: Floats
    links: LinkTables
    syntax: SyntaxTables
    mention_distance: Floats
    floors: dict[str, float]
    calibration: tuple[tuple[float, float], ...]


def model_path() -> Path:
    """The shipped model file, or the one that SAYSO_MODEL names."""
    named = os.environ.get("SAYSO_MODEL")
    return Path(named) if named else shipped_path()


def shipped_path() -> Path:
    """The model file that comes with the package."""
    with as_file(files("sayso") / "data" / "sayso.onnx") as path:
        return path


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ModelError(str(path), f"no model file ({error.strerror})", MEND) from None


def fingerprint(path: Path | None = None) -> str:
    """Hash of a model file, which tells what a report was read with. Raises ModelError."""
    return hashlib.sha256(_read(path or model_path())).hexdigest()


def _checked(path: Path) -> bytes:
    """The file's bytes, if they are those that were released.

    A file of one's own may go without a hash beside it; the shipped one may not.
    """
    content = _read(path)
    beside = path.with_suffix(".sha256")
    try:
        expected = beside.read_text(encoding="ascii", errors="replace").split()[:1]
    except FileNotFoundError:
        if path != shipped_path():
            return content
        raise ModelError(str(path), f"its hash is missing ({beside.name})", MEND) from None
    except OSError as error:
        raise ModelError(str(beside), f"cannot be read ({error.strerror})", MEND) from None
    if expected != [hashlib.sha256(content).hexdigest()]:
        raise ModelError(str(path), f"a damaged model file, not that of {beside.name}", MEND)
    return content


class Encoder:
    """The network: windows of word pieces in, scores and states of every word out."""

    def __init__(self, path: Path | None = None, *, threads: int = 1) -> None:
        """Load the model; ``threads`` are onnxruntime's, and one a process measured fastest."""
        import onnxruntime  # 0.1 s: only when a report is read

        path = path or model_path()
        content = _checked(path)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # train/graph.py lays out what runs fastest, a sum before a norm as two nodes. By default
        # onnxruntime would make one of them, which takes six times as long.
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
        try:
            self._session = onnxruntime.InferenceSession(
                content, options, providers=["CPUExecutionProvider"]
            )
            tables = json.loads(self._session.get_modelmeta().custom_metadata_map["sayso"])
        except Exception as error:  # onnxruntime raises its own types, none of them public
            what = str(error).splitlines()[0][:120]
            raise ModelError(str(path), f"not a model of Sayso ({what})", MEND) from None
        inputs = tuple(it.name for it in self._session.get_inputs())
        outputs = {output.name: output.shape[-1] for output in self._session.get_outputs()}
        if (inputs, tuple(outputs)) != (INPUTS, OUTPUTS):
            raise ModelError(str(path), "a model of another version of Sayso", MEND)
        self._widths = tuple(outputs.values())
        self.tables = _tables(tables)

    def read(self, text: Tokens) -> tuple[Floats, Floats]:
        """Scores [W, D] and last states [W, H] of every word, each from the window it is core of.

        Windows go through one by one. int8 takes the scale of a batch's activations from the
        largest of them, so in company a window would read a little otherwise; and alone it stays
        in the cache.
        """
        scores, states = (np.zeros((len(text), w), dtype=np.float32) for w in self._widths)
        for window in windows(text):
            core = slice(window.core_start, window.core_end)
            scores[core], states[core] = self.run(*inputs(text, window))
        return scores, states

    def run(self, ids: Ints, shapes: Ints, words: Ints) -> tuple[Floats, Floats]:
        """One window [1, L] through the graph, of which the pieces ``words`` [W] are asked for.

        Scores [W, D] and last states [W, H].
        """
        feed = dict(zip(INPUTS, (ids, shapes, words), strict=True))
        scores, states = self._session.run(OUTPUTS, feed)
        return scores[0], states[0]


def packed(array: Floats) -> dict[str, object]:
    """An array as JSON holds it: its shape, and its floats in base64."""
    held = np.ascontiguousarray(array, dtype="<f4")
    return {"shape": held.shape, "floats": base64.b64encode(held.tobytes()).decode()}


def unpacked(found: dict[str, Any]) -> Floats:
    """The array that ``packed`` made JSON of."""
    floats = np.frombuffer(base64.b64decode(found["floats"]), dtype="<f4")
    return floats.reshape(found["shape"])


def _tables(found: dict[str, Any]) -> Tables:
    links, syntax = found["links"], found["syntax"]
    return Tables(
        unpacked(found["transitions"]),
        LinkTables(*(unpacked(links[name]) for name in ("features", "bias", "out"))),
        SyntaxTables(
            tuple(found["relations"]),
            unpacked(syntax["root"]),
            unpacked(syntax["arc_bias"]),
            unpacked(syntax["distance"]),
            _side_by_side(unpacked(syntax["bilinear"])),
        ),
        unpacked(found["mention_distance"]),
        found["floors"],
        tuple((float(x), float(y)) for x, y in found["calibration"]),
    )


def _side_by_side(matrices: Floats) -> Floats:
    """Matrices [R, N, N] as one [N, R * N], so that one product serves all of them."""
    return np.ascontiguousarray(matrices.transpose(1, 0, 2).reshape(matrices.shape[1], -1))


def _extent(tokens: Tokens, window: Window) -> tuple[int, int]:
    """Pieces of a window."""
    last = len(tokens.ids) if window.end == len(tokens) else tokens.first[window.end]
    return int(tokens.first[window.start]), int(last)


def inputs(text: Tokens, window: Window) -> tuple[Ints, Ints, Ints]:
    """Ids and shapes [1, L] of one window, and where the words of its core begin in them."""
    start, end = _extent(text, window)
    ids = np.concatenate(([CLS], text.ids[start:end], [SEP]))[None]
    shapes = np.concatenate(([0], text.shapes[start:end], [0]))[None]
    return ids, shapes, text.first[window.core_start : window.core_end] - start + 1
