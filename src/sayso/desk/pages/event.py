"""``/event/ID``: who did what to whom, as one report tells it, and who tells the same."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from fastapi import APIRouter

from sayso.desk.addresses import to, to_words
from sayso.desk.answers import Answer, TheDesk, page
from sayso.desk.happened import Who
from sayso.desk.marking import Mark, Piece, pieces
from sayso.desk.shapes.overview import OneEvent
from sayso.export.setting import stretch
from sayso.ledger.overview.deeds import Deed
from sayso.ledger.overview.gathering import Gathered, Known, sentence_span
from sayso.records import Moment, Party, Reading, Span, words_of
from sayso.terms import NOBODY, Clock
from sayso.views.deeds import deed_row
from sayso.views.moments import in_order

if TYPE_CHECKING:
    from sayso.pipeline import Entry

router = APIRouter()


@page(router, "/event/{id}", OneEvent)
def event(desk: TheDesk, id: str) -> Answer:
    """An event, with its words, and the same happening where other reports tell of it."""
    found = desk.ledger.event(id)
    (deed,) = found.rows
    reading = desk.ledger.reading(deed.event.report)
    gathered, entry = _entry(desk, deed)
    others = [one for one in entry.moments if one.id != id] if entry else []
    name = _Names(found.known)
    shown = [_told(one, gathered, name) for one in others] if gathered else []
    return Answer(
        "event.html",
        {
            "event": deed.event,
            "deed": deed,
            "report": reading.report,
            "actors": name.all(deed.actors),
            "recipients": name.all(deed.recipients),
            "source": name.one(deed.source) if deed.source else None,
            "when": stretch(deed.happened) if deed.happened else None,
            "sentence": _sentence(deed, reading),
            "address": to_words(
                deed.event.report,
                min(deed.event.predicate).start,
                max(deed.event.predicate).end,
                deed.event.attribution,
            ),
            "instrument": words_of(deed.event.instrument, reading.report.text),
            "modality": words_of(deed.event.modality_words, reading.report.text),
            "others": shown,
            "entry": entry,
        },
        {
            **deed_row(deed, found.known),
            "reports": entry.reports if entry else 1,
            "lines": entry.lines if entry else 1,
            "same": [{"id": one.id, "report": one.report} for one in others],
        },
    )


class _Names:
    """Who parties are over all reports."""

    def __init__(self, known: Known) -> None:
        self._known = known

    def one(self, party: Party) -> Who:
        """Its name and page."""
        name = self._known.name(party) or NOBODY
        return Who(name, to("actor", party.actor) if party.actor else None)

    def all(self, parties: Sequence[Party]) -> list[Who]:
        """The same of several."""
        return [self.one(party) for party in parties]


def _entry(desk: TheDesk, deed: Deed) -> tuple[Gathered[Moment] | None, Entry | None]:
    """The entry of the timeline that the event is part of; what has no time is in none."""
    if deed.happened is None or deed.happened.start is None:
        return None, None
    day = date.fromisoformat(deed.happened.start[:10])
    gathered = desk.ledger.moments(since=day, until=day)
    entries = in_order(gathered, Clock.HAPPENED, desk.ledger.where, since=day, until=day)
    holding = (one for one in entries if any(m.id == deed.event.id for m in one.moments))
    return gathered, next(holding, None)


def _told(moment: Moment, gathered: Gathered[Moment], name: _Names) -> dict[str, object]:
    told = gathered.told[moment.id]
    return {
        "id": moment.id,
        "told": told,
        "address": to_words(moment.report, moment.span.start, moment.span.end),
        "source": gathered.known.name(moment.source) if moment.source else None,
    }


def _sentence(deed: Deed, reading: Reading) -> list[Piece]:
    """The sentence with what the event is told by marked in it."""
    event = deed.event
    around = sentence_span(
        reading.report.text, Span(min(event.predicate).start, max(event.predicate).end)
    )
    marks = [Mark(span, "cue") for span in event.predicate]
    marks += [Mark(one.span, "source") for one in event.actor]
    marks += [Mark(one.span, "content") for one in event.recipient]
    return list(pieces(reading.report.text, marks, around))
