"""What pages ask of an open ledger: each of one actor, one outlet, one target of labels, one event.

Every method is one transaction, as in store.py, whose Ledger has them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from sayso.ledger.actors import who
from sayso.ledger.actors.listing import groups_of
from sayso.ledger.actors.summing import Group
from sayso.ledger.database.opening import Database
from sayso.ledger.overview.deeds import Deeds, load_deed
from sayso.ledger.overview.gathering import Gathered, Known, Told, load_known
from sayso.ledger.overview.gazette import Placed, list_places
from sayso.ledger.overview.labelling import (
    Join,
    Target,
    find_target,
    gather_target,
    list_targets,
    tell_labels,
)
from sayso.ledger.overview.moment_days import Days, count_moments
from sayso.ledger.overview.outlets import OutletPage, load_outlet
from sayso.ledger.overview.profiles import Asked, Profile, load_profile
from sayso.records import Label
from sayso.terms import Clock


class Viewing:
    """The part of a Ledger that only shows, a page at a time."""

    _database: Database
    where: str

    def actors_called(self, name: str) -> list[Group]:
        """Who may be meant by an id or a name, those that say most first. Raises NoRecord."""
        with self._database.reading() as conn:
            # Who is one is known for all, once it was asked for; an id needs no search.
            return groups_of(conn, [name]) or who.find_groups(conn, name, self.where)

    def profile(self, group: Group, asked: Asked) -> Profile:
        """An actor at length; ``actors_called`` finds groups by id and name."""
        with self._database.reading() as conn:
            return load_profile(conn, group, asked)

    def outlet(self, name: str, *, skip: int = 0, own: int = 0) -> OutletPage:
        """An outlet at length; ``skip`` and ``own`` leave out the latest. Raises NoRecord."""
        with self._database.reading() as conn:
            return load_outlet(conn, name, self.where, skip=skip, own=own)

    def label_targets(self, join: Join) -> tuple[Target, ...]:
        """Who and what labels of the newest versions are of; ``join`` groups happenings."""
        with self._database.reading() as conn:
            return list_targets(conn, join)

    def label_target(self, id: str, join: Join) -> Target | None:
        """The target that one of its ids means, if any."""
        with self._database.reading() as conn:
            return find_target(conn, id, join)

    def labels_of(self, ids: Collection[str]) -> Gathered[Label]:
        """The labels of the actors or happenings with these ids, without their sentences."""
        with self._database.reading() as conn:
            return gather_target(conn, ids)

    def tell_labels(self, labels: Sequence[Label]) -> dict[str, Told]:
        """Each of some labels with the sentence around it, by its id."""
        with self._database.reading() as conn:
            return tell_labels(conn, labels)

    def known(self, actors: Iterable[str]) -> Known:
        """The groups and the names of the actors with these ids."""
        with self._database.reading() as conn:
            return load_known(conn, set(actors))

    def moment_days(self, clock: Clock) -> Days:
        """How many events and sayings a clock puts on each day, in order."""
        with self._database.reading() as conn:
            return count_moments(conn, clock)

    def event(self, id: str) -> Deeds:
        """The event with this id, as its report tells it. Raises NoRecord."""
        with self._database.reading() as conn:
            return load_deed(conn, id, self.where)

    def places(self) -> tuple[Placed, ...]:
        """The places of the newest versions, those of most sayings and happenings first."""
        with self._database.reading() as conn:
            return list_places(conn)
