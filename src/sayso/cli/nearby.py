"""``--near``: a circle around a point, or around what a name means."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from sayso.cli.messages import say
from sayso.cli.sources import own_places
from sayso.nearby import Circle, LookedUp, parse_circle
from sayso.nearby import look_up as find_circle

if TYPE_CHECKING:
    from sayso.ledger import Ledger, Near

_NAMED = 5  # namesakes that are told


def circle(text: str) -> Circle:
    """``Caracas,25km`` or ``10.5,-66.9,25km``, for argparse."""
    try:
        return parse_circle(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def look_up(asked: Circle, args: argparse.Namespace, ledger: Ledger) -> Near:
    """The circle around the likeliest place of its name; says which that is. Raises NotFound."""
    gazetteer, _ = own_places(args) if isinstance(asked.centre, str) else (None, True)
    found = find_circle(asked, ledger, gazetteer)
    if found.told:
        say(_taken(found))
    return found.near


def _taken(found: LookedUp) -> str:
    if not found.others:
        return found.told
    more = f" and {len(found.others) - _NAMED} more" * (len(found.others) > _NAMED)
    example = f"--near '{found.instead}'"
    named = "; ".join(label for label, _ in found.others[:_NAMED])
    return (
        f"{found.told}, and not {named}{more}: say where it lies, like {example}, or give the point"
    )
