"""``sayso serve``: the ledger in a browser."""

from __future__ import annotations

import argparse

from sayso.cli.commands import READ, Commands, asking, count
from sayso.cli.messages import say


def declare(commands: Commands[argparse.ArgumentParser]) -> None:
    """Declare ``sayso serve``."""
    serve = asking(
        commands,
        "serve",
        _run_serve,
        does="serve the desk: the ledger in a browser, on this machine alone",
        examples=("sayso serve event.db", "sayso serve event.db --port 8002 --read-only"),
    )
    serve.add_argument("--port", type=count, default=8001, metavar="N", help="8001 unless told")
    serve.add_argument("--judge", metavar="NAME", default="desk", help="whose judgements it takes")
    serve.add_argument("--read-only", action="store_true", help="nobody can change anything")


def _run_serve(args: argparse.Namespace) -> int:
    import uvicorn

    from sayso.desk import Settings, make_desk
    from sayso.ledger import open_ledger

    settings = Settings(judge=args.judge, read_only=args.read_only)
    with open_ledger(args.ledger) as ledger:
        say(f"the desk is at http://127.0.0.1:{args.port}; Ctrl-C ends it")
        desk = make_desk(ledger, settings)
        uvicorn.run(desk, host="127.0.0.1", port=args.port, log_level="warning")
    return READ
