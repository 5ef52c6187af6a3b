"""Where the text of a page changes hands, so that no words can run on."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from sayso.records import Block
from sayso.terms import BlockKind

# Paragraphs of these kinds go on in the next of their kind, as a quotation does; a headline, a
# byline, a caption or a credit is whole in itself.
RUNNING = (BlockKind.BODY, BlockKind.EMBEDDED, BlockKind.EDITOR_NOTE, BlockKind.RECAP)


def find_breaks(blocks: Sequence[Block]) -> tuple[int, ...]:
    """First characters of the blocks that do not go on from the one before."""
    return tuple(
        after.span.start
        for before, after in pairwise(blocks)
        if before.kind != after.kind or after.kind not in RUNNING
    )
