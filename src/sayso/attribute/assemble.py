"""Spans and links to attributions, each with a confidence that means what it says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from sayso.attribute.choosing import Choice, choose
from sayso.attribute.mending import mend
from sayso.attribute.quoting import quote_type
from sayso.model import Scored, Tables
from sayso.model.chain import Candidate
from sayso.records import Attribution, Quotation, Report, Span
from sayso.syntax import Syntax

PARTICIPLE = re.compile(r"\w+ing\b")
STOP = re.compile(r"[.!?][\"'”’)]*\s|\n")


def attribute_report(
    report: Report, syntax: Syntax, scored: Scored, tables: Tables
) -> tuple[Attribution, ...]:
    """The attributions of ``report``, in the order of their first words."""
    whole = Span(0, len(report.text))
    quotations = syntax.parse.quotations
    return mend(report, syntax, attribute_span(report, whole, quotations, scored, tables))


def attribute_span(
    report: Report,
    part: Span,
    quotations: Sequence[Quotation],
    scored: Scored,
    tables: Tables,
    within: str | None = None,
) -> tuple[Attribution, ...]:
    """The attributions of one ``part`` of ``report`` that was ``scored`` as a text of its own."""
    tokens = scored.tokens

    def span(words: Candidate) -> Span:
        start, end = tokens.starts[words.start], tokens.ends[words.end - 1]
        return Span(part.start + int(start), part.start + int(end))

    choices = choose(scored, tables)
    sure = calibrated([raw_confidence(choice) for choice in choices], tables)
    by_cue = {
        choice.cue: _attribution(
            report,
            tuple(span(words) for words in choice.source),
            span(choice.cue),
            tuple(span(words) for words in choice.content),
            quotations,
            confidence,
            within,
        )
        for choice, confidence in zip(choices, sure, strict=True)
    }
    for choice in choices:
        if choice.within:
            outer = by_cue[choice.within]
            inner = by_cue[choice.cue]
            least = min(inner.confidence, outer.confidence)
            by_cue[choice.cue] = replace(inner, within=outer.id, confidence=least)
    found = sorted(by_cue.values(), key=lambda a: a.spans)
    return tuple(_share_sources(report.text, found))


def _share_sources(text: str, found: list[Attribution]) -> list[Attribution]:
    """Give a participle without a source that of the attribution before it in its sentence.

    "She said they had won, calling it a miracle": a participle has the main clause's subject.
    """
    shared: list[Attribution] = []
    for attribution in found:
        before = shared[-1] if shared else None
        if (
            before
            and before.within == attribution.within
            and not attribution.source
            and PARTICIPLE.match(attribution.cue[0].of(text))
            and not STOP.search(text, before.cue[0].end, attribution.cue[0].start)
        ):
            attribution = replace(attribution, source=before.source)
        shared.append(attribution)
    return shared


def _attribution(
    report: Report,
    source: tuple[Span, ...],
    cue: Span,
    content: tuple[Span, ...],
    quotations: Sequence[Quotation],
    confidence: float,
    within: str | None,
) -> Attribution:
    return Attribution.of(
        report,
        source=source,
        cue=(cue,),
        content=content,
        quote_type=quote_type(report.text, content, quotations),
        confidence=confidence,
        within=within,
    )


def raw_confidence(choice: Choice) -> float:
    """Geometric mean of the odds of its spans and links: before calibration."""
    parts = [choice.cue.probability, choice.source_odds, choice.content_odds]
    parts += [span.probability for span in choice.source]
    parts.append(min(span.probability for span in choice.content))
    return float(np.exp(np.mean(np.log(np.maximum(parts, 1e-6)))))


def calibrated(raw: Sequence[float], tables: Tables) -> list[float]:
    """Read the share that was right at each raw confidence off the model's own table."""
    xs, ys = zip(*tables.calibration, strict=True)
    return [round(share, 3) for share in np.interp(raw, xs, ys).tolist()]
