"""``sayso watch`` whose hours are minutes: ``python -m tests.torture.watcher LEDGER SOURCE PACE``.

Only the clock that tells when a page is due runs faster. Servers are waited for less long.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

NEAR = {"allow_private": True, "pause": 0.02, "seconds": 2.0, "total_seconds": 4.0, "retries": 1}
EVERY = 5.0  # seconds between two rounds


def hurry(pace: float) -> None:
    """Let ``time.time`` go so many times as fast from now on."""
    real, began = time.time, time.time()
    time.time = lambda: began + pace * (real() - began)


def main(ledger: str, source: str, pace: float, *by_heart: str) -> None:
    """Watch until a signal comes; with another word, with a pattern in the place of the model."""
    hurry(pace)
    from sayso.cli.messages import say
    from sayso.intake import Limits
    from sayso.ledger import open_ledger
    from sayso.pipeline import Pipeline
    from sayso.watch import Watch

    if by_heart:
        from tests.torture.by_heart import ByHeart

        ByHeart.known = {}
    pipeline = ByHeart() if by_heart else Pipeline()
    with open_ledger(ledger, create=True) as kept:
        limits = Limits(**NEAR)  # type: ignore[arg-type]
        visits = Path(f"{ledger}.visits")
        watch = Watch(pipeline, kept, say, visits=visits, how={"limits": limits})
        watch.keep_reading([source], every=EVERY / 5 if by_heart else EVERY)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], float(sys.argv[3]), *sys.argv[4:])
