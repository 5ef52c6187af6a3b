from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sayso.desk.marking import Mark, pieces
from sayso.records import Span

TEXT = "Vosse denied that any unit had left."


def test_text_is_cut_where_marks_begin_and_end() -> None:
    marks = [Mark(Span(0, 5), "source", "a"), Mark(Span(6, 12), "cue", "a")]
    found = [(piece.text, piece.kinds) for piece in pieces(TEXT, marks)]
    assert found[:4] == [("Vosse", "source"), (" ", ""), ("denied", "cue"), (TEXT[12:], "")]


def test_marks_that_overlap_share_a_piece() -> None:
    marks = [Mark(Span(0, 12), "content", "a"), Mark(Span(6, 20), "source", "b")]
    shared = list(pieces(TEXT, marks))[1]
    assert (shared.text, shared.kinds, shared.records) == ("denied", "content source", "a b")


def test_a_stretch_of_the_text_has_only_what_reaches_into_it() -> None:
    marks = [Mark(Span(0, 5), "source"), Mark(Span(3, 9), "cue")]
    assert [piece.text for piece in pieces(TEXT, marks, Span(6, 12))] == ["den", "ied"]


spans = st.tuples(st.integers(0, 36), st.integers(1, 36)).map(
    lambda pair: Span(pair[0], min(36, pair[0] + pair[1]))
)


@given(st.lists(spans.filter(lambda span: span.start < span.end)))
def test_the_pieces_are_the_text_whatever_is_marked(found: list[Span]) -> None:
    cut = list(pieces(TEXT, [Mark(span, "source", str(span)) for span in found]))
    assert "".join(piece.text for piece in cut) == TEXT
    for piece in cut:
        stretch = Span(piece.start, piece.start + len(piece.text))
        assert {m.span for m in piece.marks} == {s for s in found if s.holds(stretch)}
