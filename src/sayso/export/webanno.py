"""WebAnno TSV 3.3, for INCEpTION: a folder with a file a report, to be corrected and taken back.

A span layer holds the pieces of each role; a relation layer links the first piece of the cue, which
carries the attribution's id, to all others. Every line of a report is a sentence, so that no span
goes over one's end; tokens are words and single marks, cut where a span begins or ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.export.exported import LIST, folder_name, list_exported
from sayso.export.pieces import pieces
from sayso.export.utf16 import Utf16
from sayso.records import Attribution, Reading, Span
from sayso.terms import Role

if TYPE_CHECKING:
    from sayso.ledger import Ledger

SPAN_LAYER, LINK_LAYER = "webanno.custom.SaysoSpan", "webanno.custom.SaysoLink"
FEATURES = ("attribution", "certainty", "manner", "quoteType", "role")
ANCHORS = (Role.CUE, Role.CONTENT, Role.SOURCE)  # whose first piece carries the attribution
_NONE, _NO_VALUE = "_", "*"
_BARE = "\t".join([_NONE] * (len(FEATURES) + 1))  # of a token that nothing covers
_TOKEN = re.compile(r"\w+|[^\w\s]")
_RESERVED = re.compile(r"->|[\\\[\]|_;*\t\n]")
_NAMED = {"\t": "t", "\n": "n", "\f": "f", "\r": "r", "\b": "b", "\\": "\\"}


@dataclass(slots=True)
class _Piece:
    """A span annotation: its disambiguation id, what it says, and what links to it, by number."""

    number: int
    span: Span
    values: dict[str, str]
    anchors: list[_Piece] = field(default_factory=list)


def write_folder(ledger: Ledger, folder: Path) -> None:
    """``NAME.tsv`` of the newest version of each report."""
    with (folder / LIST).open("w", encoding="utf-8", newline="\n") as exported:
        for reading in ledger.readings(whole=False, added=True):
            path = folder / f"{folder_name(reading)}.tsv"
            with path.open("w", encoding="utf-8", newline="\n") as file:
                file.writelines(f"{line}\n" for line in _lines(reading))
            list_exported(exported, reading)


def format_tsv(reading: Reading) -> str:
    """The file of a reading; offsets are UTF-16 units of the report's text."""
    return "".join(f"{line}\n" for line in _lines(reading))


def _lines(reading: Reading) -> Iterator[str]:
    yield "#FORMAT=WebAnno TSV 3.3"
    yield "|".join((f"#T_SP={SPAN_LAYER}", *FEATURES))
    yield f"#T_RL={LINK_LAYER}|BT_{SPAN_LAYER}"
    yield ""
    text, found = reading.report.text, _annotated(reading)
    cuts = sorted({edge for one in found for edge in (one.span.start, one.span.end)})
    starts = {one.span.start for one in found}
    names = {start: name for name, start, _, _ in _tokens(text, cuts) if start in starts}
    units = Utf16(text)
    left = sorted(found, key=lambda one: (one.span.start, one.number), reverse=True)
    above: list[_Piece] = []
    for name, start, end, line in _tokens(text, cuts):
        if line is not None:
            yield ""
            yield f"#Text={_text(line)}"
        if above:
            above = [one for one in above if one.span.end > start]
        while left and left[-1].span.start <= start:
            above.append(left.pop())
        columns = "\t".join(_columns(above, start, names)) if above else _BARE
        place = f"{units.units(start)}-{units.units(end)}"
        yield f"{name}\t{place}\t{text[start:end]}\t{columns}\t"


def _tokens(text: str, cuts: list[int]) -> Iterator[tuple[str, int, int, str | None]]:
    """Each token with its name ("2-5"), where it starts and ends, and the line that it begins.

    A sentence begins with its first token: readers put its text there, so that blanks before it
    would move all that follows.
    """
    sentence, at, last = 0, 0, len(cuts)
    for found in re.finditer(r"[^\n]+", text):
        number = 0
        for word in _TOKEN.finditer(text, *found.span()):
            start, end = word.span()
            while start < end:
                while at < last and cuts[at] <= start:
                    at += 1
                cut = cuts[at] if at < last and cuts[at] < end else end
                number += 1
                sentence += number == 1
                line = text[start : found.end()] if number == 1 else None
                yield f"{sentence}-{number}", start, cut, line
                start = cut


def _annotated(reading: Reading) -> list[_Piece]:
    """The pieces of all attributions; one that several share is one, unless it carries one."""
    text, shared = reading.report.text, dict[tuple[Role, Span], _Piece]()
    found: list[_Piece] = []

    def make(role: Role, span: Span, told: dict[str, str]) -> _Piece:
        found.append(_Piece(len(found) + 1, span, {"role": role.value, **told}))
        return found[-1]

    for one in reading.attributions:
        held = [(role, span) for role in ANCHORS for span in pieces(getattr(one, role), text)]
        if not held:
            continue
        anchor = make(*held[0], _told(one))
        for role, span in held[1:]:
            if (role, span) not in shared:
                shared[role, span] = make(role, span, {})
            shared[role, span].anchors.append(anchor)
    return found


def _told(one: Attribution) -> dict[str, str]:
    told = {"attribution": one.id, "quoteType": one.quote_type.value}
    if how := one.how:
        told |= {"manner": how.manner.value, "certainty": how.certainty.value}
    return told


def _columns(above: list[_Piece], start: int, names: dict[int, str]) -> Iterator[str]:
    for name in FEATURES:
        values = (_value(one.values[name]) if name in one.values else _NO_VALUE for one in above)
        told = (f"{value}[{one.number}]" for value, one in zip(values, above, strict=True))
        yield "|".join(told) or _NONE
    # A relation stands at the first token of what it leads to: no value, and from where.
    links = (
        f"{names[anchor.span.start]}[{anchor.number}_{one.number}]"
        for one in above
        if one.span.start == start
        for anchor in one.anchors
    )
    yield "|".join(links) or _NONE


def _value(value: str) -> str:
    """A value with a backslash before what the format keeps for itself."""
    return _RESERVED.sub(lambda found: "\\" + _NAMED.get(found[0], found[0]), value)


def _text(line: str) -> str:
    """A line with its backslashes and control characters behind a backslash.

    WebAnno escapes no vertical tab, and takes none back.
    """
    return re.sub(
        r"[\x00-\x0a\x0c-\x1f\\]", lambda found: "\\" + _NAMED.get(found[0], found[0]), line
    )
