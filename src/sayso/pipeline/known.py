"""What a user knows beforehand: actors and places of their own, and what places are called so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.across import KnownActor
from sayso.errors import SaysoError

if TYPE_CHECKING:
    from sayso.resolve.places import Gazetteer, Row


def read_known(path: Path) -> Iterator[KnownActor | SaysoError]:
    """Known actors of a file; a row that is broken comes as its error. Raises ReadError."""
    from sayso.intake.known import read_known

    yield from read_known(path)


def open_gazetteer(path: Path) -> tuple[Gazetteer, tuple[SaysoError, ...]]:
    """The user's places, and an error for each row that is left out. Raises ReadError."""
    from sayso.resolve.places import read_gazetteer

    return read_gazetteer(path)


def places_called(name: str, gazetteer: Gazetteer | None = None) -> Sequence[Row]:
    """All known places of a name, the likeliest first; "Paris, Texas" says where it lies.

    Raises ModelError where the table of places is missing.
    """
    from sayso.resolve.places import Gazetteer, places_called

    return places_called(name, gazetteer or Gazetteer())
