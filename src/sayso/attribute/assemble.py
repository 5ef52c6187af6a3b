"""Spans and links to attributions, each with a confidence that means what it says."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sayso.attribute.linking import Linked, link_spans
from sayso.attribute.quoting import quote_type
from sayso.model import Scored, Tables
from sayso.model.chain import Candidate, best_spans, candidates
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
    spans = best_spans(candidates(scored.posterior), tables.floors)
    sources, cues, contents = (
        [s for s in spans if s.role == role] for role in ("source", "cue", "content")
    )
    linked = link_spans(
        scored,
        tables,
        [(s.start, s.end) for s in sources],
        [(s.start, s.end) for s in cues],
        [(s.start, s.end) for s in contents],
    )
    tokens = scored.tokens

    def span(words: Candidate) -> Span:
        start, end = tokens.starts[words.start], tokens.ends[words.end - 1]
        return Span(part.start + int(start), part.start + int(end))

    found = []
    for link in linked:
        if not link.contents:
            continue  # words that say nothing are no say-so
        content = [contents[i] for i in link.contents]
        source = [sources[link.source]] if link.source is not None else []
        words = tuple(span(c) for c in content)
        found.append(
            _attribution(
                report,
                tuple(span(s) for s in source),
                span(cues[link.cue]),
                words,
                quotations,
                calibrated(raw_confidence(link, cues[link.cue], source, content), tables),
                within,
            )
        )
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


def raw_confidence(
    link: Linked, cue: Candidate, source: Sequence[Candidate], content: Sequence[Candidate]
) -> float:
    """Geometric mean of the odds of its spans and links: before calibration."""
    parts = [cue.probability, link.source_probability, link.content_probability]
    parts += [s.probability for s in source]
    parts.append(min(c.probability for c in content))
    return float(np.exp(np.mean(np.log(np.maximum(parts, 1e-6)))))


def calibrated(raw: float, tables: Tables) -> float:
    """Read the share that was right at this raw confidence off the model's own table."""
    xs, ys = zip(*tables.calibration, strict=True)
    return round(float(np.interp(raw, xs, ys)), 3)
