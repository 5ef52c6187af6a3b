"""Spans and links to attributions, each with a confidence that means what it says."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sayso.attribute.choosing import Choice, choose
from sayso.attribute.quoting import quote_type
from sayso.model import Scored, Tables
from sayso.model.chain import Candidate
from sayso.records import Attribution, Parse, Quotation, Report, Span, identify


def attribute_report(
    report: Report, parse: Parse, scored: Scored, tables: Tables
) -> tuple[Attribution, ...]:
    """The attributions of ``report``, in the order of their first words."""
    return attribute_span(report, Span(0, len(report.text)), parse.quotations, scored, tables)


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

    found = [
        _attribution(
            report,
            tuple(span(words) for words in choice.source),
            span(choice.cue),
            tuple(span(words) for words in choice.content),
            quotations,
            calibrated(raw_confidence(choice), tables),
            within,
        )
        for choice in choose(scored, tables)
    ]
    return tuple(sorted(found, key=lambda a: a.spans))


def _attribution(
    report: Report,
    source: tuple[Span, ...],
    cue: Span,
    content: tuple[Span, ...],
    quotations: Sequence[Quotation],
    confidence: float,
    within: str | None,
) -> Attribution:
    places = [
        f"{role}:{span.start}-{span.end}"
        for role, spans in (("source", source), ("cue", (cue,)), ("content", content))
        for span in spans
    ]
    return Attribution(
        identify("attribution", report.id, *places),
        report.id,
        source,
        (cue,),
        content,
        quote_type(report.text, content, quotations),
        confidence,
        within,
    )


def raw_confidence(choice: Choice) -> float:
    """Geometric mean of the odds of its spans and links: before calibration."""
    parts = [choice.cue.probability, choice.source_odds, choice.content_odds]
    parts += [span.probability for span in choice.source]
    parts.append(min(span.probability for span in choice.content))
    return float(np.exp(np.mean(np.log(np.maximum(parts, 1e-6)))))


def calibrated(raw: float, tables: Tables) -> float:
    """Read the share that was right at this raw confidence off the model's own table."""
    xs, ys = zip(*tables.calibration, strict=True)
    return round(float(np.interp(raw, xs, ys)), 3)
