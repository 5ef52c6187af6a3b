"""Paragraphs that only repeat what the same report says above them."""

from __future__ import annotations

import re
from collections.abc import Sequence

# Looks behind so that a run of dots is tried once, not from every dot of it.
_PIECE = re.compile(r"(?<![.:;?!…])[.:;?!…]+[\"'”’)\]]*(?:\s+|$)")
_LEAST_WORDS = 8  # shorter lines repeat by chance: a slogan, a subheading, "he said"
_LEAST_PIECE = 3  # words
_REPEATED_SHARE = 0.8  # of the characters
_TAIL = 12  # paragraphs from the end in which a page's tail is looked for


def find_recaps(passages: Sequence[str]) -> set[int]:
    """Which of the passages repeat earlier ones.

    A passage counts when all of it stood above. At the end of the report it also counts when its
    sentences did, in whatever lines they stood: the tails of pages string them together.
    """
    squashed = [squash(words) for words in passages]
    seen: set[str] = set()
    found: set[int] = set()
    for here, (words, plain) in enumerate(zip(passages, squashed, strict=True)):
        if plain in seen and len(words.split()) >= _LEAST_WORDS:
            found.add(here)
        seen.add(plain)
    return found | _tail(passages, squashed)


def _tail(passages: Sequence[str], squashed: Sequence[str]) -> set[int]:
    above = "".join(squashed)
    found: set[int] = set()
    end = len(above)
    for here in range(len(passages) - 1, max(len(passages) - _TAIL, 0) - 1, -1):
        end -= len(squashed[here])
        if not _repeats(passages[here], squashed[here], above, end):
            break
        found.add(here)
    return found


def _repeats(words: str, plain: str, above: str, end: int) -> bool:
    if len(words.split()) < _LEAST_WORDS or not plain:
        return False
    pieces = [piece for piece in _PIECE.split(words) if len(piece.split()) >= _LEAST_PIECE]
    plains = [squash(piece) for piece in pieces]
    repeated = sum(len(piece) for piece in plains if above.find(piece, 0, end) >= 0)
    return repeated >= _REPEATED_SHARE * len(plain)


def squash(words: str) -> str:
    """Letters and digits alone, in lower case: what stays when a page is laid out anew."""
    return "".join(filter(str.isalnum, words.casefold()))
