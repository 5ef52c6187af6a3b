"""Gold actors of the samples: who they are, what each report calls them, and what each says."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from sayso.errors import CorpusError
from sayso.terms import ActorKind

MEND = "mend the row in actors.jsonl"


@dataclass(frozen=True, slots=True)
class GoldActor:
    """An actor of one report; ``says`` are places (from 0) of its gold attributions.

    ``name`` is the fullest that the report gives, or None where it gives none ("two residents").
    ``names`` are others that it gives, ``offices`` its words for what the actor is or was.
    """

    kind: ActorKind
    name: str | None
    names: tuple[str, ...]
    offices: tuple[str, ...]
    says: tuple[int, ...]


def parse_gold_actors(lines: Iterable[str], where: str) -> dict[str, tuple[GoldActor, ...]]:
    """Actors by report from JSON ``lines``; CorpusError names ``where`` and the line."""
    actors: dict[str, tuple[GoldActor, ...]] = {}
    for number, line in enumerate(lines, start=1):
        try:
            record = json.loads(line)
            actors[record["report"]] = tuple(_actor(row) for row in record["actors"])
        except (ValueError, KeyError, TypeError) as error:
            raise CorpusError(f"{where}:{number}", f"no gold actors ({error!r})", MEND) from error
    return actors


def _actor(row: dict[str, object]) -> GoldActor:
    name, says = row["name"], row["says"]
    if name is not None and not isinstance(name, str):
        raise TypeError("name is words or null")
    if not isinstance(says, list) or not all(isinstance(place, int) for place in says):
        raise TypeError("says is a list of places")
    return GoldActor(
        ActorKind(str(row["kind"])), name, _words(row["names"]), _words(row["offices"]), tuple(says)
    )


def _words(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(words, str) for words in value):
        raise TypeError("names and offices are lists of words")
    return tuple(value)
