"""Where the next record of a broken WARC file begins."""

from __future__ import annotations

import re
from typing import IO

from sayso.intake.formats import holds_warc

_PIECE = 1 << 20
_BEGINS = re.compile(rb"WARC/1\.[01]\r?\n|\x1f\x8b\x08")
_LONGEST = 16  # bytes that the expression can match, less one at least
_TRIED = 256  # packed bytes that show whether a gzip member holds a record


def find_record(stream: IO[bytes], start: int) -> int | None:
    """The first byte from ``start`` on where a record begins, packed or not; None if none does."""
    place = start
    stream.seek(place)
    held = b""
    while piece := stream.read(_PIECE):
        held += piece
        for match in _BEGINS.finditer(held):
            if match[0].startswith(b"WARC") or _packed_record(stream, place + match.start()):
                return place + match.start()
        drop = max(len(held) - _LONGEST, 0)
        place, held = place + drop, held[drop:]
        stream.seek(place + len(held))
    return None


def _packed_record(stream: IO[bytes], place: int) -> bool:
    stream.seek(place)
    return holds_warc(stream.read(_TRIED))
