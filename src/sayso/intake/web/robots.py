"""What a site's robots.txt (RFC 9309) allows a program to read."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from protego import Protego

from sayso.errors import Forbidden, ReadError

_NAME = "sayso"
_SAVE = "save the page from a browser and give the file"


class Robots:
    """The rules of every site asked so far."""

    def __init__(self, ask: Callable[[str], tuple[int, str]]) -> None:
        """``ask`` gives status and text of a robots.txt."""
        self._ask = ask
        self._rules: dict[str, Protego | None] = {}

    def check(self, address: str, asked: str) -> None:
        """Raises Forbidden if the site wants programs to keep out, ReadError if that is unknown."""
        rules = self._of(address)
        if rules is None:
            told = "its robots.txt cannot be had, and without it nothing may be read"
            raise ReadError(asked, told, "try again later")
        if not rules.can_fetch(address, _NAME):
            raise Forbidden(asked, "its robots.txt asks programs not to read it", _SAVE)

    def delay(self, address: str) -> float | None:
        """Seconds between two pages that the site asks for."""
        rules = self._of(address)
        return rules.crawl_delay(_NAME) if rules is not None else None

    def _of(self, address: str) -> Protego | None:
        parts = urlsplit(address)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._rules:
            status, text = self._ask(f"{site}/robots.txt")
            # RFC 9309, 2.3.1: a server that fails forbids all; one that has no such file, nothing.
            known = None if status >= 500 or status == 429 else Protego.parse("")
            self._rules[site] = Protego.parse(text) if status == 200 else known
        return self._rules[site]
