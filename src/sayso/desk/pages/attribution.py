"""``/attribution/ID``: one attribution in the words around it, and what people decided about it."""

from __future__ import annotations

from fastapi import APIRouter

from sayso.desk.addresses import to, to_words
from sayso.desk.answers import Answer, TheDesk, elsewhere, page
from sayso.desk.correcting import spans_told
from sayso.desk.marking import Mark, Piece, pieces
from sayso.desk.shapes.claims import AttributionHistory
from sayso.desk.shapes.overview import OneAttribution
from sayso.errors import NoRecord
from sayso.export.how import tell_how
from sayso.export.jsonl import attribution_rows
from sayso.export.setting import tell_setting
from sayso.ledger.judgements.keeping import standing
from sayso.ledger.judgements.rows import judgement_row
from sayso.ledger.pages import AttributionPage, OrphanPage
from sayso.ledger.search.excerpts import Excerpt
from sayso.records import Judgement, Span
from sayso.terms import Certainty, ChannelKind, Manner, QuoteType

AROUND = 600  # characters on either side that are shown, to the end of the line

router = APIRouter()


@page(router, "/attribution/{id}", OneAttribution | AttributionHistory, leads=True)
def attribution(desk: TheDesk, id: str) -> Answer:
    """An attribution, with what people said of it; what they said where it is no longer found."""
    found = desk.ledger.show(id)
    if isinstance(found, OrphanPage):
        return _orphan(found)
    if not isinstance(found, AttributionPage):
        told = f"{id} is no attribution"
        raise NoRecord(desk.ledger.where, told, "the search finds attributions")
    one = found.excerpt.attribution
    if one.id != id:
        return elsewhere(desk, to("attribution", one.id))
    text = found.excerpt.report.text
    (row,) = attribution_rows(found.excerpt.reading, own=True)
    spans = one.spans
    return Answer(
        "attribution.html",
        {
            "excerpt": found.excerpt,
            "pieces": context(found.excerpt),
            "told": _told(found.excerpt),
            "judgements": found.judgements,
            "text": text,
            "href": to_words(one.report, spans[0].start, spans[-1].end, one.id),
            "prefilled": {
                "source": spans_told(one.source),
                "cue": spans_told(one.cue),
                "content": spans_told(one.content),
            },
            "choices": {
                "quote_type": (list(QuoteType), one.quote_type),
                "manner": (list(Manner), one.how.manner if one.how else None),
                "certainty": (list(Certainty), one.how.certainty if one.how else None),
            },
            "channels": (list(ChannelKind), [hop.kind for hop in one.how.hops] if one.how else []),
        },
        {**row, **_history(found.judgements, found.history)},
    )


def context(excerpt: Excerpt) -> list[Piece]:
    """Its words marked by their roles, in as much of the report as helps to judge them."""
    one, text = excerpt.attribution, excerpt.report.text
    spans = one.spans
    start = text.rfind("\n", 0, max(spans[0].start - AROUND, 0)) + 1
    end = text.find("\n", min(spans[-1].end + AROUND, len(text)))
    marks = [
        Mark(span, role, one.id)
        for role, some in (("content", one.content), ("source", one.source), ("cue", one.cue))
        for span in some
    ]
    return list(pieces(text, marks, Span(start, len(text) if end < 0 else end)))


def _told(excerpt: Excerpt) -> str:
    one = excerpt.attribution
    how = tell_how(one.how, excerpt.report.text) if one.how else ""
    return " · ".join(filter(None, (how, tell_setting(one.setting, excerpt.reading))))


def _orphan(found: OrphanPage) -> Answer:
    history = found.history
    stand = tuple(standing(history))
    shown = {"target": found.target, "history": history, "stand": stand}
    return Answer("orphan.html", shown, {"id": found.target, **_history(stand, history)})


def _history(stand: tuple[Judgement, ...], history: tuple[Judgement, ...]) -> dict[str, object]:
    return {
        "judgements": [judgement_row(one) for one in stand],
        "history": [judgement_row(one) for one in history],
    }
