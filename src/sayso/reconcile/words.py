"""The words of a text as numbers that are the same on every machine, and shingles of them."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from sayso.records import Span

Hashes = NDArray[np.uint64]
Places = NDArray[np.int64]

# Odd, so that it has an inverse modulo 2^64: 2^64 over the golden ratio, as in splitmix64.
_STEP = 0x9E3779B97F4A7C15
_BACK = pow(_STEP, -1, 1 << 64)
_MIX = (np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))
_APOSTROPHES = (ord("'"), ord("’"))
_OPENING = {"“": '"', "‘": "'", '"': '"', "'": "'", "(": "(", "[": "["}
_CLOSING = {"”": '"', "’": "'", '"': '"', "'": "'", ")": ")", "]": "]"} | {c: c for c in ".!?…"}
_MARKS = 3  # in a row: a stop and two quotation marks
_TEXTS = 128  # whose words are kept; a story's neighbours come again with the next of its reports


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """Hashes of a text's words and the characters at which each begins and ends."""

    hashes: Hashes
    starts: Places
    ends: Places

    def span(self, first: int, end: int) -> Span:
        """Characters of the words ``[first, end)``; there must be one."""
        return Span(int(self.starts[first]), int(self.ends[end - 1]))


@lru_cache(_TEXTS)
def find_words(text: str) -> Words:
    """Words of ``text``: case, accents and kinds of apostrophe make no difference.

    An apostrophe between letters belongs to the word; all else but letters and digits parts words.
    """
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    folded = _fold(codes)
    lettered = folded > 0
    inner = np.zeros(len(codes), bool)
    inner[1:-1] = np.isin(codes[1:-1], _APOSTROPHES) & lettered[:-2] & lettered[2:]
    edges = np.diff(np.concatenate(([0], lettered | inner, [0])).astype(np.int8))
    starts, ends = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
    return Words(_hash_stretches(folded, starts, ends), starts, ends)


def _fold(codes: NDArray[np.uint32]) -> Hashes:
    """A number for every letter or digit, 0 for any other character."""
    folded = _ascii()[np.minimum(codes, 127)]
    beyond = np.flatnonzero(codes > 127)
    folded[beyond] = [_fold_character(code) for code in codes[beyond].tolist()]
    return folded


@cache
def _ascii() -> Hashes:
    return np.array([_fold_character(code) for code in range(128)], np.uint64)


@lru_cache(4096)
def _fold_character(code: int) -> int:
    character = chr(code)
    if not character.isalnum():
        return 0
    parts = unicodedata.normalize("NFKD", character.casefold())
    plain = [ord(part) for part in parts if not unicodedata.combining(part)]
    return sum(part << 21 * place for place, part in enumerate(plain[:3])) or code


def _hash_stretches(values: Hashes, starts: Places, ends: Places) -> Hashes:
    """Polynomials of the values in each stretch, all read off one running sum."""
    sums = np.concatenate((np.zeros(1, np.uint64), np.cumsum(values * _powers(_STEP, len(values)))))
    return _mixed((sums[ends] - sums[starts]) * _powers(_BACK, len(values) + 1)[starts])


def _powers(base: int, count: int) -> Hashes:
    powers = np.full(count, base, np.uint64)
    powers[:1] = 1
    return np.cumprod(powers)


def shingles(hashes: Hashes, size: int) -> Hashes:
    """One hash for each ``size`` words in a row, by the place of the first of them."""
    count = max(len(hashes) - size + 1, 0)
    rolled = np.zeros(count, np.uint64)
    for offset in range(size):
        rolled = rolled * np.uint64(_STEP) + hashes[offset : offset + count]
    return _mixed(rolled)


def _mixed(values: Hashes) -> Hashes:
    """The last steps of splitmix64: every bit depends on every other."""
    values = (values ^ (values >> np.uint64(30))) * _MIX[0]
    values = (values ^ (values >> np.uint64(27))) * _MIX[1]
    return values ^ (values >> np.uint64(31))


def same_marks(left: str, here: Span, right: str, there: Span) -> tuple[int, int]:
    """How many marks before and after two spans are the same: quotation marks, brackets, stops."""
    return (
        _count_same(
            left[max(here.start - _MARKS, 0) : here.start][::-1],
            right[max(there.start - _MARKS, 0) : there.start][::-1],
            _OPENING,
        ),
        _count_same(
            left[here.end : here.end + _MARKS], right[there.end : there.end + _MARKS], _CLOSING
        ),
    )


def _count_same(left: str, right: str, marks: Mapping[str, str]) -> int:
    count = 0
    for one, other in zip(left, right, strict=False):
        if one not in marks or marks[one] != marks.get(other):
            break
        count += 1
    return count
