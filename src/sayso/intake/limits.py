"""What is too large or too slow to read, and which addresses may be asked."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.errors import TooLarge


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is read as one report, and how long is waited for it.

    ``page_bytes``: bytes of one page or plain text, unpacked, or of one row of a table, whose
    number of rows is not limited. ``characters``: of one report's text; the longest report that
    anyone prints, a book, has a million. ``unpacking``: how many times its packed size something
    may have (gzip packs pages 3 to 20 times smaller). ``entries``: pages that one feed may list,
    and feeds that one list of feeds may.

    ``seconds`` to wait for a server's next byte, ``total_seconds`` for all of one address with its
    ``redirects`` and ``retries``. ``pause``: seconds between two pages of one server.
    ``allow_private`` also reads from this machine and from private networks. ``any_language`` lets
    other languages than English pass, for those who read them with stages of their own.
    """

    page_bytes: int = 20_000_000
    characters: int = 2_000_000
    unpacking: int = 200
    entries: int = 1000
    seconds: float = 20.0
    total_seconds: float = 60.0
    redirects: int = 5
    retries: int = 2
    pause: float = 1.0
    allow_private: bool = False
    any_language: bool = False

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

    def check_unpacked(self, size: int, packed: int, where: str) -> None:
        """Raises TooLarge if ``packed`` bytes unpack to more than any page or table would."""
        if size > max(self.page_bytes, packed * self.unpacking):
            told = f"it unpacks to more than {self.unpacking} times its size"
            raise TooLarge(where, told, "if you trust it, unpack it and give what is inside")
