from __future__ import annotations

from pathlib import Path

import pytest

from sayso.errors import CorpusError
from sayso.export.brat_folder import format_told
from tests.export.readings import READING, TEXT
from train.corpora import own


def test_a_folder_that_was_corrected_in_brat_is_learnt_from(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "a.ann").write_text(format_told(READING), encoding="utf-8")
    (article,) = own(tmp_path)
    assert (article.name, article.text) == ("a", TEXT)
    sources = [piece for piece in article.pieces if piece.role == "source"]
    ends = [(article.tokens.starts[p.start], article.tokens.ends[p.end - 1]) for p in sources]
    assert ends == [(s.start, s.end) for a in READING.attributions for s in a.source]


def test_a_text_that_is_shorter_than_its_annotations_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT[:50], encoding="utf-8")
    (tmp_path / "a.ann").write_text(format_told(READING), encoding="utf-8")
    with pytest.raises(CorpusError, match="the text has moved"):
        list(own(tmp_path))
    with pytest.raises(CorpusError, match=r"no \.ann file"):
        list(own(tmp_path / "none"))
