"""What is too large to read as one report."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.errors import TooLarge


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is read as one report; more gives TooLarge.

    ``page_bytes``: bytes of one page or plain text, or of one line of a JSON lines file, whose
    number of lines is not limited. ``characters``: of one report's text; the longest report that
    anyone prints, a book, has a million. ``seconds``: to wait for an address to answer.
    """

    page_bytes: int = 20_000_000
    characters: int = 2_000_000
    seconds: float = 20.0

    def check_bytes(self, size: int, where: str) -> None:
        """Raises TooLarge if ``size`` bytes are more than one page may have."""
        if size > self.page_bytes:
            told = f"it has more than {self.page_bytes / 1e6:g} MB"
            raise TooLarge(where, told, "split it into its reports")

    def check_text(self, text: str, where: str) -> None:
        """Raises TooLarge if ``text`` is longer than one report may be."""
        if len(text) > self.characters:
            told = f"it has {len(text):,} characters, more than {self.characters:,}"
            raise TooLarge(where, told, "split it into its reports, one a file or one a JSON line")
