"""Copies of one passage are one line."""

from __future__ import annotations

from sayso.reconcile.lines import find_lines
from sayso.records import Reuse, Span
from sayso.terms import Direction


def reuse(id: str, left: tuple[str, int, int], right: tuple[str, int, int]) -> Reuse:
    return Reuse(
        id, left[0], Span(*left[1:]), right[0], Span(*right[1:]), 1.0, Direction.UNDIRECTED, "same"
    )


REUSES = [
    reuse("u1", ("wire", 0, 50), ("post", 100, 150)),
    reuse("u2", ("post", 120, 160), ("star", 0, 40)),
    reuse("u3", ("wire", 300, 400), ("post", 500, 600)),
]
PLACES = {
    "wire": ("wire", Span(10, 15)),
    "post": ("post", Span(105, 110)),
    "star": ("star", Span(5, 9)),
    "later": ("post", Span(510, 520)),
    "edge": ("post", Span(590, 610)),
    "own": ("post", Span(50, 60)),
    "alone": ("else", Span(0, 1)),
}


def test_words_in_copies_of_one_passage_are_one_line_and_other_words_are_in_none() -> None:
    lines = find_lines(((id, *place) for id, place in PLACES.items()), REUSES)
    assert lines["wire"] == lines["post"] == lines["star"] != lines["later"]
    assert not lines.keys() & {"edge", "own", "alone"}


def test_the_order_of_the_reuses_makes_no_difference() -> None:
    places = [(id, *place) for id, place in PLACES.items()]
    assert find_lines(places, REUSES) == find_lines(places, REUSES[::-1])
