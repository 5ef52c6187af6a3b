"""A text as the model sees it: word pieces, their letter shape, and the words they make up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]

# Shape ids enter the graph as token types. 0 is for the special pieces; the rest are
# 1 + case + 4 * gap, so that an uncased vocabulary still sees capitals, and the model sees
# whether a quotation mark opens (space before) or closes, and where a paragraph starts.
CASES = ("lower", "title", "upper", "mixed")
GAPS = ("joined", "space", "line")
SHAPES = 1 + len(CASES) * len(GAPS)


@dataclass(frozen=True, slots=True)
class Tokens:
    """Pieces and words of one text; offsets are characters of that text.

    ``ids`` and ``shapes`` have one entry a piece; ``first``, ``starts``, ``ends`` and ``lines``
    one a word: its first piece, its characters, and whether a line starts with it.
    """

    ids: Ints
    shapes: Ints
    first: Ints
    starts: Ints
    ends: Ints
    lines: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.first)


@cache
def _tokenizer() -> Tokenizer:
    from tokenizers import Tokenizer  # 40 ms to import: only when a text is read

    tokenizer = Tokenizer.from_file(str(files("sayso") / "data" / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def known_piece(word: str) -> int | None:
    """The number of a lower-case word in the vocabulary; None if it is not there whole."""
    found: int | None = _tokenizer().token_to_id(word)
    return found


@lru_cache(maxsize=1)
def _case_tables() -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Upper- and lower-case flags of the basic plane, indexed by code point."""
    letters = [chr(c) for c in range(0x10000)]
    return (
        np.array([c.isupper() for c in letters]),
        np.array([c.islower() for c in letters]),
    )


def _running(flags: NDArray[np.bool_]) -> Ints:
    """Count of set flags before each position, one longer than ``flags``."""
    return np.concatenate(([0], np.cumsum(flags, dtype=np.int64)))


def tokenise(text: str) -> Tokens:
    """Cut ``text`` into pieces and words, without special pieces."""
    encoding = _tokenizer().encode(text, add_special_tokens=False)
    ids = np.array(encoding.ids, dtype=np.int64)
    if not len(ids):
        none = np.zeros(0, dtype=np.int64)
        return Tokens(none, none, none, none, none, none.astype(bool))
    offsets = np.array(encoding.offsets, dtype=np.int64)
    word_of_piece = np.array(encoding.word_ids, dtype=np.int64)
    first = np.flatnonzero(np.diff(word_of_piece, prepend=-1))
    last = np.append(first[1:], len(ids)) - 1
    starts, ends = offsets[first, 0], offsets[last, 1]
    shapes, lines = _shapes(text, starts, ends)
    pieces_a_word = np.diff(np.append(first, len(ids)))
    return Tokens(ids, np.repeat(shapes, pieces_a_word), first, starts, ends, lines)


def _shapes(text: str, starts: Ints, ends: Ints) -> tuple[Ints, NDArray[np.bool_]]:
    """Shape id of each word, and whether a line starts with it."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    upper_table, lower_table = _case_tables()
    basic = np.minimum(codes, 0xFFFF)
    upper, lower = upper_table[basic], lower_table[basic]
    uppers, lowers, breaks = _running(upper), _running(lower), _running(codes == 0x0A)
    n_upper = uppers[ends] - uppers[starts]
    n_lower = lowers[ends] - lowers[starts]
    title = upper[starts] & (n_upper == 1)
    case = np.select([n_upper == 0, title, n_lower == 0], [0, 1, 2], 3)
    before = np.concatenate(([0], ends[:-1]))
    lines = breaks[starts] > breaks[before]
    lines[0] = True
    gap = np.where(lines, 2, (starts > before).astype(np.int64))
    return 1 + case + len(CASES) * gap, lines


def word_at(tokens: Tokens, places: Sequence[int]) -> Ints:
    """The first word at or after each character, where there is one."""
    words = np.searchsorted(tokens.starts, np.asarray(places, dtype=np.int64), side="left")
    return words[words < len(tokens)]
