"""``/search``: what is said, by its words, and by who said it, how, when and where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import APIRouter
from fastapi import Query as Asked
from starlette.requests import Request

from sayso.desk.addresses import again
from sayso.desk.answers import Answer, Desk, TheDesk, page
from sayso.desk.asking import (
    Around,
    Certainties,
    Channels,
    Day,
    Manners,
    Type,
    Words,
)
from sayso.desk.marking import Mark, Piece, pieces
from sayso.desk.paging import SIZE, Number, Paged
from sayso.desk.said import Said, said, said_cells
from sayso.desk.shapes.overview import SearchPage
from sayso.errors import NoRecord, NotFound
from sayso.ledger import Query
from sayso.ledger.actors.summing import Group
from sayso.ledger.overview.findings import Counted, Facet, Findings, OfOutlet
from sayso.ledger.rows import hit_row
from sayso.ledger.search.excerpts import Hit
from sayso.ledger.search.query import WINDOW
from sayso.nearby import LookedUp, look_up, parse_circle
from sayso.records import Span

router = APIRouter()

_EACH = 3  # findings of an outlet, where they are told by outlet
_OUTLETS = 10
_PLACES = 5  # namesakes that are told
_CALLED = 12
_SEVERAL = (Facet.MANNER, Facet.CHANNEL, Facet.CERTAINTY)


@dataclass(frozen=True, slots=True)
class Line:
    """One finding: who said it and how, and its words with those that were looked for marked."""

    said: Said
    hit: Hit
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a facet: ``href`` asks for it, or no more where it is ``chosen``."""

    name: str
    many: int
    chosen: bool
    href: str


@page(router, "/search", SearchPage, table=True)
def search(
    desk: TheDesk,
    words: Annotated[str, Asked(max_length=300)] = "",
    source: Words = None,
    actor: Words = None,
    outlet: Words = None,
    type: Type = None,
    manner: Manners = [],  # noqa: B006 - FastAPI copies it
    channel: Channels = [],  # noqa: B006
    certainty: Certainties = [],  # noqa: B006
    since: Day = None,
    until: Day = None,
    said_after: Day = None,
    said_before: Day = None,
    happened_after: Day = None,
    happened_before: Day = None,
    near: Around = None,
    own: bool = False,
    added: bool = False,
    sort: Literal["latest", "oldest"] = "latest",
    by: Literal["date", "outlet"] = "date",
    page: Number = 1,
) -> Answer:
    """Attributions that match everything that is asked for; the latest published first."""
    size = _OUTLETS if by == "outlet" else SIZE
    fault, place, found = None, None, _NOTHING
    try:
        place = look_up(parse_circle(near), desk.ledger) if near else None
        query = Query(
            words=words,
            source=source,
            actor=actor,
            quote_type=type,
            outlet=outlet,
            since=since,
            until=until,
            manners=tuple(manner),
            channels=tuple(channel),
            certainties=tuple(certainty),
            said=(said_after, said_before),
            happened=(happened_after, happened_before),
            near=place.near if place else None,
            own=own,
            added=added,
            limit=size,
            skip=(page - 1) * size,
            oldest=sort == "oldest",
        )
        found = desk.ledger.findings(query, each=_EACH if by == "outlet" else None)
    except (NoRecord, NotFound) as error:
        fault = error
    rows: Paged[Hit] | Paged[OfOutlet] = (
        Paged(found.groups, page, found.outlets, _OUTLETS)
        if by == "outlet"
        else Paged(found.hits, page, found.many)
    )
    hits = [hit for group in found.groups for hit in group.hits] or list(found.hits)
    return Answer(
        "search.html",
        {
            "found": found,
            "rows": rows,
            "lines": {hit.attribution.id: _line(hit) for hit in hits},
            "ends": [_line(hit) for hit in (found.earliest, found.latest) if hit],
            "facets": _facets(found, desk.request),
            "asked": _asked(desk.request),
            "place": place,
            "places": _places(place, desk.request),
            "fault": fault,
            "meant": _meant(desk, actor) if isinstance(fault, NoRecord) else [],
            "window": WINDOW,
            "sort": sort,
            "by": by,
            "own": own,
            "added": added,
        },
        _data(found, rows, hits, fault),
        [said_cells(said(hit.excerpt)) for hit in hits],
        status=404 if fault else 200,
    )


_NOTHING = Findings(0, False, (), dict.fromkeys(Facet, ()), None, None, 0, ())


def _meant(desk: Desk, actor: str | None) -> list[Group]:
    """Who may be meant by a name that several bear."""
    try:
        return desk.ledger.actors_called(actor)[:_CALLED] if actor else []
    except NoRecord:
        return []


def _line(hit: Hit) -> Line:
    marks = [Mark(Span(*mark), "found") for mark in hit.snippet.marks]
    return Line(said(hit.excerpt), hit, tuple(pieces(hit.snippet.text, marks)))


def _facets(found: Findings, request: Request) -> dict[Facet, list[Choice]]:
    """The values of every facet, those that are chosen first."""
    return {facet: list(_choices(facet, found.counts[facet], request)) for facet in Facet}


def _choices(facet: Facet, counted: Iterable[Counted], request: Request) -> Iterator[Choice]:
    asked = [one for one in request.query_params.getlist(facet) if one]
    told = {one.key: one for one in counted}
    if facet in (Facet.OUTLET, Facet.ACTOR):
        # What was asked for are words, which may be those of several: they are taken away whole.
        for words in asked:
            yield Choice(words, found_of(told.values()), True, again(request, **{facet: None}))
        if asked:
            return
    for key in [*asked, *(key for key in told if key not in asked)]:
        one = told.get(key, Counted(key, key, 0))
        chosen = key in asked
        rest = [other for other in asked if other != key]
        more = [*asked, key] if facet in _SEVERAL else [key]
        href = again(request, **{facet: rest if chosen else more})
        yield Choice(one.name, one.many, chosen, href)


def found_of(counted: Iterable[Counted]) -> int:
    """How many there are together."""
    return sum(one.many for one in counted)


def _asked(request: Request) -> Mapping[str, str]:
    """What the fields of the form hold."""
    return {name: request.query_params.get(name, "") for name in _FIELDS}


_FIELDS = (
    "words", "source", "actor", "outlet", "since", "until", "said_after", "said_before",
    "happened_after", "happened_before", "near",
)  # fmt: skip


def _places(place: LookedUp | None, request: Request) -> list[tuple[str, str]]:
    """Other places of the name, each with the address that asks for it."""
    if place is None:
        return []
    return [(label, again(request, near=asks)) for label, asks in place.others[:_PLACES]]


def _data(
    found: Findings,
    rows: Paged[Hit] | Paged[OfOutlet],
    hits: Iterable[Hit],
    fault: Exception | None,
) -> dict[str, object]:
    """The findings as JSON has them; ``of_latest`` is whether others match too."""
    if fault:
        what, mend = getattr(fault, "what", ""), getattr(fault, "mend", "")
        return {"status": 404, "what": what, "mend": mend}
    return {
        **rows.about,
        "found": found.many,
        "more": found.more,
        "counts": {
            facet.value: [{"key": one.key, "name": one.name, "found": one.many} for one in counted]
            for facet, counted in found.counts.items()
        },
        "earliest": hit_row(found.earliest) if found.earliest else None,
        "latest": hit_row(found.latest) if found.latest else None,
        "outlets": [{"outlet": group.outlet, "found": group.many} for group in found.groups],
        "rows": [hit_row(hit) for hit in hits],
    }
