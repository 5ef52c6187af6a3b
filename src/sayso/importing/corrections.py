"""Annotations that a person corrected, as judgements beside what the machine read.

What a file has as the ledger has it says nothing. What differs is an edit, what was there and is
gone a rejection, what nobody had found before an attribution that is added. What was added so
before is corrected and rejected as what the machine found is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sayso.errors import LedgerError, NoRecord, SaysoError
from sayso.export.pieces import joined, pieces
from sayso.ledger import Change, Ledger
from sayso.ledger.pages import AttributionPage
from sayso.records import Attribution, Judgement, Span
from sayso.terms import Certainty, Manner, QuoteType, Role, Verdict

_OPEN, _CLOSE = "\"“„«‘'", "\"”“»’'"
_INSIDE = re.compile(r'"[^"\n]+"|[“„][^”“\n]+[”“]|«[^»\n]+»')


@dataclass(frozen=True, slots=True)
class Marked:
    """An attribution as a file has it; ``id`` is the ledger's, None for one that has none.

    ``spans`` are by role; what else is None is not told.
    """

    where: str
    id: str | None
    spans: dict[Role, tuple[Span, ...]]
    quote_type: QuoteType | None = None
    manner: Manner | None = None
    certainty: Certainty | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a file says of one version of a report.

    ``exported`` are the attributions that were in it when it was written, None where that is not
    known; ``broken`` are its lines that could not be read.
    """

    where: str
    report: str
    text: str
    marked: tuple[Marked, ...]
    exported: frozenset[str] | None
    broken: tuple[SaysoError, ...] = ()


def bring(ledger: Ledger, sheet: Sheet, judge: str) -> Iterator[Judgement | SaysoError]:
    """Each new judgement, and each line that could not be taken; what is there already is not."""
    try:
        reading = ledger.reading(sheet.report)
    except NoRecord:
        told = f"the ledger has no version {sheet.report} of a report"
        yield LedgerError(sheet.where, told, "bring it into the ledger that it was exported from")
        return
    text = reading.report.text
    if sheet.text != text:
        yield LedgerError(sheet.where, _moved(sheet.text, text), "export it anew")
        return
    yield from sheet.broken
    known = {one.id: one for one in (*reading.attributions, *ledger.added(reading.report.id))}
    paired, added = _pair(sheet.marked, known, text)
    for marked, one in paired:
        if (change := _change(marked, one, text)) is not None:
            yield from _keep(ledger, one, Verdict.EDIT, judge, change, marked.where)
    for marked in added:
        yield _add(ledger, sheet.report, marked, text, judge)
    yield from _missing(ledger, sheet, known, {one.id for _, one in paired}, judge)


def text_of(ledger: Ledger, report: str) -> str | None:
    """The text of the version with this id; None where there is none."""
    try:
        return ledger.reading(report).report.text
    except NoRecord:
        return None


def _moved(text: str, kept: str) -> str:
    at = next((i for i, (a, b) in enumerate(zip(text, kept, strict=False)) if a != b), None)
    at = min(len(text), len(kept)) if at is None else at
    return f"its text is not the report's from character {at} on, so its offsets mean nothing"


def _missing(
    ledger: Ledger, sheet: Sheet, known: dict[str, Attribution], found: set[str], judge: str
) -> Iterator[Judgement | SaysoError]:
    """Rejections of what was in the file when it was written, and is gone."""
    gone = [] if sheet.exported is None else sorted(sheet.exported & known.keys() - found)
    if gone and sheet.broken:
        told = f"{len(gone)} attributions may be missing for its broken lines: none was rejected"
        yield LedgerError(sheet.where, told, "mend them and bring it in again")
        return
    for id in gone:
        yield from _keep(ledger, known[id], Verdict.REJECT, judge, None, sheet.where)


def _add(
    ledger: Ledger, report: str, marked: Marked, text: str, judge: str
) -> Judgement | SaysoError:
    """Keep what nobody had found; of what the file does not tell, the quotation marks tell."""
    content = joined(marked.spans[Role.CONTENT], text)
    change = Change(
        joined(marked.spans[Role.SOURCE], text),
        joined(marked.spans[Role.CUE], text),
        content,
        marked.quote_type or quoted(content, text),
        marked.manner,
        certainty=marked.certainty,
    )
    try:
        return ledger.judge(report, Verdict.ADD, judge, change=change)
    except SaysoError as error:
        return LedgerError(marked.where, error.what, error.mend)


def quoted(content: Sequence[Span], text: str) -> QuoteType:
    """How far quotation marks hold a content: in it, or right around it."""

    def held(span: Span) -> bool:
        before, after = text[max(span.start - 1, 0) : span.start], text[span.end : span.end + 1]
        outer = before and before in _OPEN and after and after in _CLOSE
        return bool(outer) or (text[span.start] in _OPEN and text[span.end - 1] in _CLOSE)

    if content and all(map(held, content)):
        return QuoteType.DIRECT
    marks = any(_INSIDE.search(span.of(text)) for span in content)
    return QuoteType.MIXED if marks or any(map(held, content)) else QuoteType.INDIRECT


def _keep(
    ledger: Ledger,
    one: Attribution,
    verdict: Verdict,
    judge: str,
    change: Change | None,
    where: str,
) -> Iterator[Judgement | SaysoError]:
    """Add a judgement unless the judge's last on this attribution says so already."""
    page = ledger.show(one.id)
    assert isinstance(page, AttributionPage)
    last = next((made for made in page.judgements if made.judge == judge), None)
    if last is not None and last.verdict is Verdict.ADD:
        last = None
    if change is not None and last is not None and last.change is not None:
        change = _over(Change.from_json(last.change), change)
    if last is not None and last.verdict is verdict:
        before = last.change and Change.from_json(last.change)
        if (before or None) == change:
            return
    try:
        yield ledger.judge(one.id, verdict, judge, change=change)
    except SaysoError as error:
        yield LedgerError(where, error.what, error.mend)


def _over(before: Change, change: Change) -> Change:
    """An edit with what a later one says in its place."""
    names = Change.__slots__
    told = {name: value for name in names if (value := getattr(change, name)) is not None}
    return replace(before, **told)


def _change(marked: Marked, one: Attribution, text: str) -> Change | None:
    """What of an attribution a file has otherwise; None for nothing."""
    parts: dict[str, Any] = {
        role.value: joined(marked.spans[role], text)
        for role in Role
        if pieces(marked.spans[role], text) != pieces(getattr(one, role.value), text)
    }
    how = one.how
    kept = {
        "quote_type": one.quote_type,
        "manner": how and how.manner,
        "certainty": how and how.certainty,
    }
    for name, value in kept.items():
        told = getattr(marked, name)
        if told is not None and told != value:
            parts[name] = told
    return Change(**parts) if parts else None


def _pair(
    marked: Sequence[Marked], known: dict[str, Attribution], text: str
) -> tuple[list[tuple[Marked, Attribution]], list[Marked]]:
    """Each marked one with the ledger's, by its id or else by its words; and those with none."""
    left = dict(known)
    paired: list[tuple[Marked, Attribution]] = []
    others: list[Marked] = []
    for one in marked:
        if one.id in left:
            paired.append((one, left.pop(one.id)))
        else:
            others.append(one)
    added: list[Marked] = []
    for one in others:
        shares = {id: _shared(one, it, text) for id, it in left.items()}
        best = max(shares, key=lambda id: (shares[id], id), default=None)
        if best is None or shares[best] == (0, 0):
            added.append(one)
        else:
            paired.append((one, left.pop(best)))
    return paired, added


def _shared(marked: Marked, one: Attribution, text: str) -> tuple[int, int]:
    """Characters that the cues share, and then the contents; none where the cues do not meet."""
    cue = _overlap(marked.spans[Role.CUE], one.cue)
    content = _overlap(marked.spans[Role.CONTENT], one.content)
    if not cue and (one.cue or marked.spans[Role.CUE]):
        return 0, 0
    return cue, content


def _overlap(some: Iterable[Span], others: Sequence[Span]) -> int:
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in some for b in others)
