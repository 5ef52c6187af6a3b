"""Gold attributions of the samples: words in a file, spans once there is a text to find them in.

Words outlive a change in how pages are read; offsets would not.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sayso.errors import CorpusError
from sayso.records import Attribution, Span, identify
from sayso.terms import QuoteType

MEND = "mend the row in gold.jsonl, or the text that it speaks of"


@dataclass(frozen=True, slots=True)
class GoldRow:
    """One attribution by its words. ``within`` is the place (from 0) of the row around it."""

    source: tuple[str, ...]
    cue: tuple[str, ...]
    content: tuple[str, ...]
    quote_type: QuoteType
    within: int | None = None


@dataclass(frozen=True, slots=True)
class _Placing:
    """One way to find a row in a text; ``cost`` is how many characters its parts lie apart."""

    cost: int
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


def parse_gold(lines: Iterable[str], where: str) -> dict[str, tuple[GoldRow, ...]]:
    """Rows by report from JSON ``lines``; CorpusError names ``where`` and the line."""
    rows: dict[str, tuple[GoldRow, ...]] = {}
    for number, line in enumerate(lines, start=1):
        try:
            record = json.loads(line)
            rows[record["report"]] = _rows(record["attributions"])
        except (ValueError, KeyError, TypeError) as error:
            raise CorpusError(f"{where}:{number}", f"no gold row ({error!r})", MEND) from error
    return rows


def locate_gold(text: str, rows: Sequence[GoldRow], report: str = "") -> tuple[Attribution, ...]:
    """The ``rows`` as attributions of the report with that id, with spans in its ``text``.

    Cues follow one another in the text. Where words occur several times, the cues are placed so
    that sources and contents lie nearest to theirs, over all rows together. White space matches
    any white space. Raises CorpusError if words are missing or no such order exists.
    """
    placed = _in_order([_placings(text, row, report) for row in rows], report)
    ids = [_identify(report, placing) for placing in placed]
    return tuple(
        Attribution(
            id=own,
            report=report,
            source=placing.source,
            cue=placing.cue,
            content=placing.content,
            quote_type=row.quote_type,
            confidence=1.0,
            within=None if row.within is None else ids[row.within],
        )
        for own, row, placing in zip(ids, rows, placed, strict=True)
    )


def _rows(records: list[dict[str, object]]) -> tuple[GoldRow, ...]:
    rows = tuple(_row(record) for record in records)
    for place, row in enumerate(rows):
        if row.within is not None and (row.within == place or row.within not in range(len(rows))):
            raise ValueError(f"row {place} lies within row {row.within}")
    return rows


def _row(record: dict[str, object]) -> GoldRow:
    within = record["within"]
    if within is not None and not isinstance(within, int):
        raise TypeError("within is a row's place or null")
    return GoldRow(
        source=_pieces(record["source"]),
        cue=_pieces(record["cue"]),
        content=_pieces(record["content"]),
        quote_type=QuoteType(str(record["quote_type"])),
        within=within,
    )


def _pieces(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(piece, str) for piece in value):
        raise TypeError("source, cue and content are lists of words")
    return tuple(value)


def _identify(report: str, placing: _Placing) -> str:
    spans = (*placing.cue, *placing.content)
    return identify(report, "gold", *(f"{span.start}:{span.end}" for span in spans))


def _occurrences(text: str, words: str, report: str) -> list[Span]:
    """Where ``words`` stand in ``text``, never from or to the middle of a word."""
    pattern = r"(?<!\w)" if words[:1].isalnum() else ""
    pattern += r"\s+".join(re.escape(word) for word in words.split())
    pattern += r"(?!\w)" if words[-1:].isalnum() else ""
    found = [Span(match.start(), match.end()) for match in re.finditer(pattern, text)]
    if not words.strip() or not found:
        raise CorpusError(report or "the text", f"the gold words {words!r} are not in it", MEND)
    return found


def _placings(text: str, row: GoldRow, report: str) -> list[_Placing]:
    """Every place of the row's cue with the nearest source and contents to it."""
    if not row.cue:
        raise CorpusError(report or "the text", "a gold row has no cue", MEND)
    first, *rest = (_occurrences(text, words, report) for words in row.cue)
    sources = [_occurrences(text, words, report) for words in row.source]
    contents = [_occurrences(text, words, report) for words in row.content]
    return list(_each_placing(first, rest, sources, contents))


def _each_placing(
    first: list[Span], rest: list[list[Span]], sources: list[list[Span]], contents: list[list[Span]]
) -> Iterator[_Placing]:
    for anchor in first:
        taken = [anchor]
        pieces = [_nearest(anchor, spans, taken) for spans in (*rest, *contents, *sources)]
        if None in pieces:
            continue
        spans = taken[1:]
        contents_at, sources_at = len(rest), len(rest) + len(contents)
        yield _Placing(
            cost=sum(_gap(anchor, span) for span in spans),
            source=tuple(spans[sources_at:]),
            cue=(anchor, *spans[:contents_at]),
            content=tuple(spans[contents_at:sources_at]),
        )


def _nearest(anchor: Span, spans: Iterable[Span], taken: list[Span]) -> Span | None:
    """The span nearest to ``anchor`` that crosses none of ``taken``, to which it is added."""
    free = [s for s in spans if all(s.end <= t.start or t.end <= s.start for t in taken)]
    best = min(free, key=lambda span: _gap(anchor, span), default=None)
    if best is not None:
        taken.append(best)
    return best


def _gap(one: Span, other: Span) -> int:
    return max(other.start - one.end, one.start - other.end, 0)


def _in_order(choices: Sequence[list[_Placing]], report: str) -> list[_Placing]:
    """One placing a row, cues in the order of the text, the smallest sum of costs."""
    paths: list[tuple[int, list[_Placing]]] = [(0, [])]
    for number, placings in enumerate(choices):
        longer = []
        for placing in placings:
            before = [p for p in paths if not p[1] or p[1][-1].cue[0] < placing.cue[0]]
            if before:
                cost, path = min(before, key=lambda p: p[0])
                longer.append((cost + placing.cost, [*path, placing]))
        if not longer:
            what = f"gold row {number} cannot stand behind the rows before it"
            raise CorpusError(report or "the text", what, MEND)
        paths = longer
    return min(paths, key=lambda p: p[0])[1]
