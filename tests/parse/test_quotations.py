"""Quotation marks as newspapers set them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.parse.quotations import find_quotations

CASES = [
    ("straight", 'He said "we won" and left.', ['"we won"']),
    ("curly", "“We won,” he said.", ["“We won,”"]),
    ("guillemets", "«Oui», dit-il", ["«Oui»"]),
    ("low and high", "Er sagte: „Nein“ und ging.", ["„Nein“"]),
    ("nested", "“The ‘usurper’ must go,” she said.", ["“The ‘usurper’ must go,”", "‘usurper’"]),
    ("nested alike", "“It’s “nested” here,” he said", ["“It’s “nested” here,”", "“nested”"]),
    ("single", "The 'interim president' spoke.", ["'interim president'"]),
    ("apostrophes", "It's the soldiers' choice, and the '90s.", []),
    ("feet and inches", "a 5'10\" man", []),
    ("empty", 'He said "" and left', ['""']),
    ("run-on", "“One.\n“Two,” he said.", ["“One.\n“Two,”"]),
    ("unclosed", '"We won, he said.\nThen he left.', ['"We won, he said.']),
]


@pytest.mark.parametrize(("name", "text", "expected"), CASES, ids=[c[0] for c in CASES])
def test_quotations(name: str, text: str, expected: list[str]) -> None:
    assert [q.span.of(text) for q in find_quotations(text)] == expected


def test_an_unclosed_quotation_ends_with_its_paragraph_and_says_so() -> None:
    (quotation,) = find_quotations('"We won, he said.\nThen he left.')
    assert not quotation.closed


@given(st.text(alphabet="ab .\n\"'“”‘’«»„", max_size=60))
def test_any_marks_give_spans_inside_the_text(text: str) -> None:
    for quotation in find_quotations(text):
        assert 0 <= quotation.span.start < quotation.span.end <= len(text)
        assert quotation.span.holds(quotation.words) or quotation.words.start > quotation.words.end
