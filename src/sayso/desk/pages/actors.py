"""``/actors``: who is in the ledger; ``/actor/ID``: all that is known of one, by id or name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated

from fastapi import APIRouter, Query

from sayso.desk.answers import Answer, TheDesk, elsewhere, page
from sayso.desk.called import LEANINGS, lines
from sayso.desk.charts.days import days_by_row
from sayso.desk.paging import SIZE, Number, Paged, cut
from sayso.desk.said import said, said_cells
from sayso.desk.shapes.actors import ActorsPage, OneActor
from sayso.desk.standing import standings
from sayso.desk.wording import word
from sayso.errors import NoRecord
from sayso.ledger.actors.rows import actor_page_row, group_row
from sayso.ledger.actors.speaking import SaidOn
from sayso.ledger.actors.summing import Group
from sayso.ledger.overview.profiles import Asked, Profile
from sayso.terms import ActorKind, ChannelKind
from sayso.views.counted import count, label_rows
from sayso.views.network import connect, edge_rows

router = APIRouter()

MOST_LABELS, MOST_STANCES = 12, 12  # that an actor's page shows; their own pages have all
Channel = Annotated[
    str | None, Query(pattern="^(" + "|".join([*map(str, ChannelKind), "untold"]) + ")?$")
]


@page(router, "/actors", ActorsPage, table=True)
def actors(
    desk: TheDesk,
    kind: Annotated[str | None, Query(pattern="^(" + "|".join(ActorKind) + ")?$")] = None,
    conflicts: bool = False,
    name: str = "",
    page: Number = 1,
) -> Answer:
    """Actors, those that say most first; ``name`` is a name or a part of one."""
    of_kind = ActorKind(kind) if kind else None
    if name.strip():
        paged = cut(_called(desk, name, of_kind, conflicts), page)
    else:
        found, many = desk.ledger.actors(
            kind=of_kind, conflicts=conflicts, top=SIZE, skip=(page - 1) * SIZE
        )
        paged = Paged(found, page, many)
    shown = {"actors": paged, "kind": kind or "", "conflicts": conflicts, "name": name}
    return Answer(
        "actors.html",
        {**shown, "kinds": list(ActorKind)},
        {**paged.about, "rows": [group_row(one) for one in paged.rows]},
        [_cells(one) for one in paged.rows],
    )


def _called(desk: TheDesk, name: str, kind: ActorKind | None, conflicts: bool) -> Sequence[Group]:
    try:
        found = desk.ledger.actors_called(name)
    except NoRecord:
        return ()
    return [one for one in found if kind in (None, one.kind) and (one.conflicts or not conflicts)]


def _cells(group: Group) -> Mapping[str, object]:
    return {
        "id": group.id,
        "name": group.name,
        "kind": group.kind.value,
        "said": group.attributions,
        "reports": group.reports,
        "names": list(group.names),
        "offices": [title for title, _ in group.offices],
        "conflicts": len(group.conflicts),
        "known": list(group.known),
    }


@page(router, "/actor/{id:path}", OneActor, table=True, leads=True)
def actor(
    desk: TheDesk,
    id: str,
    channel: Channel = None,
    order: Annotated[str, Query(pattern="^(latest|earliest)$")] = "latest",
    page: Number = 1,
    others: Number = 1,
) -> Answer:
    """All that is known of an actor; ``page`` is of what it says, ``others`` of what others say."""
    groups = desk.ledger.actors_called(id)
    if len(groups) > 1:
        return elsewhere(desk, _asked_for(id))
    skips = ((page - 1) * SIZE, (others - 1) * SIZE)
    asked = Asked(channel or None, order == "latest", *skips, SIZE)
    profile = desk.ledger.profile(groups[0], asked)
    of, where = profile.page, desk.ledger.where
    called, edges = count(profile.labels, ()), connect(profile.stances, where)
    known = lines(called, profile.labels)
    stances = standings(edges, profile.stances, profile.tellers)
    said_here = [said(one) for one in of.said]
    return Answer(
        "actor.html",
        {
            "page": of,
            "group": of.group,
            "said": Paged(said_here, page, of.said_in_all),
            "told": Paged([said(one) for one in of.told], others, of.told_in_all),
            "channel": channel or "",
            "order": order,
            **_by_day(profile),
            "labels": known[:MOST_LABELS],
            "labels_in_all": len(known),
            "leanings": LEANINGS,
            "stances": stances[:MOST_STANCES],
            "stances_in_all": len(stances),
        },
        {
            **actor_page_row(of),
            "days": [_day_row(one) for one in profile.days],
            "labels": label_rows(called, profile.labels),
            "stances": edge_rows(edges, profile.stances, profile.tellers),
        },
        [said_cells(one) for one in said_here],
    )


def _asked_for(name: str) -> str:
    from urllib.parse import urlencode

    return f"/actors?{urlencode({'name': name})}"


def _day_row(one: SaidOn) -> Mapping[str, object]:
    return {"day": one.day, "channel": one.channel, "attributions": one.many}


def _by_day(profile: Profile) -> Mapping[str, object]:
    """The chart of days, and how much came by each channel."""
    many: dict[str, int] = {}
    for one in profile.days:
        many[one.channel] = many.get(one.channel, 0) + one.many
    rows = [(one.day or "", _channel(one.channel), one.many) for one in profile.days]
    days: dict[str, dict[str, int]] = {}
    for one in profile.days:
        days.setdefault(one.day or "", {})[one.channel] = one.many
    order = sorted(many, key=lambda name: (-many[name], name))
    return {
        "chart": days_by_row(rows, "channel", "attributions"),
        "channels": [(name, _channel(name), many[name]) for name in order],
        "days": days,
    }


def _channel(name: str) -> str:
    return "no channel told" if name == "untold" else word(name)
