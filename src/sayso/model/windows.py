"""Windows of a tokenised text: stretches that one encoder pass sees, cut where paragraphs end."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sayso.model.tokens import Ints, Tokens

# Pieces a window, special pieces left out, as many as in training; and how many of a neighbour's
# it sees: few where a line ends, for that is where the network learned to begin and to end, more
# where a long line is torn. 384 with 48 everywhere read no better on dev (docs/model-card.md) and
# put 1.34 times the pieces through the network; these put 1.06 times.
LIMIT, CONTEXT, TORN = 320, 8, 48


@dataclass(frozen=True, slots=True)
class Window:
    """Words ``[start, end)`` are read; those of ``[core_start, core_end)`` are kept from it."""

    start: int
    core_start: int
    core_end: int
    end: int


def windows(
    tokens: Tokens, limit: int = LIMIT, context: int = CONTEXT, torn: int = TORN, head: int = 0
) -> list[Window]:
    """Cover the words with cores, which end after the last line that fits.

    A window adds up to ``context`` pieces on a side where its core begins or ends with a line, and
    ``torn`` where no line ended in time. ``head`` pieces are kept free in the first core, so that
    training can shift the cuts.
    """
    pieces = np.append(tokens.first, len(tokens.ids))
    found: list[Window] = []
    before, at = 0, 0  # pieces of context on the left, and the core's first word
    while at < len(tokens):
        room = limit - before - (0 if found else head)
        end, after = _end(tokens, pieces, at, room, context, torn)
        start = int(np.searchsorted(pieces, pieces[at] - before, side="left"))
        found.append(Window(start, at, end, _fitting(pieces, end, after)))
        before, at = after, end
    return found


def _fitting(pieces: Ints, word: int, room: int) -> int:
    """Where the words end that fit into ``room`` pieces from ``word`` on."""
    return int(np.searchsorted(pieces, pieces[word] + max(room, 0), side="right")) - 1


def _end(
    tokens: Tokens, pieces: Ints, at: int, room: int, context: int, torn: int
) -> tuple[int, int]:
    """Where the core ends that begins at word ``at``, and the context that it needs there."""
    end = max(_fitting(pieces, at, room - context), at + 1)
    if end == len(tokens):
        return end, 0
    lines = np.flatnonzero(tokens.lines[at + 1 : end + 1])
    if len(lines):
        return at + 1 + int(lines[-1]), context
    return max(_fitting(pieces, at, room - torn), at + 1), torn
