"""How rare a word is, by its place in the tokenizer's vocabulary, which has the commonest first.

It needs no counts of the reports at hand, so a word weighs the same whatever else is in a ledger.
"""

from __future__ import annotations

from functools import lru_cache
from math import log

from sayso.model.tokens import known_piece

_FIRST, _LAST = 1996, 30522  # where whole words begin in the vocabulary, and its size


@lru_cache(65536)
def rarity(word: str) -> float:
    """From 0 ("the") to 1 for a lower-case ``word`` that the vocabulary does not have whole."""
    at = known_piece(word)
    if at is None or at < _FIRST:
        return 1.0 if at is None else 0.0
    return log(at - _FIRST + 1) / log(_LAST - _FIRST)
