from __future__ import annotations

import pytest

from sayso.evaluate.wording import write_text


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ('He said : " We left . "', 'He said: "We left."'),
        ("Tarsk 's ally ( of old ) , too", "Tarsk's ally (of old), too"),
        ("a self - declared president", "a self-declared president"),
        (r"ended . \n It began", "ended.\nIt began"),
        ("did n't", "didn't"),
    ],
)
def test_words_are_put_together_as_print_sets_them(words: str, text: str) -> None:
    assert write_text(words.split()).text == text


def test_every_word_stands_where_its_span_says() -> None:
    words = ["He", '"', "never", '"', "called", "-", "up", "Marrow", ";", "he", "did", "."]
    written = write_text(words)
    assert [span.of(written.text) for span in written.spans] == words
