"""Which of its namesakes a name means in one report, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sayso.resolve.places.table import Row
from sayso.resolve.places.weighing import (
    LARGE,
    PART_REACH,
    PEOPLED,
    SPOTS,
    WEIGHTS,
    WIDE,
    Company,
    Group,
    Scale,
    apart,
    lies_in,
    own_features,
    points,
)

# A place of fewer people, in a state that nothing else in the report lies in, is another one's
# namesake, unless its name tells enough: it has several words, or is nobody else's and no hamlet's.
SMALL, HAMLET = 20_000, 5_000
# "Western" is a province of several states, and a word in every report.
_DIRECTIONS = """
north south east west northern southern eastern western central centre center northeast northwest
southeast southwest northeastern northwestern southeastern southwestern
"""
DIRECTIONS = frozenset(_DIRECTIONS.split())
# "The Valley" is the one that the report is about, and not the town in Alabama.
_COMMON = """
valley island islands village city town county coast hill hills river lake bay beach mountain
mountains park airport port congress senate parliament capitol
"""
COMMON = frozenset(_COMMON.split())
ROUNDS = 2

TELLING = 0.3  # points by which something puts a row before the next likeliest, and is told
_REASONS = {
    "country": "other places of the report lie in its state ({})",
    "company": "others lie in the same subdivision",
    "near": "others lie near it",
    "spoken_of": "other places of the report lie in its state ({})",
    "peers": "others of its kind are named",
    "like": "the next of its list is of its kind",
    "outlet": "the outlet is of its state",
}

#: A row with what speaks for it.
Weighed = tuple[dict[str, float], Row]


def choose(groups: Mapping[str, Group], outlet: str, spoken_of: Mapping[str, int]) -> None:
    """Give each group its row and the reason, as far as any is known.

    ``outlet`` is the outlet's state, "" where nothing tells it; ``spoken_of`` are votes for
    states that the report names without a toponym ("Venezuelan"). What the places of a report say
    for each other is told again once they are chosen.
    """
    company = Company()
    for turn in range(ROUNDS + 1):
        for group in groups.values():
            if group.rows:
                _choose(group, groups, Scale(group, groups, company, outlet), turn == ROUNDS)
        company = Company.of(groups, spoken_of)


def _choose(group: Group, groups: Mapping[str, Group], scale: Scale, last: bool) -> None:
    weighed = [(scale.features(row), row) for row in group.rows]
    best = max(weighed, key=lambda it: points(it[0]))
    group.row = best[1]
    if not best[1].own and (
        (group.part and not _fits_part(best[1], group, groups)) or _is_stray(best, scale)
    ):
        group.row = None
    if last and group.row is not None:
        group.reason = _explain(group, weighed, best, scale.holders)


def _is_stray(best: Weighed, scale: Scale) -> bool:
    """Whether a place is the likeliest for want of any in the states spoken of.

    It is a small one, or one whose name is but a direction; one whose name is a common noun is a
    stray anywhere.
    """
    features, row = best
    if row.kind not in PEOPLED or features["held"]:
        return False
    if scale.group.key in COMMON:
        return True
    if scale.countries[row.country] > 0:
        return False
    words = scale.group.key.split()
    if DIRECTIONS.issuperset(words):
        return True
    alone = len(scale.group.rows) == 1 and row.population >= HAMLET
    telling = features["own_name"] and (len(words) > 1 or alone)
    return scale.votes > 0 and row.population < SMALL and not telling


def _fits_part(row: Row, group: Group, groups: Mapping[str, Group]) -> bool:
    """Whether a part of a town is that row: it is none of a town, or another place lies by it."""
    # "A London neighbourhood" is one of London, not one called London.
    if row.kind in WIDE or row.kind == "district" or row.population >= LARGE:
        return True
    others = (other.row for other in groups.values() if other is not group)
    return any(o is not None and o.kind in SPOTS and apart(row, o) <= PART_REACH for o in others)


def _explain(
    group: Group, weighed: Sequence[Weighed], best: Weighed, holders: Sequence[Row]
) -> str:
    """Why the best is it, in words."""
    features, row = best
    if row.own:
        return "from the user's gazetteer"
    if len(weighed) == 1:
        return "the only one of that name that is known"
    held = [holder.name for holder in holders if lies_in(row, holder)]
    if features["held"] and held:
        return f"of {len(weighed)} of that name, the one in {held[0]}, which is named with it"
    alone = {other.id: points(own_features(other, group)) for _, other in weighed}
    if alone[row.id] == max(alone.values()):
        known = "largest" if row.kind == "town" else row.kind
        return f"of {len(weighed)} of that name, the {known}"
    rival = max(
        (features for features, other in weighed if other.id != row.id), key=points, default={}
    )
    told = dict.fromkeys(
        reason.format(row.country)
        for name, reason in _REASONS.items()
        if WEIGHTS[name] * (features.get(name, 0.0) - rival.get(name, 0.0)) >= TELLING
    )
    return f"of {len(weighed)} of that name, the likeliest: {'; '.join(told) or 'by all together'}"
