"""Whose turn it is with the model: one at a time, in the order in which they came.

A lock of Python's has no order: a thread that lets it go and takes it again at once, as one that
reads a thousand reports does, would keep all others waiting.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_LOOK = 0.5  # seconds between two looks at whether somebody who waits has gone


class Turns:
    """Those who wait, the one whose turn it is first."""

    def __init__(self) -> None:
        self._queue: deque[threading.Event] = deque()
        self._lock = threading.Lock()

    @contextmanager
    def turn(self, gone: Callable[[], bool] | None = None) -> Iterator[bool]:
        """Wait until it is one's own turn; it ends with the block.

        False where ``gone`` says that nobody wants it any more: then the turn is the next one's.
        """
        mine = threading.Event()
        with self._lock:
            self._queue.append(mine)
            self._queue[0].set()
        try:
            yield _comes(mine, gone)
        finally:
            with self._lock:
                self._queue.remove(mine)
                if self._queue:
                    self._queue[0].set()


def _comes(mine: threading.Event, gone: Callable[[], bool] | None) -> bool:
    """Whether a turn comes before whoever waits for it has gone."""
    if gone is None:
        return mine.wait()
    while not mine.wait(_LOOK):
        if gone():
            return False
    return not gone()
