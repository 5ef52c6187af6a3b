"""``sayso watch``: sources read into a ledger again and again."""

from __future__ import annotations

import argparse
import hashlib
import os
import re
from pathlib import Path

from sayso.cli.commands import FAILED, READ, Commands, command
from sayso.cli.messages import say
from sayso.cli.sources import declare_sources, how, known_actors, own_places

_UNITS = {"s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}


def declare(commands: Commands[argparse.ArgumentParser]) -> None:
    """Declare ``sayso watch`` and its options."""
    watch = command(
        commands,
        "watch",
        _run_watch,
        does="keep reading feeds and pages into a ledger, until a signal",
        examples=(
            "sayso watch feeds.opml --ledger event.db",
            "sayso watch https://example.org/feed --ledger event.db --every 1h",
            "sayso watch feeds.opml --ledger event.db --once",
        ),
    )
    declare_sources(watch)
    watch.add_argument(
        "--ledger",
        required=True,
        metavar="LEDGER",
        help="a file, made if it is not there, or postgresql+psycopg://...",
    )
    watch.add_argument(
        "--every",
        type=duration,
        default=600.0,
        metavar="TIME",
        help="time between two rounds: 90s, 10m, 2h (10m unless told)",
    )
    watch.add_argument("--once", action="store_true", help="one round, as a timer would start it")
    watch.add_argument(
        "--visits",
        type=Path,
        metavar="FILE",
        help="remembers what was fetched (unless told: beside the ledger, with .visits)",
    )


def duration(text: str) -> float:
    """Seconds of a time like 90s, 10m, 2h, 1d, for argparse."""
    match = re.fullmatch(r"(\d+(?:\.\d+)?)([smhd])", text.strip())
    seconds = float(match[1]) * _UNITS[match[2]] if match else 0.0
    if seconds < 1.0:
        raise argparse.ArgumentTypeError(f"{text!r} is no time like 90s, 10m or 2h")
    return seconds


def _run_watch(args: argparse.Namespace) -> int:
    from sayso.ledger import open_ledger
    from sayso.pipeline import Pipeline
    from sayso.watch import Watch

    known, _ = known_actors(args)
    places, _ = own_places(args)
    pipeline = Pipeline(known=known, gazetteer=places)

    visits = args.visits or _visits_of(args.ledger)
    with open_ledger(args.ledger, create=True) as ledger:
        watch = Watch(pipeline, ledger, say, visits=visits, how=how(args))
        failed = watch.keep_reading(args.sources, every=args.every, once=args.once)
    return FAILED if failed and args.once else READ


def _visits_of(ledger: str) -> Path:
    """The file beside a ledger, or, for one on a server, in the user's cache."""
    if "://" not in ledger:
        return Path(f"{ledger}.visits")
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "sayso"
    cache.mkdir(parents=True, exist_ok=True)
    return cache / f"{hashlib.sha256(ledger.encode()).hexdigest()[:16]}.visits"
