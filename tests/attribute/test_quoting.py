"""Direct, indirect, mixed; and scare quotes, which are not speech."""

from __future__ import annotations

import pytest

from sayso.attribute.quoting import quote_type
from sayso.parse.quotations import find_quotations
from sayso.records import Span

CASES = [
    ("We will stay until the vote is held", '"{}," she said.', "direct"),
    ('"We will stay until the vote is held,"', "{} she said.", "direct"),
    ("that the army would stay", "She said {}.", "indirect"),
    ('that the army "would stay until the vote" at least', "She said {}.", "mixed"),
    ("that the 'interim president' had left", "She said {}.", "indirect"),
    ('that the "coup" had failed', "She said {}.", "indirect"),
]


@pytest.mark.parametrize(("content", "frame", "expected"), CASES)
def test_quote_type(content: str, frame: str, expected: str) -> None:
    text = frame.format(content)
    start = text.index(content)
    span = Span(start, start + len(content))
    assert quote_type(text, [span], find_quotations(text)) == expected


def test_an_interrupted_quotation_is_direct() -> None:
    text = '"We will stay," she said, "until the vote is held."'
    spans = [Span(0, 15), Span(text.index('"until'), len(text))]
    assert quote_type(text, spans, find_quotations(text)) == "direct"
