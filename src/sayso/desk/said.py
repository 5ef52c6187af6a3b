"""Attributions as a line of a list: who said it, when and how, and the words with their address."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sayso.desk.addresses import to_words
from sayso.export.setting import stretch
from sayso.ledger.search.excerpts import Excerpt
from sayso.records import Report, words_of
from sayso.terms import Certainty, Distance, Manner

Row = dict[str, object]


@dataclass(frozen=True, slots=True)
class Said:
    """``when`` is when it was said, as the report tells it, else when that was published.

    ``told`` is whether the report tells it. ``how`` are manner, channels and the like, in words;
    ``unsure`` is the certainty where it is less than asserted. ``added_by`` is who found what the
    machine did not.
    """

    id: str
    report: Report
    who: str
    actor: str | None
    when: str | None
    told: bool
    how: tuple[str, ...]
    unsure: str | None
    words: str
    address: str
    added_by: str | None


def said(one: Excerpt) -> Said:
    """An attribution as a line of a list."""
    attribution, report = one.attribution, one.report
    time = None if attribution.setting.said is None else one.times[attribution.setting.said]
    told = time is not None and time.start is not None
    published = report.published.isoformat() if report.published else None
    spans = attribution.content or attribution.spans
    return Said(
        attribution.id,
        report,
        one.actor.name if one.actor else words_of(attribution.source, report.text),
        one.actor.id if one.actor else None,
        stretch(time) if time is not None and told else published,
        told,
        tuple(_how(one)),
        _unsure(one),
        words_of(spans, report.text),
        to_words(report.id, spans[0].start, spans[-1].end, attribution.id),
        attribution.judged.added_by if attribution.judged else None,
    )


def said_cells(one: Said) -> Row:
    """The same as a row of a table."""
    return {
        "id": one.id,
        "when": one.when,
        "who": one.who,
        "how": list(one.how),
        "certainty": one.unsure or Certainty.ASSERTED.value,
        "words": one.words,
        "added_by": one.added_by,
        "report": one.report.id,
        "outlet": one.report.outlet,
        "published": one.report.published.isoformat() if one.report.published else None,
        "url": one.report.url,
    }


def _how(one: Excerpt) -> Iterable[str]:
    how = one.attribution.how
    if how is None:
        return
    if how.manner is not Manner.SAY:
        yield how.manner.value
    for hop in how.hops:
        yield hop.kind.value.replace("_", " ") + (f" ({hop.name})" if hop.name else "")
    if how.distance is not Distance.NEUTRAL:
        yield f"{how.distance.value} cue"


def _unsure(one: Excerpt) -> str | None:
    how = one.attribution.how
    if how is None or how.certainty is Certainty.ASSERTED:
        return None
    return how.certainty.value
