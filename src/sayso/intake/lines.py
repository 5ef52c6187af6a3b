"""Lines of a table of any length, none of which fills the memory."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

_BOM = b"\xef\xbb\xbf"


def bounded_lines(stream: BinaryIO, longest: int) -> Iterator[bytes]:
    """Lines with their ends; of one with more than ``longest`` bytes, the first ``longest + 1``."""
    first = True
    while line := stream.readline(longest + 1):
        rest = line
        while not rest.endswith(b"\n") and len(rest) > longest:
            rest = stream.readline(longest + 1)
        yield line.removeprefix(_BOM) if first else line
        first = False
