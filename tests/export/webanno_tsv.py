"""WebAnno TSV 3.3 as its description and INCEpTION's reader have it; what breaks it is refused.

The description is the section "WebAnno TSV 3.3 File format" of INCEpTION's user guide.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

# A value: nothing reserved stands in it without a backslash before it.
_PLAIN = r"(?:\\(?:->|[\\\[\]|_;*tnfrb])|(?!->)[^\\\[\]|_;*\t\n\r])+"
_SPANS = rf"(?:{_PLAIN}|\*)(?:\[[1-9]\d*\])?"
_LINKS = r"[1-9]\d*-[1-9]\d*(?:\[\d+_\d+\])?"
HEADER = re.compile(
    r"#FORMAT=WebAnno TSV 3\.3\n((?:#T_SP=[\w.]+(?:\|\w+)+\n)+)"
    r"((?:#T_RL=[\w.]+(?:\|\w+)*\|BT_[\w.]+\n)*)\n"
)
SPAN_CELL, LINK_CELL = (re.compile(rf"_|{one}(?:\|{one})*") for one in (_SPANS, _LINKS))
_ROW = re.compile(r"([1-9]\d*)-([1-9]\d*)\t(\d+)-(\d+)\t([^\t\n]+)\t(.*)")
# Of a text the control characters and the backslash are escaped, but for the vertical tab.
_TEXT = re.compile(r"#Text=((?:\\[\x00-\x07\x0e-\x1ftnfrb\\]|[^\x00-\x0a\x0c-\x1f\\])*)")
_NAMED = {"t": "\t", "n": "\n", "f": "\f", "r": "\r", "b": "\b"}


@dataclass
class Told:
    """What INCEpTION makes of a file: its text in UTF-16, tokens, and spans by number."""

    text: bytes = b""
    sentences: int = 0
    tokens: list[tuple[int, int]] = field(default_factory=list)
    spans: dict[str, tuple[int, int]] = field(default_factory=dict)

    def words(self, start: int, end: int) -> str:
        return self.text[2 * start : 2 * end].decode("utf-16-le")


def read(tsv: str) -> Told:
    """A file, strictly. Raises AssertionError where it is no WebAnno TSV 3.3."""
    head = HEADER.match(tsv)
    assert head, tsv[:200]
    spans = head[1].count("|")
    links = head[2].count("|")
    told = Told()
    for part in tsv[head.end() :].removesuffix("\n").split("\n\n"):
        _sentence(told, part.removeprefix("\n").split("\n"), spans, links)
    return told


def _sentence(told: Told, lines: list[str], spans: int, links: int) -> None:
    found = _TEXT.fullmatch(lines[0])
    assert found, lines[0]
    words = re.sub(r"\\(.)", lambda one: _NAMED.get(one[1], one[1]), found[1], flags=re.DOTALL)
    told.sentences += 1
    assert lines[1:], "a sentence without a token"
    for number, line in enumerate(lines[1:], 1):
        row = _ROW.fullmatch(line)
        assert row, line
        start, end = int(row[3]), int(row[4])
        assert (int(row[1]), int(row[2])) == (told.sentences, number), line
        if number == 1:  # the sentence begins where its first token does; gaps are blanks
            assert len(told.text) // 2 <= start, line
            told.text += (" " * (start - len(told.text) // 2) + words + "\n").encode("utf-16-le")
        assert not told.tokens or told.tokens[-1][1] <= start < end, line
        told.tokens.append((start, end))
        assert told.words(start, end) == row[5], line
        _cells(told, row[6].removesuffix("\t").split("\t"), (start, end), spans, links)


def _cells(told: Told, cells: list[str], place: tuple[int, int], spans: int, links: int) -> None:
    assert len(cells) == spans + links, cells
    for at, cell in enumerate(cells):
        assert (SPAN_CELL if at < spans else LINK_CELL).fullmatch(cell), cell
    if cells[0] == "_":
        assert cells == ["_"] * len(cells)
        return
    stacks = [re.findall(r"\[(\d+)\](?=\||$)", cell) for cell in cells[:spans]]
    assert all(stack == stacks[0] for stack in stacks), cells
    for number in stacks[0]:
        first, last = told.spans.get(number, place)
        assert last in (place[1], told.tokens[-2][1] if len(told.tokens) > 1 else place[1])
        told.spans[number] = (first, place[1])
