"""How likely a row is what a name means: what speaks for it, and how much each of that weighs."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sayso.globe import distance
from sayso.resolve.places.keys import name_key
from sayso.resolve.places.table import Row
from sayso.resolve.places.toponyms import Toponym
from sayso.resolve.states import states

#: Points for what speaks for a row, times how much of it there is (one, where nothing is said).
#: ``python -m train.place_weights`` fits them to the halves of GeoWebNews and GeoVirus that
#: docs/places.md calls tuned: with them, the right row is chosen most often. What it calls FIXED,
#: of which those reports have too few cases, was set by hand.
WEIGHTS: Mapping[str, float] = {
    "state": 10.5,
    "region": 10.5,
    "subdivision": -3.0,
    "district": -3.0,
    "airfield": 2.0,
    "people": 1.5,  # times their logarithm to the base 10: a town's, a subdivision's, a district's
    "own_name": 3.0,  # the name is its own, and not one of its others
    "capital": 3.5,  # it is a state's capital
    "held": 8.0,  # it lies in what it is said to lie in
    "like": 3.0,  # the next of its list is of its kind
    "country": 4.0,  # times the share of the other places, and adjectives, that are of its state
    "company": 3.5,  # others lie in its subdivision
    "near": 2.2,  # a town, times how near another one lies: 1 beside it, a half at REACH
    "spoken_of": 3.0,  # larger than a town, and others lie in its state
    "peers": 3.0,  # a subdivision, times how many others of its state are named (see FEW)
    "around": -2.0,  # a subdivision around a town of a million people by the same name
    "outlet": 1.5,  # it lies in the state of the outlet
    "wide": 4.0,  # a subdivision, and "province" or "state" stands beside the name
    "served": 1.0,  # an airfield with passengers
    "own_row": 4.0,  # it is from the user's gazetteer
}

REACH = 150.0  # kilometres
PART_REACH = 50.0  # so near to others lies the known place whose name a part of a town bears
FEW = 2.0  # so many others in its subdivision speak half as loud as ever so many
MILLION = 1_000_000
LARGE = 500_000
SPOTS = frozenset(("town", "airfield"))
WIDE = frozenset(("state", "region", "subdivision"))
PEOPLED = frozenset(("town", "subdivision", "district"))


def apart(one: Row, other: Row) -> float:
    """Kilometres between two places."""
    return distance((one.latitude, one.longitude), (other.latitude, other.longitude))


def lies_in(row: Row, holder: Row) -> bool:
    """Whether a place lies in another, as far as the table tells."""
    if row is holder or row.id == holder.id or row.kind == "state":
        return False
    if holder.kind == "state":
        return row.country == holder.country
    if holder.kind == "subdivision":
        return row.subdivision == holder.subdivision != ""
    return apart(row, holder) <= max(holder.radius, PART_REACH)


@dataclass(slots=True)
class Group:
    """The toponyms of one key in a report: they mean one place. ``numbers`` are theirs.

    ``usual`` are the ids of rows of which the key is as good a name as their own.
    """

    key: str
    numbers: list[int]
    rows: tuple[Row, ...]
    usual: frozenset[str] = frozenset()
    held_by: frozenset[str] = frozenset()
    part: bool = False
    wide: bool = False
    listed: bool = False
    row: Row | None = None
    reason: str = ""


def group_toponyms(
    toponyms: Sequence[Toponym], rows: Mapping[str, tuple[Row, ...]]
) -> dict[str, Group]:
    """Groups by key. ``rows`` are the candidates of each key."""
    found: dict[str, Group] = {}
    for number, toponym in enumerate(toponyms):
        group = found.setdefault(toponym.key, Group(toponym.key, [], rows[toponym.key]))
        group.numbers.append(number)
        group.part |= toponym.part
        group.wide |= toponym.wide
        group.listed |= toponym.listed
        if toponym.held_by >= 0:
            group.held_by |= {toponyms[toponym.held_by].key} - {toponym.key}
    return found


@dataclass(slots=True)
class Company:
    """What the other places of a report speak for.

    Votes for states and for subdivisions; how many different subdivisions of a state are named;
    towns and airfields with how often they are.
    """

    countries: Counter[str] = field(default_factory=Counter)
    subdivisions: Counter[str] = field(default_factory=Counter)
    peers: Counter[str] = field(default_factory=Counter)
    spots: list[tuple[str, Row, int]] = field(default_factory=list)

    @classmethod
    def of(cls, groups: Mapping[str, Group], spoken_of: Mapping[str, int]) -> Company:
        """That of groups with rows, and of votes by other words of the report."""
        company = cls(Counter(spoken_of))
        for key, group in groups.items():
            if group.row is None or not group.row.country:
                continue
            company.countries[group.row.country] += len(group.numbers)
            if group.row.subdivision:
                company.subdivisions[group.row.subdivision] += len(group.numbers)
            if group.row.kind == "subdivision":
                company.peers[group.row.country] += 1
            if group.row.kind in SPOTS:
                company.spots.append((key, group.row, len(group.numbers)))
        return company


class Scale:
    """Weighs the rows of one group by themselves, by its words and by the rest of the report."""

    def __init__(
        self, group: Group, groups: Mapping[str, Group], company: Company, outlet: str
    ) -> None:
        self.group, self.outlet = group, outlet
        self.kinds = {row.kind for row in group.rows}
        self.seats = {
            row.subdivision
            for row in group.rows
            if row.kind == "town" and row.population >= MILLION
        } - {""}
        self.countries, self.subdivisions = company.countries.copy(), company.subdivisions.copy()
        self.peers = company.peers.copy()
        if group.row is not None:  # its own votes do not count
            self.peers[group.row.country] -= group.row.kind == "subdivision"
            self.countries[group.row.country] -= len(group.numbers)
            self.subdivisions[group.row.subdivision] -= len(group.numbers)
        self.votes = sum(n for n in self.countries.values() if n > 0)
        self.spots = [(row, count) for key, row, count in company.spots if key != group.key]
        holding = [groups[key] for key in sorted(group.held_by) if key in groups]
        self.holders = [row for held in holding for row in _first(held)]
        self.next_kinds = {held.row.kind for held in holding if held.row} if group.listed else set()

    def features(self, row: Row) -> dict[str, float]:
        """What speaks for a row, and how much of it there is."""
        found = own_features(row, self.group)
        found["outlet"] = float(row.country == self.outlet != "")
        found["held"] = float(
            not self.is_next(row) and any(lies_in(row, holder) for holder in self.holders)
        )
        found["like"] = float(row.kind in self.next_kinds)
        if not self.votes:
            return found
        here = max(self.countries[row.country], 0)
        found["country"] = here / self.votes
        if row.subdivision:
            others = max(self.subdivisions[row.subdivision], 0)
            found["company"] = others / (others + FEW)
        if row.kind == "subdivision":
            found["around"] = float(row.subdivision in self.seats)
            found["peers"] = self.peers[row.country] / (self.peers[row.country] + FEW)
        if row.kind in SPOTS:
            found["near"] = self.nearness(row)
        else:
            found["spoken_of"] = float(here > 0)
        return found

    def nearness(self, row: Row) -> float:
        """The mean over the mentions of other spots: 1 beside them all, 0 a world away."""
        mentions = sum(count for _, count in self.spots)
        near = sum(count * REACH / (REACH + apart(row, spot)) for spot, count in self.spots)
        return near / max(mentions, 1)

    def is_next(self, row: Row) -> bool:
        """Whether what holds a row is but the next of a list, for the name is that of its like.

        "China, Japan" is a list, whatever town in Japan is called so, and so is "Niger, Nigeria
        and Chad".
        """
        if row.kind == "town" and self.kinds & {"state", "region"}:
            return True
        larger = {"state", "region"} if row.kind == "subdivision" else WIDE
        return self.group.listed and bool(self.kinds & larger) and row.kind not in larger


def own_features(row: Row, group: Group) -> dict[str, float]:
    """What speaks for a row by itself, whatever report the name stands in."""
    found = {row.kind: 1.0}
    if row.kind in PEOPLED:
        found["people"] = math.log10(row.population + 1)
    if row.kind == "town":
        found["capital"] = float(states().capitals.get(group.key) == row.country)
    if row.kind == "airfield":
        found["served"] = float(row.population > 0)
    found["own_name"] = float(name_key(row.name) == group.key or row.id in group.usual)
    found["own_row"] = float(row.own)
    found["wide"] = float(group.wide and row.kind == "subdivision")
    return found


def points(features: Mapping[str, float]) -> float:
    """The sum of what features weigh."""
    return sum(WEIGHTS.get(name, 0.0) * amount for name, amount in features.items())


def prior(row: Row, group: Group) -> float:
    """Points of a row by itself."""
    return points(own_features(row, group))


def _first(group: Group) -> list[Row]:
    """The row that a group is taken for, and larger namesakes that may be meant instead."""
    wide = [row for row in group.rows if row.kind in WIDE]
    return [*([group.row] if group.row else []), *(row for row in wide if row is not group.row)]
