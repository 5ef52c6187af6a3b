"""Makes the first pages of a large ledger before anybody asks for them.

What is made of a whole ledger is kept until something is read into it (ledger/database/kept.py).
At 10,000 reports it then takes from 0.3 to 5 seconds to be made anew, and no reader should wait for
that.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Event, Thread

from sayso.desk.paging import SIZE
from sayso.errors import SaysoError
from sayso.ledger import Ledger
from sayso.terms import Clock
from sayso.views.targets import targets

PAUSE = 1.0  # seconds in which nothing is read in, after which it is worth while


class Warming:
    """Watches a ledger from a thread of its own, from ``start`` until ``close``."""

    def __init__(self, ledger: Ledger, pause: float = PAUSE) -> None:
        """Over an open ledger."""
        self._ledger, self._pause = ledger, pause
        self._closed = Event()
        self._thread = Thread(target=self._watch, daemon=True)

    def start(self) -> None:
        """Begin with what is there."""
        self._thread.start()

    def close(self) -> None:
        """End after the page that is being made."""
        self._closed.set()
        self._thread.join()

    def _watch(self) -> None:
        warmed = seen = None
        while not self._closed.wait(self._pause if seen else 0):
            try:
                now = self._ledger.state()
                if now == seen and now != warmed:
                    self._warm()
                    warmed = now
            except SaysoError:  # whoever asks for a page is told; here it is only tried again
                continue
            seen = now

    def _warm(self) -> None:
        for make in first_pages(self._ledger):
            if self._closed.is_set():
                return
            make()


def first_pages(ledger: Ledger) -> tuple[Callable[[], object], ...]:
    """What the pages that the desk's head names take of the whole ledger."""
    return (
        ledger.glance,
        lambda: ledger.disputes(top=SIZE),
        lambda: ledger.claims(top=SIZE),
        lambda: ledger.actors(top=SIZE),
        lambda: targets(ledger),
        ledger.stances,
        ledger.places,
        *(lambda clock=clock: ledger.moment_days(clock) for clock in Clock),
        ledger.copying,
        ledger.stats,
    )
