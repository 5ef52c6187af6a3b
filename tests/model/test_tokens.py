"""Words and shapes of a text, whatever it holds."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model.tokens import CASES, GAPS, SHAPES, tokenise
from sayso.model.windows import windows


def shapes(text: str) -> list[str]:
    tokens = tokenise(text)
    names = [f"{gap} {case}" for gap in GAPS for case in CASES]
    return [names[tokens.shapes[piece] - 1] for piece in tokens.first]


def test_words_point_at_their_characters() -> None:
    text = "Gen. Ibarra's men\nleft."
    tokens = tokenise(text)
    words = [text[a:b] for a, b in zip(tokens.starts, tokens.ends, strict=True)]
    assert words == ["Gen", ".", "Ibarra", "'", "s", "men", "left", "."]


def test_capitals_spaces_and_lines_are_told_apart() -> None:
    assert shapes('A "McRae" USA\nleft') == [
        "line title",
        "space lower",
        "joined mixed",
        "joined lower",
        "space upper",
        "line lower",
    ]


def test_accents_are_folded_without_moving_the_characters() -> None:
    text = "Señor Guaidó dijo"
    tokens = tokenise(text)
    assert text[tokens.starts[1] : tokens.ends[1]] == "Guaidó"


def test_blank_text_has_no_words() -> None:
    assert len(tokenise(" \n ")) == 0


@given(st.text(max_size=200))
@settings(deadline=None)
def test_any_text_gives_ordered_words_inside_it(text: str) -> None:
    tokens = tokenise(text)
    assert np.all(tokens.starts <= tokens.ends)
    assert np.all(np.diff(tokens.starts) >= 0)
    assert np.all(tokens.ends <= len(text))
    assert np.all((tokens.shapes >= 1) & (tokens.shapes < SHAPES))


@given(
    st.lists(st.integers(1, 60), max_size=30),
    st.integers(20, 80),
    st.integers(0, 8),
    st.integers(0, 9),
)
@settings(deadline=None)
def test_windows_cover_every_word_once_and_never_pass_the_limit(
    lines: list[int], limit: int, context: int, torn: int
) -> None:
    tokens = tokenise("\n".join("word " * n for n in lines))
    cuts = windows(tokens, limit=limit, context=context, torn=torn)
    covered = [word for cut in cuts for word in range(cut.core_start, cut.core_end)]
    assert covered == list(range(len(tokens)))
    assert all(cut.end - cut.start <= limit for cut in cuts)
    assert all(cut.start <= cut.core_start < cut.core_end <= cut.end for cut in cuts)


def test_windows_end_where_a_paragraph_ends() -> None:
    tokens = tokenise("\n".join(["one two three four five six."] * 10))
    cuts = windows(tokens, limit=20, context=0)
    assert all(tokens.lines[cut.core_start] for cut in cuts)


def test_a_window_sees_little_of_its_neighbours_where_a_line_ends_and_more_where_one_is_torn() -> (
    None
):
    lines = windows(tokenise("\n".join(["one two three four five six."] * 10)), 40, 2, 9)
    line = windows(tokenise("one two three four five six. " * 10), 40, 2, 9)
    assert {w.core_start - w.start for w in lines[1:]} == {2}
    assert (
        {w.core_start - w.start for w in line[1:]} == {w.end - w.core_end for w in line[:-1]} == {9}
    )


def test_a_text_that_fits_is_one_window() -> None:
    tokens = tokenise("\n".join(["one two three four five six."] * 10))
    assert len(windows(tokens, limit=len(tokens.ids), context=0)) == 1


def test_one_endless_word_is_one_window() -> None:
    assert len(windows(tokenise("x" * 100_000))) == 1
