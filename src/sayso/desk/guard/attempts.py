"""How often somebody may try a password before they have to wait."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable

WINDOW = 300.0  # seconds
KEPT = 10_000  # keys that are remembered, those that tried last


class Attempts:
    """Counts failures by key (an address, a name), in bounded memory."""

    def __init__(self, most: int, clock: Callable[[], float] = time.monotonic) -> None:
        """At most ``most`` failures of a key in five minutes."""
        self._most, self._clock = most, clock
        self._failed: OrderedDict[str, deque[float]] = OrderedDict()
        self._lock = threading.Lock()

    def wait(self, key: str) -> int:
        """Seconds until the key may try again; 0 for at once."""
        with self._lock:
            failed = self._failed.get(key)
            if not failed or len(failed) < self._most:
                return 0
            return max(0, round(failed[0] + WINDOW - self._clock() + 0.5))

    def fail(self, key: str) -> None:
        """The key tried and was wrong."""
        with self._lock:
            # The oldest of the last ``most`` is all that ``wait`` needs.
            self._failed.setdefault(key, deque(maxlen=self._most)).append(self._clock())
            self._failed.move_to_end(key)
            if len(self._failed) > KEPT:
                self._failed.popitem(last=False)

    def forget(self, key: str) -> None:
        """The key was right."""
        with self._lock:
            self._failed.pop(key, None)
