"""An actor at length, for a page: what it says and what is said of it, a part at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from sayso.ledger.actors.page import ActorPage, make_actor_page
from sayso.ledger.actors.speaking import SaidOn, count_days, said_by, said_of
from sayso.ledger.actors.summing import Group
from sayso.ledger.overview.gathering import Gathered, gather_stances_of
from sayso.ledger.overview.labelling import gather_target
from sayso.records import Label, Party, Stance


@dataclass(frozen=True, slots=True)
class Asked:
    """Which part of an actor's sayings is asked for: of one channel, and how many are skipped.

    ``told`` are those by others that speak of it; ``size`` is how many of either are given.
    """

    channel: str | None = None
    latest: bool = True
    said: int = 0
    told: int = 0
    size: int = 25


@dataclass(frozen=True, slots=True)
class Profile:
    """A page of an actor; ``days`` count all that it says. ``labels`` are of it, by anybody.

    ``stances`` are its own and those of others to it; ``tellers`` are who tells of those that only
    others tell of, by the stance's id.
    """

    page: ActorPage
    days: tuple[SaidOn, ...]
    labels: Gathered[Label]
    stances: Gathered[Stance]
    tellers: Mapping[str, Party]


def load_profile(conn: sa.Connection, group: Group, asked: Asked) -> Profile:
    """The page of a group of actors that are one."""
    actors = group.actors
    said = said_by(
        conn,
        actors,
        channel=asked.channel,
        latest=asked.latest,
        skip=asked.said,
        most=asked.size,
    )
    told = said_of(conn, actors, latest=asked.latest, skip=asked.told, most=asked.size)
    stances, tellers = gather_stances_of(conn, actors)
    return Profile(
        make_actor_page(conn, group, said, told),
        tuple(count_days(conn, actors)),
        gather_target(conn, actors),
        stances,
        tellers,
    )
