"""Stances as a page has them: an edge a line, with the sentences that tell of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.desk.addresses import to, to_words
from sayso.ledger.overview.gathering import Gathered, Told
from sayso.records import Party, Stance
from sayso.terms import NOBODY
from sayso.views.network import tellers, verb

if TYPE_CHECKING:
    from sayso.pipeline import Edge

SIGNS = {1: "+", -1: "−", 0: "·"}


@dataclass(frozen=True, slots=True)
class End:
    """Who an edge goes from or to; ``address`` is None for who is not known."""

    id: str
    name: str
    address: str | None


@dataclass(frozen=True, slots=True)
class Words:
    """Where a stance is told, and in which sentence."""

    told: Told
    at: str | None
    address: str


@dataclass(frozen=True, slots=True)
class Standing:
    """An edge: ``sign`` and ``verb`` say the same in a character and in a word.

    ``tellers`` tell of those stances that only others tell of; ``words`` come the earliest first.
    """

    edge: Edge
    actor: End
    target: End
    sign: str
    verb: str
    tellers: tuple[str, ...]
    words: tuple[Words, ...]


def standings(
    edges: Iterable[Edge], gathered: Gathered[Stance], told: Mapping[str, Party]
) -> list[Standing]:
    """Edges as lines of a page."""
    stances = {one.id: one for one in gathered.records}
    return [
        Standing(
            edge,
            _end(edge.actor, gathered),
            _end(edge.target, gathered),
            SIGNS[edge.sign],
            verb(edge),
            tuple(tellers(edge, told, gathered.known)),
            tuple(_words(stances[id], gathered.told[id]) for id in edge.stances),
        )
        for edge in edges
    ]


def _end(id: str, gathered: Gathered[Stance]) -> End:
    names = gathered.known.names.get(id)
    return End(id, names[0] if names else NOBODY, to("actor", id) if names else None)


def _words(stance: Stance, told: Told) -> Words:
    first, last = min(stance.words), max(stance.words)
    address = to_words(stance.report, first.start, last.end, stance.attribution)
    return Words(told, stance.at, address)
