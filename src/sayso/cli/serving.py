"""``sayso serve`` and ``sayso password``: the ledger in a browser, and who may log in to it."""

from __future__ import annotations

import argparse
import getpass
import secrets
import sys
from pathlib import Path

from sayso.cli.commands import READ, Commands, asking, command, count, misuse
from sayso.cli.messages import say
from sayso.cli.sources import declare_actors, declare_gazetteer, known_actors, own_places

HOST = "127.0.0.1"
EVERYWHERE = ("0.0.0.0", "::")
SHORTEST = 16  # characters of a token; one that is made here has 32


def declare(commands: Commands[argparse.ArgumentParser]) -> None:
    """Declare ``sayso serve`` and ``sayso password``."""
    serve = asking(
        commands,
        "serve",
        _run_serve,
        does="serve the desk: the ledger in a browser",
        examples=(
            "sayso serve event.db",
            "sayso serve event.db --read-only --port 8002",
            "sayso serve event.db --host 0.0.0.0 --passwords judges.txt",
        ),
    )
    serve.add_argument("--port", type=count, default=8001, metavar="N", help="8001 unless told")
    serve.add_argument("--judge", metavar="NAME", default="desk", help="whose judgements it takes")
    serve.add_argument("--read-only", action="store_true", help="nobody can change anything")
    _declare_others(serve)
    declare_actors(serve)
    declare_gazetteer(serve)
    password = command(
        commands,
        "password",
        _run_password,
        does="let somebody log in to a desk, or give them another password",
        examples=("sayso password judges.txt Ann", "sayso password judges.txt Ann < secret"),
    )
    password.add_argument("file", type=Path, metavar="FILE", help="made if it is not there")
    password.add_argument("name", metavar="NAME", help="stands beside their judgements")


def _declare_others(serve: argparse.ArgumentParser) -> None:
    """Declare what serving to others takes."""
    serve.add_argument(
        "--host",
        metavar="ADDRESS",
        default=HOST,
        help=f"{HOST} unless told; any but this machine's own asks for a token or passwords",
    )
    serve.add_argument(
        "--allow-host",
        action="append",
        default=[],
        metavar="NAME",
        help="a name that the desk is reached by, as a proxy passes it on",
    )
    token = serve.add_mutually_exclusive_group()
    token.add_argument("--token", action="store_true", help="make a token, and print it")
    token.add_argument(
        "--token-file", type=Path, metavar="FILE", help="one line, which programs send too"
    )
    serve.add_argument(
        "--passwords", type=Path, metavar="FILE", help="who may log in; sayso password makes it"
    )


def _run_serve(args: argparse.Namespace) -> int:
    from sayso.desk import Settings, make_desk
    from sayso.desk.guard.passwords import read_passwords
    from sayso.desk.serving import address_of, bind, is_own, serve
    from sayso.ledger import open_ledger
    from sayso.pipeline import Pipeline

    open_to_others = bool(args.allow_host) or not is_own(args.host)
    if open_to_others and not (args.token or args.token_file or args.passwords):
        misuse(args, "others could read and change it: add --token or --passwords FILE")
    token = secrets.token_urlsafe(24) if args.token else _token_of(args)
    passwords = read_passwords(args.passwords) if args.passwords else None
    known, _ = known_actors(args)
    places, _ = own_places(args)
    with open_ledger(args.ledger) as ledger, bind(args.host, args.port) as bound:
        address = address_of(bound)
        settings = Settings(
            judge=args.judge,
            read_only=args.read_only,
            cookie=f"sayso-{bound.getsockname()[1]}",
            hosts=(*args.allow_host, *((args.host,) if open_to_others else ())),
            token=token,
            passwords=passwords,
        )
        desk = make_desk(ledger, settings, Pipeline(known=known, gazetteer=places))
        shown = f"{address}/?token={token}" if args.token else address
        others = ", and at this machine's other addresses" * (args.host in EVERYWHERE)
        say(f"the desk is at {shown}{others}; Ctrl-C ends it")
        serve(desk, bound)
    say("the desk is closed")
    return READ


def _token_of(args: argparse.Namespace) -> str | None:
    from sayso.errors import DeskError

    if args.token_file is None:
        return None
    where = str(args.token_file)
    try:
        token: str = args.token_file.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        raise DeskError(where, "it cannot be read", "give a file with the token in it") from None
    if len(token) < SHORTEST or not token.isprintable() or " " in token:
        mend = f"one of {SHORTEST} characters at least, without blanks, is hard to guess"
        raise DeskError(where, "that is no token", mend)
    return token


def _run_password(args: argparse.Namespace) -> int:
    from sayso.desk.guard.passwords import write_password

    if sys.stdin.isatty():
        password = getpass.getpass(f"Password of {args.name}: ")
        if getpass.getpass("Once more: ") != password:
            misuse(args, "that was another one")
    else:
        password = sys.stdin.readline().rstrip("\r\n")
    write_password(args.file, args.name, password)
    say(f"{args.name} can log in with {args.file}")
    return READ
