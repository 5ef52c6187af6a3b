"""A folder of brat's annotations: who says what in each report, as a person left it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sayso.errors import CorpusError, NotFound, SaysoError
from sayso.export.brat import LINE, Annotation, Spans, parse_event, parse_spans
from sayso.export.brat_folder import ATTRIBUTES
from sayso.export.exported import named_report, read_exported
from sayso.importing.corrections import Marked, Sheet
from sayso.records import Span
from sayso.terms import Role

_MEND = "mend or remove that line"
_ATTRIBUTE = re.compile(r"A\d+\t(\S+) (E\d+) (\S+)")
_NOTE = re.compile(r"#\d+\t\S+ (E\d+)\tsayso ([0-9a-f]{16})\b")
_FIELDS = {"QuoteType": "quote_type", "Manner": "manner", "Certainty": "certainty"}


def read_folder(folder: Path) -> Iterator[Sheet | SaysoError]:
    """The sheet of each ``.ann`` file, in the order of their names; an error where it is none.

    Raises NotFound where there is no such folder, or nothing in it.
    """
    files = sorted(folder.rglob("*.ann"))
    if not files:
        raise NotFound(str(folder), "no .ann file is in it", "give a folder of brat's files")
    exported = read_exported(folder)
    for path in files:
        report = named_report(path.relative_to(folder).as_posix())
        try:
            if report is None:
                told = "its name does not end in the id of a report"
                raise CorpusError(str(path), told, "keep the name that sayso export gave it")
            text = _read(path.with_suffix(".txt"))
            ids = None if exported is None else exported.get(report, frozenset())
            yield read_sheet(_read(path), text, report, ids, str(path))
        except SaysoError as error:
            yield error


def _read(path: Path) -> str:
    try:
        return path.read_bytes().decode()
    except OSError as error:
        told = f"it cannot be read ({error.strerror})"
        raise NotFound(str(path), told, "keep .txt and .ann side by side") from None
    except UnicodeDecodeError:
        raise CorpusError(str(path), "it is not UTF-8", "save it as UTF-8") from None


def read_sheet(
    ann: str, text: str, report: str, exported: frozenset[str] | None, where: str
) -> Sheet:
    """What an ``.ann`` file says of ``text``; a line that is broken is kept as its error."""
    broken: list[SaysoError] = []
    spans: dict[str, Spans] = {}
    events: dict[str, tuple[str, str]] = {}
    told: dict[str, dict[str, Any]] = {}
    for number, line in enumerate(ann.split("\n"), 1):
        place = f"{where}, line {number}"
        try:
            if match := LINE.match(line):
                if line.startswith("T"):
                    spans[match[1]] = _checked(line, parse_spans(line, place), text, place)
                else:
                    events[match[1]] = line, place
            elif match := _NOTE.match(line):
                told.setdefault(match[1], {})["id"] = match[2]
            elif (match := _ATTRIBUTE.match(line)) and match[1] in _FIELDS:
                told.setdefault(match[2], {})[_FIELDS[match[1]]] = _value(match, place)
        except CorpusError as error:
            broken.append(error)
    marked: list[Marked] = []
    for name, (line, place) in events.items():
        try:
            found = parse_event(line, spans, place)
        except CorpusError as error:
            broken.append(error)
            continue
        if found.source or found.cue or found.content:
            marked.append(_marked(found, told.get(name, {}), place))
    return Sheet(where, report, text, tuple(marked), exported, tuple(broken))


def _checked(line: str, spans: Spans, text: str, place: str) -> Spans:
    """The spans, if the words beside them are those of the text."""
    columns = line.split("\t", 2)
    words = " ".join(span.of(text) for span in spans)
    if spans[-1].end > len(text) or max(spans).end > len(text):
        raise CorpusError(place, f"its offsets are beyond the text of {len(text)}", _MEND)
    if len(columns) > 2 and columns[2] != words:
        raise CorpusError(place, f"{words[:40]!r} is at its offsets, not its words", _MEND)
    return spans


def _value(match: re.Match[str], place: str) -> object:
    try:
        return ATTRIBUTES[match[1]](match[3])
    except ValueError:
        told = f"{match[3]!r} is no value of {match[1]}"
        raise CorpusError(place, told, f"one of {', '.join(ATTRIBUTES[match[1]])}") from None


def _marked(found: Annotation, told: Mapping[str, Any], place: str) -> Marked:
    def flat(parts: tuple[Spans, ...]) -> tuple[Span, ...]:
        return tuple(sorted({span for spans in parts for span in spans}))

    spans = {
        Role.SOURCE: flat(found.source),
        Role.CUE: flat(found.cue),
        Role.CONTENT: flat(found.content),
    }
    fields = {name: value for name, value in told.items() if name != "id"}
    return Marked(place, told.get("id"), spans, **fields)
