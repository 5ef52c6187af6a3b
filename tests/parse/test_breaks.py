"""Spans end where a page changes hands."""

from __future__ import annotations

from sayso.parse.breaks import find_breaks
from sayso.records import Block, Span
from sayso.terms import BlockKind


def breaks(*kinds: BlockKind) -> list[int]:
    """Numbers of the blocks, ten characters each, that a span may not run into."""
    blocks = [Block(kind, Span(10 * i, 10 * i + 9)) for i, kind in enumerate(kinds)]
    return [at // 10 for at in find_breaks(blocks)]


def test_running_text_goes_on_from_paragraph_to_paragraph() -> None:
    assert breaks(BlockKind.BODY, BlockKind.BODY, BlockKind.BODY) == []


def test_a_headline_ends_before_the_byline_and_the_byline_before_the_body() -> None:
    assert breaks(BlockKind.HEADLINE, BlockKind.BYLINE, BlockKind.BODY) == [1, 2]


def test_two_captions_are_two_texts() -> None:
    assert breaks(BlockKind.CAPTION, BlockKind.CAPTION) == [1]


def test_an_embedded_passage_stands_by_itself() -> None:
    assert breaks(BlockKind.BODY, BlockKind.EMBEDDED, BlockKind.EMBEDDED, BlockKind.BODY) == [1, 3]
