"""The one place that runs the network: an ONNX file, checked by hash, in onnxruntime."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sayso.errors import ModelError
from sayso.model.chain import Floats
from sayso.model.links import LinkTables
from sayso.model.tokens import Ints, Tokens
from sayso.model.windows import Window, windows

CLS, SEP = 101, 102
# A batch is a number of padded pieces, not of windows: 4,096 keep one thread's caches busy and
# the activations of the widest layer under 30 MB.
BUDGET = 4096
MEND = "restore it: pip install --force-reinstall --no-deps sayso, or git checkout src/sayso/data"


@dataclass(frozen=True, slots=True)
class Tables:
    """What decoding needs beside the graph; it travels in the model file."""

    transitions: Floats
    links: LinkTables
    floors: dict[str, float]
    calibration: tuple[tuple[float, float], ...]


def model_path() -> Path:
    """The shipped model file, or the one that SAYSO_MODEL names."""
    named = os.environ.get("SAYSO_MODEL")
    if named:
        return Path(named)
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
    """The file's bytes, if they are those that were released."""
    content = _read(path)
    expected = path.with_suffix(".sha256")
    if expected.exists() and hashlib.sha256(content).hexdigest() != expected.read_text().split()[0]:
        raise ModelError(str(path), f"a damaged model file, not that of {expected.name}", MEND)
    return content


class Encoder:
    """The network: windows of word pieces in, scores of every word out."""

    def __init__(self, path: Path | None = None, *, threads: int = 1) -> None:
        """Load the model; ``threads`` are onnxruntime's, and one a process measured fastest."""
        import onnxruntime  # 0.1 s: only when a report is read

        path = path or model_path()
        content = _checked(path)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            self._session = onnxruntime.InferenceSession(
                content, options, providers=["CPUExecutionProvider"]
            )
            tables = json.loads(self._session.get_modelmeta().custom_metadata_map["sayso"])
        except Exception as error:  # onnxruntime raises its own types, none of them public
            what = str(error).splitlines()[0][:120]
            raise ModelError(str(path), f"not a model of Sayso ({what})", MEND) from None
        self.tables = _tables(tables)

    def scores(self, texts: Sequence[Tokens]) -> list[Floats]:
        """Scores [W, D] of every word of each text, from the window in whose core it stands."""
        cuts = [(n, w) for n, text in enumerate(texts) for w in windows(text)]
        width = self._session.get_outputs()[0].shape[-1]
        found = [np.zeros((len(text), width), dtype=np.float32) for text in texts]
        for items in batches(texts, cuts):
            hidden = self.run(*collate(texts, items))
            for row, (number, window) in enumerate(items):
                first = texts[number].first
                core = first[window.core_start : window.core_end] - first[window.start] + 1
                found[number][window.core_start : window.core_end] = hidden[row, core]
        return found

    def run(self, ids: Ints, shapes: Ints, mask: Ints) -> Floats:
        """One batch [B, L] through the graph: scores [B, L, D]."""
        feed = {"input_ids": ids, "token_type_ids": shapes, "attention_mask": mask}
        scores: NDArray[np.float32] = self._session.run(None, feed)[0]
        return scores


def _tables(found: dict[str, Any]) -> Tables:
    return Tables(
        np.array(found["transitions"], dtype=np.float32),
        LinkTables(*(np.array(found["links"][f], np.float32) for f in ("features", "bias", "out"))),
        found["floors"],
        tuple((float(x), float(y)) for x, y in found["calibration"]),
    )


def _extent(tokens: Tokens, window: Window) -> tuple[int, int]:
    """Pieces of a window."""
    last = len(tokens.ids) if window.end == len(tokens) else tokens.first[window.end]
    return int(tokens.first[window.start]), int(last)


def batches(
    texts: Sequence[Tokens], cuts: list[tuple[int, Window]], budget: int = BUDGET
) -> Iterator[list[tuple[int, Window]]]:
    """Windows of like length together, so that little is spent on padding."""
    sizes = [end - start + 2 for start, end in (_extent(texts[n], w) for n, w in cuts)]
    batch: list[tuple[int, Window]] = []
    longest = 0
    for index in sorted(range(len(cuts)), key=lambda i: -sizes[i]):
        if batch and (len(batch) + 1) * longest > budget:
            yield batch
            batch = []
        longest = longest if batch else sizes[index]
        batch.append(cuts[index])
    if batch:
        yield batch


def collate(texts: Sequence[Tokens], items: list[tuple[int, Window]]) -> tuple[Ints, Ints, Ints]:
    """Ids, shapes and mask [B, L] of one batch, padded with 0."""
    extents = [_extent(texts[n], w) for n, w in items]
    longest = max(end - start for start, end in extents) + 2
    ids = np.zeros((len(items), longest), dtype=np.int64)
    shapes, mask = np.zeros_like(ids), np.zeros_like(ids)
    for row, ((number, _), (start, end)) in enumerate(zip(items, extents, strict=True)):
        size = end - start
        ids[row, 0], ids[row, size + 1] = CLS, SEP
        ids[row, 1 : size + 1] = texts[number].ids[start:end]
        shapes[row, 1 : size + 1] = texts[number].shapes[start:end]
        mask[row, : size + 2] = 1
    return ids, shapes, mask
