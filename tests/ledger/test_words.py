from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.ledger.index.words import (
    MOST,
    Phrase,
    make_snippet,
    parse_phrases,
)


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("air base", [Phrase(("air",)), Phrase(("base",))]),
        ('"Air Base" Guaidó', [Phrase(("air", "base")), Phrase(("guaido",))]),
        ("air-base don't", [Phrase(("air", "base")), Phrase(("don", "t"))]),
        ("guai* x*", [Phrase(("guai",), begins=True), Phrase(("x",))]),
        ('"air ba"*', [Phrase(("air", "ba"), begins=True)]),
        ('"never closed', [Phrase(("never", "closed"))]),
        ("AND OR NOT", [Phrase(("and",)), Phrase(("or",)), Phrase(("not",))]),
        ("base base", [Phrase(("base",))]),
        ("*** ^() \0 ''", []),
    ],
)
def test_a_query_is_its_phrases(text: str, phrases: list[Phrase]) -> None:
    assert list(parse_phrases(text)) == phrases


def test_a_query_has_an_end() -> None:
    assert len(parse_phrases(" ".join(f"word{n}" for n in range(1000)))) == MOST


@pytest.mark.parametrize(
    ("text", "query", "marked"),
    [
        ("José Guaidó fled", "guaido", ["Guaidó"]),
        ("the air base, an airfield", "air*", ["air", "airfield"]),
        ("the base of the air base", '"air base"', ["air base"]),
        ("air base", '"air base" base', ["air base"]),
        ("nothing of it", "padrino", []),
    ],
)
def test_a_snippet_marks_what_was_searched_for(text: str, query: str, marked: list[str]) -> None:
    snippet = make_snippet(text, parse_phrases(query))
    assert [snippet.text[start:end] for start, end in snippet.marks] == marked


@given(st.text(max_size=600), st.text(max_size=20))
def test_a_snippet_is_short_and_its_marks_lie_in_it(text: str, query: str) -> None:
    snippet = make_snippet(text, parse_phrases(query), room=100)
    assert len(snippet.text) <= 104
    assert all(0 <= start < end <= len(snippet.text) for start, end in snippet.marks)


def test_a_snippet_is_cut_around_the_first_mark() -> None:
    text = "word " * 100 + "needle " + "word " * 100
    snippet = make_snippet(text, parse_phrases("needle"), room=60)
    assert snippet.text.startswith("… word")
    assert snippet.text.endswith("word …")
    assert [snippet.text[start:end] for start, end in snippet.marks] == ["needle"]
