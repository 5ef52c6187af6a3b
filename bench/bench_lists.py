"""What the lists of a large ledger cost: the first time after something was written, and again.

    python -m bench.bench_lists                       a ledger of 10,000 reports, made for it
    python -m bench.bench_lists --size 1000 --folder DIR

Time is the processor's. The ledger is that of bench_ledger, kept in DIR, and used again.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from bench.bench_ledger import make
from bench.world import DAYS, FIRST_DAY
from sayso.ledger import Ledger, Query, open_ledger
from sayso.terms import ActorKind

PAGE = 25


def pages(ledger: Ledger, most: str) -> dict[str, Callable[[], object]]:
    """What a person may ask for page by page; ``most`` is the id of who says most."""
    day = FIRST_DAY + timedelta(days=DAYS // 2)
    return {
        "actors(top=25)": lambda: ledger.actors(top=PAGE),
        "actors(top=25, kind=person)": lambda: ledger.actors(top=PAGE, kind=ActorKind.PERSON),
        "actors(top=25, conflicts=True)": lambda: ledger.actors(top=PAGE, conflicts=True),
        "actor(ID), the most frequent": lambda: ledger.actor(most),
        "disputes(top=25)": lambda: ledger.disputes(top=PAGE),
        "disputes(top=25, skip=100)": lambda: ledger.disputes(top=PAGE, skip=100),
        "claims(top=25)": lambda: ledger.claims(top=PAGE),
        "claims(top=25, skip=100)": lambda: ledger.claims(top=PAGE, skip=100),
        "claims(top=25, contested=True)": lambda: ledger.claims(top=PAGE, contested=True),
        "claims(top=25, source=ID)": lambda: ledger.claims(top=PAGE, source=most),
        "moments(since=DAY, until=DAY)": lambda: ledger.moments(since=day, until=day),
        "stats()": ledger.stats,
        "search(actor=ID)": lambda: ledger.search(Query(actor=most)),
    }


def whole(ledger: Ledger) -> dict[str, Callable[[], object]]:
    """What reads everything."""
    return {
        "stances()": ledger.stances,
        "moments()": ledger.moments,
        "labels()": ledger.labels,
    }


def timed(ask: Callable[[], object]) -> float:
    """Milliseconds of the processor."""
    started = time.process_time()
    ask()
    return 1000 * (time.process_time() - started)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--size", type=int, default=10_000, metavar="REPORTS")
    parser.add_argument("--folder", type=Path, help="keep the ledger there, and use that one")
    parser.add_argument("--whole", action="store_true", help="what reads everything, too")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        path = (args.folder or Path(made)) / f"bench_{args.size}.db"
        make(path, args.size)
        with open_ledger(path) as ledger:
            most = ledger.actors(top=1)[0][0].id
            asked = list(pages(ledger, most))
        print(f"{'milliseconds of the processor':34}{'first':>9}{'again':>9}")
        for name in asked:
            with open_ledger(path) as ledger:  # nothing is kept in one that was just opened
                ask = pages(ledger, most)[name]
                print(f"{name:34}{timed(ask):9.0f}{timed(ask):9.0f}", flush=True)
        if args.whole:
            with open_ledger(path) as ledger:
                for name, ask in whole(ledger).items():
                    print(f"{name:34}{timed(ask):9.0f}", flush=True)
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(f"memory at most {memory:.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
