from pathlib import Path

import pytest

from sayso.errors import CorpusError
from sayso.evaluate.corpus import hash_files, read_part
from sayso.records import Span


def write_article(corpora: Path, name: str, text: bytes, *annotations: str) -> None:
    for folder in ("text", "attributions"):
        (corpora / "polnear" / "dev" / folder).mkdir(parents=True, exist_ok=True)
    (corpora / "polnear" / "dev" / "text" / f"{name}.txt").write_bytes(text)
    for tag, annotation in zip(("aaaa", "bbbb"), annotations, strict=False):
        path = corpora / "polnear" / "dev" / "attributions" / f"{name}_{tag}.ann"
        path.write_text(annotation, encoding="utf-8")


ANNOTATION = (
    "T1\tSource 0 3\tAda\nT2\tCue 4 8\tsaid\nT3\tContent 9 11;13 17\tit blew\n"
    "T4\tAttribution 4 8\tsaid\nE1\tAttribution:T4 Content:T3 Cue:T2 Source:T1\n"
)


def test_line_ends_stay_as_the_offsets_count_them(tmp_path: Path) -> None:
    write_article(tmp_path, "one", b"Ada said it\r\nblew", ANNOTATION)
    (article,) = read_part(tmp_path, "dev").articles
    assert article.text == "Ada said it\r\nblew"
    assert article.gold[0].content == (Span(9, 11), Span(13, 17))


def test_only_the_first_annotator_counts(tmp_path: Path) -> None:
    write_article(tmp_path, "one", b"Ada said it\r\nblew", "", ANNOTATION)
    (article,) = read_part(tmp_path, "dev").articles
    assert article.gold == ()


def test_a_limit_takes_the_first_by_name(tmp_path: Path) -> None:
    for name in ("b", "a", "c"):
        write_article(tmp_path, name, b"Rain.", "")
    assert [a.name for a in read_part(tmp_path, "dev", 2).articles] == ["a", "b"]


def test_a_missing_corpus_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="--corpora"):
        read_part(tmp_path, "dev")


def test_an_article_without_annotation_is_named(tmp_path: Path) -> None:
    write_article(tmp_path, "one", b"Rain.")
    with pytest.raises(CorpusError, match=r"one\.txt"):
        read_part(tmp_path, "dev")


def test_the_hash_is_of_names_and_bytes_not_of_the_place(tmp_path: Path) -> None:
    for folder in ("here", "there"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a").write_bytes(b"1")
    here, there = tmp_path / "here" / "a", tmp_path / "there" / "a"
    assert hash_files([here]) == hash_files([there])
    there.write_bytes(b"2")
    assert hash_files([here]) != hash_files([there])
    first = hash_files([here])
    assert hash_files([here.rename(tmp_path / "here" / "b")]) != first
