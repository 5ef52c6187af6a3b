"""Characters of a report with the words that stand there, as JSON has them."""

from __future__ import annotations

from collections.abc import Iterable

from sayso.records import Span


def span_row(span: Span, text: str) -> dict[str, object]:
    """One span."""
    return {"start": span.start, "end": span.end, "text": span.of(text)}


def span_rows(spans: Iterable[Span], text: str) -> list[dict[str, object]]:
    """Several, in their order."""
    return [span_row(span, text) for span in spans]
