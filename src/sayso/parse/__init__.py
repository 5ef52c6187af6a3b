"""bytes > intake > [parse] > attribute > resolve.

Takes a report and what the model believes of its words; gives its quotations, where a span must
end, its sentences, words with their syntax, and entities; and then the times in it.
"""

from __future__ import annotations

from sayso.model import Scored
from sayso.parse.breaks import find_breaks
from sayso.parse.naming import find_entities
from sayso.parse.quotations import find_quotations
from sayso.parse.times import find_times
from sayso.parse.words import find_words
from sayso.records import Parse, Report

__all__ = ["find_breaks", "find_times", "parse_report"]


def parse_report(report: Report, scored: Scored) -> Parse:
    """The parse of ``report``, of whose text ``scored`` is what the model believes."""
    text, breaks = report.text, find_breaks(report.blocks)
    words, sentences = find_words(text, scored.tokens, scored.syntax, breaks)
    entities = find_entities(text, scored, words, sentences)
    return Parse(find_quotations(text), breaks, words, sentences, entities)
