"""Options of every command that reads sources, and how they are to be read."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.cli.messages import say

if TYPE_CHECKING:
    from sayso.across import KnownActor
    from sayso.pipeline import Gazetteer, How

#: Fields of a report that a column of a table may hold; a test holds them to those of sayso.intake.
FIELDS = ("text", "title", "outlet", "authors", "published", "modified", "url")


def declare_sources(parser: argparse.ArgumentParser, *, samples: str | None = None) -> None:
    """Declare SOURCE... and how it is read; with ``samples``, an option that stands in for it."""
    parser.add_argument(
        "sources",
        nargs="*" if samples else "+",
        metavar="SOURCE",
        help="a file, a folder, an http(s) address, or - for stdin",
    )
    if samples:
        parser.add_argument("--samples", action="store_true", help=samples)
    declare_actors(parser)
    declare_gazetteer(parser)
    parser.add_argument(
        "--map",
        type=columns,
        default={},
        metavar="FIELD=COLUMN,...",
        help="the columns of a table that hold text, title, outlet, authors, published, ...",
    )
    parser.add_argument(
        "--allow-private",
        action="store_true",
        help="fetch from this machine and from private networks too",
    )


def declare_actors(parser: argparse.ArgumentParser) -> None:
    """Declare the file of known actors."""
    parser.add_argument(
        "--actors",
        type=Path,
        metavar="FILE",
        help="known actors with their ids: CSV, JSON lines, FollowTheMoney or Wikidata entities",
    )


def declare_gazetteer(parser: argparse.ArgumentParser) -> None:
    """Declare the file of the user's places."""
    parser.add_argument(
        "--gazetteer",
        type=Path,
        metavar="FILE",
        help="your own places: CSV, or rows as GeoNames' allCountries.txt has them",
    )


def own_places(args: argparse.Namespace) -> tuple[Gazetteer | None, bool]:
    """The places of the file that was given, and whether all of it could be read.

    A row that is broken is one line on stderr. Raises ReadError where there is no such file.
    """
    if args.gazetteer is None:
        return None, True
    from sayso.pipeline import open_gazetteer

    gazetteer, faults = open_gazetteer(args.gazetteer)
    for fault in faults:
        say(str(fault))
    return gazetteer, not faults


def known_actors(args: argparse.Namespace) -> tuple[list[KnownActor], bool]:
    """The actors of the file that was given, and whether all of it could be read.

    A row that is broken is one line on stderr. Raises ReadError where there is no such file.
    """
    if args.actors is None:
        return [], True
    from sayso.errors import SaysoError
    from sayso.pipeline import read_known

    known, whole = [], True
    for found in read_known(args.actors):
        if isinstance(found, SaysoError):
            say(str(found))
            whole = False
        else:
            known.append(found)
    return known, whole


def columns(text: str) -> dict[str, str]:
    """``text=body,published=date``, for argparse."""
    pairs = [part.partition("=") for part in text.split(",") if part.strip()]
    found = {field.strip(): column.strip() for field, _, column in pairs}
    for field, column in found.items():
        if field not in FIELDS or not column:
            told = f"{field}={column}: give FIELD=COLUMN, FIELD being one of {', '.join(FIELDS)}"
            raise argparse.ArgumentTypeError(told)
    return found


def how(args: argparse.Namespace) -> How:
    """What Pipeline.reports is to be told."""
    told: How = {}
    if args.map:
        told["columns"] = args.map
    if args.allow_private:
        told["allow_private"] = True
    return told


def sample_sources() -> list[str]:
    """Paths of the samples, short ones where they lie under the current folder."""
    from sayso.samples import sample_paths

    here = Path.cwd()
    paths = (
        path.relative_to(here) if path.is_relative_to(here) else path for path in sample_paths()
    )
    return [str(path) for path in paths]
