"""The shipped model file: run if it is what was released, and told apart from all else."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from sayso.errors import ModelError
from sayso.model import Model
from sayso.model.chain import TAGS
from sayso.model.encoder import Encoder, model_path
from sayso.model.tokens import tokenise

TEXTS = ["", "Ibarra left.", "The port was closed, the minister said. " * 60, "x" * 5000]


@pytest.fixture(scope="module")
def model() -> Model:
    return Model()


def test_the_shipped_file_is_small_enough() -> None:
    assert model_path().stat().st_size <= 30_000_000


def test_a_missing_file_says_how_to_get_it_back(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"none\.onnx: no model file .*; restore it"):
        Encoder(tmp_path / "none.onnx")


def test_a_damaged_file_is_not_run(tmp_path: Path) -> None:
    copy = tmp_path / "sayso.onnx"
    shutil.copyfile(model_path(), copy)
    shutil.copyfile(model_path().with_suffix(".sha256"), copy.with_suffix(".sha256"))
    with copy.open("r+b") as file:
        file.seek(1000)
        file.write(b"\0\0\0\0")
    with pytest.raises(ModelError, match="damaged"):
        Encoder(copy)


def test_the_shipped_file_is_not_run_without_its_hash(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "sayso.onnx"
    shutil.copyfile(model_path(), copy)
    Encoder(copy)  # one's own file may go without
    monkeypatch.setattr("sayso.model.encoder.shipped_path", lambda: copy)
    with pytest.raises(ModelError, match=r"its hash is missing \(sayso\.sha256\); restore it"):
        Encoder()


@pytest.mark.parametrize("hashed", ["", "0" * 64, "not a hash\n"])
def test_a_file_that_its_hash_does_not_name_is_not_run(tmp_path: Path, hashed: str) -> None:
    copy = tmp_path / "own.onnx"
    copy.write_bytes(b"a graph")
    copy.with_suffix(".sha256").write_text(hashed, encoding="utf-8")
    with pytest.raises(ModelError, match="damaged"):
        Encoder(copy)


def test_a_file_of_something_else_is_not_run(tmp_path: Path) -> None:
    other = tmp_path / "other.onnx"
    other.write_bytes(b"not a graph")
    with pytest.raises(ModelError, match="not a model of Sayso"):
        Encoder(other)


@pytest.mark.parametrize("text", TEXTS)
def test_every_word_gets_scores_and_a_state(model: Model, text: str) -> None:
    tokens = tokenise(text)
    for found in model.encoder.read(tokens):
        assert len(found) == len(tokens)
        assert np.isfinite(found).all()


def test_a_graph_of_another_version_is_not_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.model.encoder.OUTPUTS", ("scores", "states", "more"))
    with pytest.raises(ModelError, match="another version"):
        Encoder()


def test_a_text_has_beliefs_about_each_of_its_words(model: Model) -> None:
    scored = model.read(TEXTS[1])
    assert scored.posterior.tags.shape == (3, len(TAGS))
    assert len(scored.syntax.tags) == len(scored.entities) == len(scored.states) == 3
    assert len(model.read("").tokens) == 0
