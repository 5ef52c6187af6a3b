"""int8 against float32 against torch. Needs what `make train` leaves; skipped by name elsewhere."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from sayso.evaluate.articles import compare
from sayso.evaluate.corpus import read_part
from sayso.evaluate.spans import Counts, span_scores
from sayso.intake import text_report
from sayso.model import Model
from sayso.model.encoder import inputs
from sayso.model.tokens import tokenise
from sayso.model.windows import Window
from sayso.pipeline import Pipeline
from sayso.records import Reading
from sayso.terms import Role

RUN = Path(os.environ.get("SAYSO_RUN", "runs/model"))
CORPORA = Path(os.environ.get("SAYSO_CORPORA", "../shared/data"))
MOST = 0.5  # points of F1 that int8 may cost in any role

pytestmark = pytest.mark.skipif(
    not (RUN / "float.onnx").exists() or not (CORPORA / "polnear").exists(),
    reason="no float32 export of `make train`, or no corpora",
)


def role_f1(model: Path) -> dict[Role, float]:
    part = read_part(CORPORA, "dev", limit=20)
    reports = [text_report(a.text, a.name) for a in part.articles]
    found = list(Pipeline(model).read_reports(reports))
    pairs = [
        compare(article, reading)
        for article, reading in zip(part.articles, found, strict=True)
        if isinstance(reading, Reading)
    ]
    return {
        role: 100
        * sum((span_scores(p.gold_words, p.predicted_words, role)[0] for p in pairs), Counts()).f1
        for role in Role
    }


def test_int8_costs_at_most_half_a_point_of_span_f1() -> None:
    exact, shipped = role_f1(RUN / "float.onnx"), role_f1(RUN / "sayso.onnx")
    assert all(shipped[role] >= exact[role] - MOST for role in Role), (exact, shipped)


def test_the_float_export_computes_what_torch_does() -> None:
    torch = pytest.importorskip("torch", reason="the train extra is not installed")
    from train.export import weights_of
    from train.network import load

    text = read_part(CORPORA, "dev", limit=1).articles[0].text[:1000]
    tokens = tokenise(text)
    ids, shapes, words = inputs(tokens, Window(0, 0, len(tokens), len(tokens)))
    exported = Model(RUN / "float.onnx").encoder.run(ids, shapes, words)
    reader = load(RUN)
    heads = {name: torch.from_numpy(array) for name, array in weights_of(reader).items()}
    with torch.no_grad():
        fed = (torch.from_numpy(x) for x in (ids, shapes, np.ones_like(ids)))
        states = reader.encode(*fed)[0, torch.from_numpy(words)]
        scores = states @ heads["head.weight"].T + heads["head.bias"]
    for found, exact in zip(exported, (scores, states), strict=True):
        np.testing.assert_allclose(found, exact.numpy(), atol=2e-3)
