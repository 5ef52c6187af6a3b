from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from sayso.evaluate import Demands, run_coref
from sayso.evaluate.coref import gold_parse
from sayso.evaluate.treebank import parse_conllu
from sayso.records import Parse
from sayso.terms import EntityKind

CONLLU = """\
# newdoc id = harbour
# newpar
# text = President Mira Solen left.
1\tPresident\t_\tPROPN\t_\t_\t2\tnmod\t_\tEntity=(1-person-new
2\tMira\t_\tPROPN\t_\t_\t4\tnsubj\t_\t_
3\tSolen\t_\tPROPN\t_\t_\t2\tflat\t_\tEntity=1)
4\tleft\t_\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No
5\t.\t_\tPUNCT\t_\t_\t4\tpunct\t_\t_

# text = She waved.
1\tShe\t_\tPRON\t_\t_\t2\tnsubj\t_\tEntity=(1-person-giv)
2\twaved\t_\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No
3\t.\t_\tPUNCT\t_\t_\t2\tpunct\t_\t_
"""


@pytest.fixture
def corpora(tmp_path: Path) -> Path:
    folder = tmp_path / "ud" / "gum-free"
    folder.mkdir(parents=True)
    (folder / "dev.conllu").write_text(CONLLU, encoding="utf-8")
    return tmp_path


def nothing(texts: Sequence[str]) -> list[tuple[Parse, None]]:
    return [(Parse(()), None) for _ in texts]


def test_entities_of_the_treebank_are_its_proper_names() -> None:
    (text,) = parse_conllu(CONLLU.splitlines())
    (entity,) = gold_parse(text).entities
    assert (entity.span.of(text.text), entity.kind) == ("President Mira Solen", EntityKind.PERSON)


def test_both_syntaxes_are_scored(corpora: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_coref(corpora, Demands(json=True), reader=nothing) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    conll = {row["table"]: row["F1"] for row in rows if row["measure"] == "CoNLL"}
    assert conll == {"gold_coref": 100.0, "coref": 0.0}


def test_a_missing_corpus_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_coref(tmp_path, reader=nothing) == 1
    assert capsys.readouterr().err.count("\n") == 1
