"""Whether a content is given in the source's own words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from sayso.records import Quotation, Span
from sayso.terms import QuoteType

WORD = re.compile(r"\w[\w'’-]*")
# Quoted stretches of up to two words inside other words are scare quotes or names far more
# often than speech ('interim president', "coup"), so they do not make a content mixed.
SCARE = 2


def quote_type(text: str, content: Sequence[Span], quotations: Sequence[Quotation]) -> QuoteType:
    """Direct if all words of ``content`` stand in quotation marks, mixed if a stretch does."""
    marked = [q.span for q in quotations if q.depth == 0 and _touches(q.span, content)]
    if not marked:  # of three in five, whose words need not be found
        return QuoteType.INDIRECT
    spans = sorted(content)
    words = [m.start() for span in spans for m in WORD.finditer(text, span.start, span.end)]
    stretches = [bisect_left(words, q.end) - bisect_left(words, q.start) for q in marked]
    if words and sum(stretches) >= len(words):
        return QuoteType.DIRECT
    return QuoteType.MIXED if max(stretches) > SCARE else QuoteType.INDIRECT


def _touches(marked: Span, content: Sequence[Span]) -> bool:
    return any(span.start < marked.end and marked.start < span.end for span in content)
