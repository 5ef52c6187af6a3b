from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.intake.blocks import find_blocks

CASES = Path(__file__).parents[1] / "cases" / "read" / "blocks.md"


def cases() -> list[tuple[str, str]]:
    parts = re.split(r"^## (.+)\n", CASES.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return list(zip(parts[1::2], parts[2::2], strict=True))


@pytest.mark.parametrize("body", [b for _, b in cases()], ids=[title for title, _ in cases()])
def test_case(body: str) -> None:
    lines = body.strip().split("\n")
    expected = [tuple(line.replace(" ⏎ ", "\n").split(" | ", 1)) for line in lines if line]
    kept = iter(words for _, words in expected)
    text = "\n".join(next(kept) if line else "" for line in lines)
    assert [(b.kind.value, b.span.of(text)) for b in find_blocks(text)] == expected


def test_an_introduction_names_the_origin_of_its_passage() -> None:
    passage = "Dockers ended their strike after eleven hours, a union official told the paper."
    answer = "The mayor had not heard of it by noon, his office told the station."
    text = f"The Meridian Herald reports:\n{passage}\nFrom Radio Meridian:\n{answer}"
    origins = [block.origin for block in find_blocks(text)]
    assert origins == ["Meridian Herald", "Meridian Herald", "Radio Meridian", "Radio Meridian"]


def test_where_there_is_a_title_no_other_line_is_the_headline() -> None:
    text = "LISTEN TO ARTICLE 4:04 SHARE\nThe harbour opened at noon, the mayor told reporters."
    assert find_blocks(text)[0].kind == "headline"
    assert find_blocks(text, title="Harbour opens")[0].kind == "body"


PIECES = [
    "Comment:",
    "© Us",
    "said",
    "The harbour\n",
    ":",
    "\n",
    "\n\n",
    "— Me (@me)",
    ".",
    " ",
    "No",
]


@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join) | st.text())
def test_blocks_tile_all_that_is_not_white_space(text: str) -> None:
    blocks = find_blocks(text)
    spans = [block.span for block in blocks]
    assert spans == sorted(spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert "".join("".join(s.of(text).split()) for s in spans) == "".join(text.split())


@pytest.mark.parametrize(
    "line", ["." * 200_000, " " * 200_000 + "x", "a" * 200_000, ".) " * 70_000]
)
def test_a_long_line_takes_no_longer_than_its_length_asks(line: str) -> None:
    assert len(find_blocks(f"{line}\n{line}\nComment:\n{line}:\n{line}")) > 0
