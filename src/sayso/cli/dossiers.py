"""``sayso dossier``: chosen claims, with all that is said for and against them, as one file."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.cli.commands import READ, Commands, asking, count, misuse
from sayso.cli.messages import say
from sayso.errors import SaysoError

if TYPE_CHECKING:
    from sayso.dossier import Note
    from sayso.ledger import Ledger

_FORMATS = ("md", "html", "pdf")


def declare(commands: Commands[argparse.ArgumentParser]) -> None:
    """Declare ``sayso dossier``."""
    dossier = asking(
        commands,
        "dossier",
        _run_dossier,
        does="write chosen claims, with every quotation cited, as Markdown, HTML or PDF",
        examples=(
            "sayso dossier event.db --contested 5",
            "sayso dossier event.db 59103549 ae7e6d89 --title 'How many died' --output toll.pdf",
            "sayso dossier event.db '59103549=Ask the ambulance service' --format html > toll.html",
        ),
    )
    dossier.add_argument(
        "claims",
        nargs="*",
        metavar="CLAIM[=NOTE]",
        help="claims by id, in the order of the dossier; what follows = is set above the claim",
    )
    dossier.add_argument(
        "--contested", type=count, metavar="N", help="the N most contested claims, after those"
    )
    dossier.add_argument("--title", default="Dossier", metavar="WORDS", help="its title")
    dossier.add_argument("--note", default="", metavar="WORDS", help="what stands under the title")
    dossier.add_argument(
        "--format", choices=_FORMATS, help="md unless --output ends in another of them"
    )
    dossier.add_argument("--output", type=Path, metavar="FILE", help="a file; stdout unless told")


def _run_dossier(args: argparse.Namespace) -> int:
    if not args.claims and not args.contested:
        misuse(args, "name the claims, or --contested N")
    from sayso.dossier import gather, write
    from sayso.ledger import open_ledger

    form = args.format or _ending(args.output)
    if form == "pdf" and args.output is None and sys.stdout.isatty():
        misuse(args, "a PDF is nothing for a terminal: give --output FILE")
    with open_ledger(args.ledger) as ledger:
        asked = list(_asked(ledger, args))
        today = datetime.now(UTC).date()
        made = write(gather(ledger, asked, title=args.title, note=args.note, on=today), form)
    if args.output is None:
        sys.stdout.buffer.write(made)
        return READ
    try:
        args.output.write_bytes(made)
    except OSError as error:
        mend = "name a file in a folder that may be written"
        raise SaysoError(
            str(args.output), f"it cannot be written: {error.strerror}", mend
        ) from None
    say(f"{args.output}: {len(asked)} claim{'s' * (len(asked) != 1)}")
    return READ


def _ending(output: Path | None) -> str:
    ending = output.suffix[1:].lower() if output else ""
    return ending if ending in _FORMATS else _FORMATS[0]


def _asked(ledger: Ledger, args: argparse.Namespace) -> list[Note]:
    from sayso.dossier import Note

    named = [text.partition("=") for text in args.claims]
    found = [Note(claim.strip(), words.strip()) for claim, _, words in named]
    if args.contested:
        pages, _ = ledger.claims(contested=True, top=args.contested)
        found += [Note(page.id) for page in pages]
    return found
