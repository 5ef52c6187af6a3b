"""Offsets as Java counts them: in UTF-16, where a character beyond U+FFFF counts two."""

from __future__ import annotations

from bisect import bisect_left
from re import finditer


class Utf16:
    """Both ways between the characters of a text and its UTF-16 units."""

    def __init__(self, text: str) -> None:
        """Characters beyond U+FFFF are looked for once."""
        self._wide = [found.start() for found in finditer("[\U00010000-\U0010ffff]", text)]
        self._units = [at + many for many, at in enumerate(self._wide)]

    def units(self, character: int) -> int:
        """Where a character begins, in units."""
        return character + (bisect_left(self._wide, character) if self._wide else 0)

    def character(self, unit: int) -> int:
        """The character that begins at a unit; of the second half of a wide one, the next."""
        return unit - bisect_left(self._units, unit)
