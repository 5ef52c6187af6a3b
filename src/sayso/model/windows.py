"""Windows of a tokenised text: stretches that one encoder pass sees, cut where paragraphs end."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sayso.model.tokens import Ints, Tokens

LIMIT = 384  # pieces a window, special pieces left out; the network's positions end at 512


@dataclass(frozen=True, slots=True)
class Window:
    """Words ``[start, end)`` are read; those of ``[core_start, core_end)`` are kept from it."""

    start: int
    core_start: int
    core_end: int
    end: int


def _cuts(tokens: Tokens, room: int, head: int) -> list[int]:
    """Word indices where cores end: after the last line that fits, else after the last that does.

    ``head`` pieces are kept free in the first core, so that training can shift the cuts.
    """
    pieces = np.append(tokens.first, len(tokens.ids))
    cuts: list[int] = []
    start, left = 0, max(room - head, 1)
    while start < len(tokens):
        end = int(np.searchsorted(pieces, pieces[start] + left, side="right")) - 1
        end = max(end, start + 1)
        if end < len(tokens):
            lines = np.flatnonzero(tokens.lines[start + 1 : end + 1])
            if len(lines):
                end = start + 1 + int(lines[-1])
        cuts.append(end)
        start, left = end, room
    return cuts


def _reach(pieces: Ints, word: int, room: int) -> int:
    """First word from which at most ``room`` pieces lead up to ``word``."""
    return int(np.searchsorted(pieces, pieces[word] - room, side="left"))


def windows(tokens: Tokens, limit: int = LIMIT, context: int = 48, head: int = 0) -> list[Window]:
    """Cover the words with cores; each window adds up to ``context`` pieces on either side."""
    pieces = np.append(tokens.first, len(tokens.ids))
    found: list[Window] = []
    core_start = 0
    for core_end in _cuts(tokens, limit - 2 * context, head):
        start = max(_reach(pieces, core_start, context), 0)
        after = np.searchsorted(pieces, pieces[core_end] + context, side="right") - 1
        found.append(Window(start, core_start, core_end, int(min(after, len(tokens)))))
        core_start = core_end
    return found
