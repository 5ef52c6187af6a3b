"""What is packed with gzip or deflate, unpacked piece by piece, and never more than is allowed."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterable
from typing import IO, Any

from sayso.errors import Damaged, NotText
from sayso.intake.limits import Limits

_AGAIN = "get it again"
_WINDOWS = {"gzip": 16 + zlib.MAX_WBITS, "x-gzip": 16 + zlib.MAX_WBITS, "deflate": zlib.MAX_WBITS}


def unpack_body(parts: Iterable[bytes], coding: str, where: str, limits: Limits) -> bytes:
    """The body of an HTTP answer whose Content-Encoding is ``coding``.

    Raises TooLarge as soon as it has more than ``limits.page_bytes``, Damaged if it is cut short,
    NotText for a coding that nobody asked for.
    """
    codings = [name for part in coding.lower().split(",") if (name := part.strip()) != "identity"]
    codings = [name for name in codings if name]
    if len(codings) > 1 or any(name not in _WINDOWS for name in codings):
        raise NotText(where, f"it is packed with {coding}", "give the page unpacked")
    data = bytearray()
    pieces = _inflate(parts, codings[0], where, limits) if codings else parts
    for piece in pieces:
        data += piece
        limits.check_bytes(len(data), where)
    return bytes(data)


def _inflate(parts: Iterable[bytes], coding: str, where: str, limits: Limits) -> Iterable[bytes]:
    engine: Any = zlib.decompressobj(_WINDOWS[coding])
    begun = False
    try:
        for part in parts:
            left = part
            while left and not engine.eof:
                try:
                    piece = engine.decompress(left, limits.page_bytes + 1)
                except zlib.error:
                    if begun or coding != "deflate":
                        raise
                    engine = zlib.decompressobj(-zlib.MAX_WBITS)  # as some servers understand it
                    piece = engine.decompress(left, limits.page_bytes + 1)
                begun = True
                left = engine.unconsumed_tail
                yield piece
    except zlib.error:
        raise Damaged(where, f"what is packed with {coding} in it is broken", _AGAIN) from None
    if not engine.eof and begun:
        raise Damaged(where, f"it is cut short ({coding} goes on)", _AGAIN)


class Unpacked(io.RawIOBase):
    """A gzip file as a stream of what is in it. Reading it raises Damaged and TooLarge."""

    def __init__(self, packed: IO[bytes], where: str, limits: Limits) -> None:
        self._packed = _Counted(packed)
        self._gzip = gzip.GzipFile(fileobj=self._packed, mode="rb")
        self._where, self._limits, self._size = where, limits, 0

    def readable(self) -> bool:
        """True: it is for reading."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill ``buffer`` with what comes next; 0 at the end."""
        try:
            piece = self._gzip.read1(len(buffer))
        except EOFError:
            raise Damaged(self._where, "it is cut short (gzip goes on)", _AGAIN) from None
        except (gzip.BadGzipFile, zlib.error):
            raise Damaged(self._where, "the gzip in it is broken", _AGAIN) from None
        self._size += len(piece)
        self._limits.check_unpacked(self._size, self._packed.taken, self._where)
        buffer[: len(piece)] = piece
        return len(piece)


class _Counted:
    """Knows how many packed bytes were taken."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self.taken = 0

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self.taken += len(data)
        return data

    def seek(self, place: int, /) -> int:
        raise io.UnsupportedOperation("seek")
