"""One JSON object an attribution, with the words of every span beside its characters."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.export.how import how_fields
from sayso.export.setting import setting_fields
from sayso.export.spans import span_rows
from sayso.records import Actor, Attribution, Judged, Reading, Report


def attribution_rows(reading: Reading, *, own: bool = False) -> Iterator[dict[str, object]]:
    """Rows of a reading's attributions, in their order; values are what ``json`` can write.

    ``start`` and ``end`` count characters (code points) of the report's text, ``block`` is the
    kind of the block that the cue stands in. ``actor`` is None where the source is nobody's, or
    the reading does not hold the actor. ``own`` adds the report's own assertions, in its order.
    """
    report = reading.report
    actors = {actor.id: actor for actor in reading.actors}
    published = report.published.isoformat() if report.published else None
    asserted = {it.id for it in reading.assertions}
    shown = list(reading.attributions)
    if own:
        shown = sorted((*shown, *reading.assertions), key=lambda it: it.spans)
    for attribution in shown:
        yield {
            "id": attribution.id,
            "report": report.id,
            "outlet": report.outlet,
            "title": report.title,
            "published": published,
            "url": report.url,
            "where": report.where,
            "source": span_rows(attribution.source, report.text),
            "cue": span_rows(attribution.cue, report.text),
            "content": span_rows(attribution.content, report.text),
            "quote_type": attribution.quote_type.value,
            "confidence": round(attribution.confidence, 4),
            "within": attribution.within,
            "block": _block(attribution, report),
            "actor": _actor(actors.get(attribution.actor or "")),
            "own": attribution.id in asserted,
            **how_fields(attribution.how, report.text),
            **setting_fields(attribution.setting, reading),
            "judged": judged_fields(attribution.judged),
        }


def judged_fields(judged: Judged | None) -> dict[str, str | None] | None:
    """Who added, corrected and rejected it; None where it is as the machine read it."""
    if judged is None:
        return None
    return {name: getattr(judged, name) for name in Judged.__slots__}


def _actor(actor: Actor | None) -> dict[str, str | None] | None:
    if actor is None:
        return None
    return {"id": actor.id, "name": actor.name, "kind": actor.kind.value, "known": actor.known}


def _block(attribution: Attribution, report: Report) -> str | None:
    """Kind of the block in which the cue begins; None where no block covers it."""
    start = (attribution.cue or attribution.spans)[0].start
    for block in report.blocks:
        if block.span.start <= start < block.span.end:
            return block.kind.value
    return None
