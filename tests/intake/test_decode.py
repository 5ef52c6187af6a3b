from __future__ import annotations

import codecs
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import NotText
from sayso.intake.decode import decode, normalise

PROSE = "The mayor’s café in Lodz Bay stayed open, “come what may”, he said – at 5 °C."


@pytest.mark.parametrize(
    "data",
    [
        PROSE.encode(),
        codecs.BOM_UTF8 + PROSE.encode(),
        PROSE.encode("utf-16"),
        PROSE.encode("utf-16-le"),
        PROSE.encode("utf-16-be"),
        PROSE.encode("cp1252"),
    ],
    ids=["utf-8", "bom", "utf-16", "utf-16-le", "utf-16-be", "cp1252"],
)
def test_undeclared_encodings_are_told(data: bytes) -> None:
    assert decode(data, "page") == PROSE


def test_a_charset_that_lies_is_not_believed() -> None:
    assert decode(PROSE.encode(), "page", "iso-8859-1") == PROSE
    assert decode(PROSE.encode("cp1252"), "page", "utf-8") == PROSE
    assert decode(PROSE.encode("cp1252"), "page", "utf-16") == PROSE
    assert decode(PROSE.encode("cp1252"), "page", "no-such-charset") == PROSE


def test_a_declared_charset_is_used_where_it_fits() -> None:
    data = '<meta charset="koi8-r">Лодзь'.encode("koi8-r")
    assert decode(data, "page").endswith("Лодзь")


def test_a_stray_byte_costs_one_character() -> None:
    assert decode(PROSE.encode() * 20 + b"\xe2\x80", "page").startswith(PROSE)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (b"%PDF-1.7 ...", "a PDF"),
        (b"\x89PNG\r\n\x1a\n" + bytes(20), "an image"),
        (b"\x1f\x8b\x08" + bytes(20), "a gzip archive"),
        (bytes(range(256)) * 8, "binary"),
        (b"words\x00and\x00more words", "binary"),
        (codecs.BOM_UTF16_LE + b"odd", "not the utf-16-le"),
    ],
)
def test_what_is_no_text_is_refused_by_name(data: bytes, told: str) -> None:
    with pytest.raises(NotText, match=told) as caught:
        decode(data, "dir/page")
    assert str(caught.value).startswith("dir/page: ")
    assert caught.value.mend


def test_text_is_normalised_once() -> None:
    raw = "\ufeffCafe\u0301\r\nnext\rlast\u2028line\x00\x1b[31m so\u00adft\x9b \ud800"
    assert normalise(raw) == "Café\nnext\nlast\nline[31m soft \ufffd"


def test_marks_of_writing_direction_stay() -> None:
    assert (
        normalise("\u200fصنعاء\u200e said \u202bx\u202c") == "\u200fصنعاء\u200e said \u202bx\u202c"
    )


@given(st.text())
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once == unicodedata.normalize("NFC", once)
