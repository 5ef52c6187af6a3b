"""Which of its namesakes a name means in one report, and why."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from sayso.resolve.places.keys import name_key
from sayso.resolve.places.table import Row
from sayso.resolve.places.toponyms import Toponym
from sayso.resolve.states import states

# Points, tuned on the halves of GeoWebNews and GeoVirus that docs/places.md calls tuned. A town has
# the logarithm of its people, 0 to 7.5.
STATE, REGION, SUBDIVISION, AIRFIELD = 9.0, 8.0, 6.3, 2.0
SERVED = 1.0  # an airfield with passengers
OWN_NAME = 1.0  # the name is its own, and not one of its others
OWN_ROW = 4.0  # from the user's gazetteer
HELD = 8.0  # it lies in what it is said to lie in
OUTLET = 1.5  # it lies in the state of the outlet
COUNTRY, COMPANY, NEAR = 3.0, 1.5, 1.5  # others lie in its state, its subdivision, within reach
CAPITAL = 5.0  # it is a state's capital
KIND = 3.0  # "province", "city" beside the name

REACH = 100.0  # kilometres
PART_REACH = 50.0  # so near to others lies the known place whose name a part of a town bears
# A town of fewer people, in a state that nothing else in the report lies in, is another one's
# namesake, once so many votes for states were counted.
SMALL, SPOKEN = 20_000, 3
LARGE = 500_000  # people: "a London neighbourhood" is one of London, not one called London
ROUNDS = 2
EARTH = 6371.0


def distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Kilometres between two points in degrees, along the globe."""
    north, up = math.radians(one[0]), math.radians(other[0])
    across = math.sin(math.radians(other[1] - one[1]) / 2) ** 2
    chord = math.sin((up - north) / 2) ** 2 + math.cos(north) * math.cos(up) * across
    return 2 * EARTH * math.asin(math.sqrt(min(1.0, chord)))


def apart(one: Row, other: Row) -> float:
    """Kilometres between two places."""
    return distance((one.latitude, one.longitude), (other.latitude, other.longitude))


#: A row with its points, all together and by what they are for.
Scored = tuple[float, dict[str, float], Row]


@dataclass(slots=True)
class Group:
    """The toponyms of one key in a report: they mean one place. ``numbers`` are theirs."""

    key: str
    numbers: list[int]
    rows: tuple[Row, ...]
    held_by: frozenset[str] = frozenset()
    part: bool = False
    wide: bool = False
    row: Row | None = None
    reason: str = ""


@dataclass(slots=True)
class Company:
    """What the other places of a report speak for: shares by state and by subdivision."""

    countries: Counter[str] = field(default_factory=Counter)
    subdivisions: Counter[str] = field(default_factory=Counter)
    rows: list[tuple[str, Row]] = field(default_factory=list)

    def without(self, group: Group) -> tuple[Counter[str], Counter[str]]:
        """The votes of all but a group's own."""
        countries, subdivisions = self.countries.copy(), self.subdivisions.copy()
        if group.row is not None:
            countries[group.row.country] -= len(group.numbers)
            subdivisions[group.row.subdivision] -= len(group.numbers)
        return countries, subdivisions


def group_toponyms(
    toponyms: Sequence[Toponym], rows: Mapping[str, tuple[Row, ...]]
) -> dict[str, Group]:
    """Groups by key. ``rows`` are the candidates of each key."""
    found = {}
    order = sorted(range(len(toponyms)), key=lambda n: (toponyms[n].key, n))
    for key, members in groupby(order, key=lambda n: toponyms[n].key):
        numbers = list(members)
        mine = [toponyms[n] for n in numbers]
        found[key] = Group(
            key,
            numbers,
            rows[key],
            frozenset(toponyms[t.held_by].key for t in mine if t.held_by >= 0) - {key},
            part=any(t.part for t in mine),
            wide=any(t.wide for t in mine),
        )
    return found


def choose(groups: Mapping[str, Group], outlet: str, spoken_of: Mapping[str, float]) -> None:
    """Give each group its row and the reason, as far as any is known.

    ``outlet`` is the outlet's state, "" where nothing tells it; ``spoken_of`` are votes for
    states that the report names without a toponym ("Venezuelan").
    """
    company = Company()
    for turn in range(ROUNDS + 1):
        for group in groups.values():
            _choose(group, groups, company, outlet, last=turn == ROUNDS)
        company = _company(groups, spoken_of)


def _company(groups: Mapping[str, Group], spoken_of: Mapping[str, float]) -> Company:
    company = Company()
    for code, weight in spoken_of.items():
        company.countries[code] += round(weight)
    for group in groups.values():
        if group.row is None or not group.row.country:
            continue
        company.countries[group.row.country] += len(group.numbers)
        if group.row.subdivision:
            company.subdivisions[group.row.subdivision] += len(group.numbers)
        if group.row.kind in ("town", "airfield"):
            company.rows.append((group.key, group.row))
    return company


def _choose(
    group: Group, groups: Mapping[str, Group], company: Company, outlet: str, *, last: bool
) -> None:
    if not group.rows:
        return
    others = _Others(group, groups, company, outlet)
    scored = [(sum((points := others.weigh(row)).values()), points, row) for row in group.rows]
    best = max(scored, key=lambda s: s[0])
    group.row = best[2]
    if not best[2].own and (
        (group.part and not _fits_part(best[2], group, groups)) or others.is_stray(best)
    ):
        group.row = None
    if last and group.row is not None:
        group.reason = _explain(group, scored, best, others.holders)


class _Others:
    """What the other places of a report say for a row of one group."""

    def __init__(
        self, group: Group, groups: Mapping[str, Group], company: Company, outlet: str
    ) -> None:
        self.group, self.outlet = group, outlet
        self.countries, self.subdivisions = company.without(group)
        self.votes = sum(n for n in self.countries.values() if n > 0)
        self.rows = [row for key, row in company.rows if key != group.key]
        self.names_state = any(row.kind in ("state", "region") for row in group.rows)
        holding = [groups[key] for key in group.held_by if key in groups]
        self.holders = [row for held in holding for row in _first(held)]

    def weigh(self, row: Row) -> dict[str, float]:
        """Points of a row, by what they are for."""
        points = {"prior": prior(row, self.group)}
        points["outlet"] = OUTLET * (row.country == self.outlet != "")
        # "China, Japan" is a list: a state's name is not that of a town in another one.
        points["held"] = HELD * (
            (row.kind != "town" or not self.names_state)
            and any(lies_in(row, holder) for holder in self.holders)
        )
        if not self.votes:
            return points
        points["country"] = COUNTRY * max(self.countries[row.country], 0) / self.votes
        together = row.subdivision != "" and self.subdivisions[row.subdivision] > 0
        points["company"] = COMPANY * together
        if row.kind in ("town", "airfield"):
            points["near"] = NEAR * any(apart(row, other) < REACH for other in self.rows)
        else:
            points["near"] = (NEAR + COMPANY) * (self.countries[row.country] > 0)
        return points

    def is_stray(self, best: Scored) -> bool:
        """Whether a small place is the likeliest for want of any in the states spoken of."""
        _, points, row = best
        return (
            row.kind == "town"
            and row.population < SMALL
            and self.votes >= SPOKEN
            and self.countries[row.country] <= 0
            and not points["held"]
        )


def _first(group: Group) -> list[Row]:
    """The row that a group is taken for, and larger namesakes that may be meant instead."""
    wide = [row for row in group.rows if row.kind in ("state", "subdivision", "region")]
    return [*([group.row] if group.row else []), *(row for row in wide if row is not group.row)]


def _fits_part(row: Row, group: Group, groups: Mapping[str, Group]) -> bool:
    """Whether a part of a town is that row: another place of the report lies by it."""
    return row.population >= LARGE or any(
        other.row is not None and other.row.kind in ("town", "airfield")
        and apart(row, other.row) <= PART_REACH
        for other in groups.values()
        if other is not group
    )  # fmt: skip


def prior(row: Row, group: Group) -> float:
    """Points of a row by itself."""
    points = {"state": STATE, "region": REGION, "subdivision": SUBDIVISION}.get(row.kind)
    if row.kind == "airfield":
        points = AIRFIELD + SERVED * (row.population > 0)
    if points is None:
        points = math.log10(row.population + 1)
        points += CAPITAL * (states().capitals.get(group.key) == row.country)
    if name_key(row.name) == group.key:
        points += OWN_NAME
    points += OWN_ROW * row.own
    return points + KIND * (group.wide and row.kind == "subdivision")


def lies_in(row: Row, holder: Row) -> bool:
    """Whether a place lies in another, as far as the table tells."""
    if row is holder or row.id == holder.id:
        return False
    if holder.kind == "state":
        return row.country == holder.country
    if holder.kind == "subdivision":
        return row.subdivision == holder.subdivision != "" and row.kind != "state"
    return apart(row, holder) <= max(holder.radius, PART_REACH) and row.kind != "state"


def _explain(group: Group, scored: Sequence[Scored], best: Scored, holders: Sequence[Row]) -> str:
    """Why the best is it, in words."""
    row, points = best[2], best[1]
    if row.own:
        return "from the user's gazetteer"
    if len(scored) == 1:
        return "the only one of that name that is known"
    held = [holder.name for holder in holders if lies_in(row, holder)]
    if points["held"] and held:
        return f"of {len(scored)} of that name, the one in {held[0]}, which is named with it"
    if all(points["prior"] >= other[1]["prior"] for other in scored):
        known = {"state": "the state", "region": "the region", "subdivision": "the subdivision"}
        return f"of {len(scored)} of that name, {known.get(row.kind, 'the largest')}"
    reasons = {
        "country": f"other places of the report lie in the same state ({row.country})",
        "company": "others lie in the same subdivision",
        "near": "another one lies near it",
        "outlet": "the outlet is of its state",
    }
    told = [reason for feature, reason in reasons.items() if points.get(feature, 0.0) > 0]
    return f"of {len(scored)} of that name, the likeliest: {'; '.join(told) or 'by its kind'}"
