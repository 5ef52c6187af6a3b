"""What is remembered of addresses between two runs: what was read there, when to ask again."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from sayso.errors import ReadError

_HOUR, _DAY = 3600.0, 86400.0
_KEPT = 60 * _DAY  # after so long without a visit an address is forgotten
_SAVE_EVERY = 20.0  # seconds; what is lost in a crash is asked for once more
_SPARING = 50  # times as long as saving took is waited until the next: years of feeds take seconds


@dataclass(frozen=True, slots=True)
class Visit:
    """The last visit to an address; times are seconds since 1970.

    ``last_address`` is where redirects led, ``report`` the id of the report read there (or why none
    could be; of a feed None), ``links`` the pages that it listed, each with when it was published.
    """

    first: float
    at: float
    last_address: str
    etag: str | None = None
    changed: str | None = None
    report: str | None = None
    links: tuple[tuple[str, str | None], ...] = ()
    failures: int = 0

    def is_due(self, now: float) -> bool:
        """Whether to ask again: after a failure ever more seldom; a page, as it grows older.

        A page is asked for again after an hour, then after half the time for which it has been
        known: silent edits come early, and a feed of 50 pages must not mean 50 requests a round.
        A feed is one that lists pages, or that gave no report: it may be empty for once.
        """
        if now < self.at:  # the clock went back: until it comes here again could be years
            return True
        if self.failures:
            return now - self.at >= min(300.0 * 2.0**self.failures, _DAY)
        if self.links or self.report is None:
            return True
        return now - self.at >= max(_HOUR, (self.at - self.first) / 2)


class Visits:
    """Visits by address, kept in a file (or, without one, only as long as this object lives)."""

    def __init__(self, path: Path | None, clock: Callable[[], float] = time.time) -> None:
        """Load ``path``; what is no such file counts as empty and is written anew."""
        self._path, self._clock = path, clock
        self._visits: dict[str, Visit] = _load(path) if path else {}
        self._saved, self._pause = clock(), _SAVE_EVERY

    def get(self, address: str) -> Visit | None:
        """The last visit to ``address``."""
        return self._visits.get(address)

    def is_due(self, address: str) -> bool:
        """Whether ``address`` was never asked for, or long enough ago."""
        visit = self._visits.get(address)
        return visit is None or visit.is_due(self._clock())

    def put(self, address: str, **seen: object) -> None:
        """Remember a visit that went well, and what was ``seen`` (fields of Visit)."""
        now = self._clock()
        before = self._visits.get(address)
        visit = replace(before, failures=0, at=now) if before else Visit(now, now, address)
        self._visits[address] = replace(visit, **seen)  # type: ignore[arg-type]
        self._save_sometimes(now)

    def fail(self, address: str) -> None:
        """Remember that ``address`` could not be read, so that it is asked ever more seldom."""
        now = self._clock()
        before = self._visits.get(address) or Visit(now, now, address)
        self._visits[address] = replace(before, at=now, failures=before.failures + 1)
        self._save_sometimes(now)

    def save(self) -> None:
        """Write the file anew, whole or not at all. Raises ReadError."""
        if self._path is None:
            return
        now = self._clock()
        kept = {a: asdict(v) for a, v in self._visits.items() if now - v.at < _KEPT}
        new = self._path.with_name(self._path.name + ".new")
        try:
            new.write_text(json.dumps(kept), encoding="utf-8")
            new.replace(self._path)
        except OSError as error:
            told = f"what was visited cannot be remembered ({error.strerror or error})"
            raise ReadError(str(self._path), told, "make room, or name another file") from None
        self._saved = self._clock()
        self._pause = max(_SAVE_EVERY, _SPARING * (self._saved - now))

    def _save_sometimes(self, now: float) -> None:
        if not 0 <= now - self._saved < self._pause:
            self._saved = now
            with suppress(ReadError):  # the last save tells it
                self.save()


def _load(path: Path) -> dict[str, Visit]:
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
        return {address: _visit(row) for address, row in rows.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _visit(row: dict[str, object]) -> Visit:
    links = row.get("links")
    pairs = [tuple(link) for link in links] if isinstance(links, list) else []
    return Visit(**{**row, "links": tuple(pairs)})  # type: ignore[arg-type]
