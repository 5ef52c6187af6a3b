"""A folder of WebAnno TSV files: who says what in each report, as a person left it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sayso.errors import CorpusError, NotFound, SaysoError
from sayso.export.exported import named_report, read_exported
from sayso.export.utf16 import Utf16
from sayso.export.webanno import ANCHORS, LINK_LAYER, SPAN_LAYER
from sayso.importing.corrections import Marked, Sheet
from sayso.records import Span
from sayso.terms import Certainty, Manner, QuoteType, Role

_MEND = "mend or remove that line"
_UNIT = re.compile(r"(\d+-\d+(?:\.\d+)?)\t(\d+)-(\d+)\t([^\t]*)\t(.*)")
_NUMBERED = re.compile(r"(.*?)(?:\[(\d+)\])?", re.DOTALL)
_LINK = re.compile(r"(\d+-\d+(?:\.\d+)?)(?:\[(\d+)_(\d+)\])?")
_STACKED = re.compile(r"(?<!\\)\|")
_ESCAPED = re.compile(r"\\(->|.)")
_KINDS = {"quoteType": QuoteType, "manner": Manner, "certainty": Certainty, "role": Role}
_FIELDS = {"quoteType": "quote_type", "manner": "manner", "certainty": "certainty"}


class _MovedError(CorpusError):
    """Words of a file are not those of the report: none of its offsets means anything."""


@dataclass(slots=True)
class _Piece:
    """A span annotation by the tokens that it covers so far."""

    span: Span
    where: str
    values: dict[str, Any] = field(default_factory=dict)
    linked: list[_Piece] = field(default_factory=list)


def read_folder(folder: Path, text_of: Callable[[str], str | None]) -> Iterator[Sheet | SaysoError]:
    """The sheet of each ``.tsv`` file, in the order of their names; an error where it is none.

    ``text_of`` gives the text of a report by its id: the files have its words and no more. Raises
    NotFound where there is no such folder, or nothing in it.
    """
    files = sorted(path for path in folder.rglob("*.tsv") if path.name != "exported.tsv")
    files = [path for path in files if path.is_file()]
    if not files:
        raise NotFound(str(folder), "no .tsv file is in it", "give a folder of WebAnno TSV 3.3")
    exported = read_exported(folder)
    for path in files:
        report = named_report(path.relative_to(folder).as_posix())
        try:
            if report is None:
                told = "neither its name nor its folder's ends in the id of a report"
                raise CorpusError(str(path), told, "keep the name that sayso export gave it")
            ids = None if exported is None else exported.get(report, frozenset())
            if (text := text_of(report)) is None:
                yield Sheet(str(path), report, "", (), ids)  # which the ledger has not, and says
            else:
                yield read_sheet(path.read_bytes().decode(), text, report, ids, str(path))
        except UnicodeDecodeError:
            yield CorpusError(str(path), "it is not UTF-8", "save it as UTF-8")
        except SaysoError as error:
            yield error


def read_sheet(
    tsv: str, text: str, report: str, exported: frozenset[str] | None, where: str
) -> Sheet:
    """What a file says of ``text``; with a line that is broken, its error and nothing else.

    Raises CorpusError for what is no WebAnno TSV 3, or has not the layers of ``sayso export``.
    """
    lines = [line.removesuffix("\r") for line in tsv.split("\n")]
    reading = _Reading(text, _columns(lines, where))
    broken: list[SaysoError] = []
    for number, line in enumerate(lines, 1):
        try:
            if line and not line.startswith("#"):
                reading.take(line, f"{where}, line {number}")
        except _MovedError:
            raise
        except CorpusError as error:
            broken.append(error)
    marked = tuple(reading.attributions(broken))
    if broken:  # a span has a line for each of its tokens: without one it would seem corrected
        marked, exported = (), frozenset()
    return Sheet(where, report, text, marked, exported, tuple(broken))


def _columns(lines: list[str], where: str) -> dict[str, int]:
    """By feature, and "link" for the relations, which column after the words holds it."""
    if not lines[0].removeprefix("\ufeff").startswith("#FORMAT=WebAnno TSV 3"):
        raise CorpusError(where, "it is no WebAnno TSV 3", "export it in that format")
    columns: dict[str, int] = {}
    at = 0
    for line in lines[1:]:
        if not line.startswith(("#T_SP=", "#T_RL=", "#T_CH=")):
            break
        layer, *features = line.partition("=")[2].split("|")
        for name in features or [""]:
            if layer == SPAN_LAYER:
                columns[name] = at
            elif layer == LINK_LAYER and name.startswith("BT_"):
                columns["link"] = at
            at += 1
    if "role" not in columns:
        told = f"it has no layer {SPAN_LAYER} with the feature role"
        raise CorpusError(where, told, "keep the layers that sayso export wrote")
    return columns


class _Reading:
    """The annotations of a file as its lines are taken in."""

    def __init__(self, text: str, columns: dict[str, int]) -> None:
        self._text, self._columns, self._units = text, columns, Utf16(text)
        self._by_number: dict[str, _Piece] = {}
        self._alone: dict[str, _Piece] = {}  # those without a number, by the token they are on
        self._links: list[tuple[str, str, str, str, str]] = []

    def take(self, line: str, where: str) -> None:
        """Take a token's line. Raises CorpusError."""
        found = _UNIT.fullmatch(line)
        if not found:
            raise CorpusError(where, "it is no token of WebAnno TSV 3", _MEND)
        name, words, cells = found[1], found[4], found[5].split("\t")
        span = Span(*(self._units.character(int(found[at])) for at in (2, 3)))
        if span.of(self._text) != words:
            told = f"the text has moved: {words[:40]!r} is not what the report has there"
            raise _MovedError(where, told, "export it anew")
        if len(cells) <= max(self._columns.values()):
            raise CorpusError(where, "it has too few columns", _MEND)
        values = {key: _STACKED.split(cells[at]) for key, at in self._columns.items()}
        self._keep_links(name, values.pop("link", ["_"]), where)
        for at, role in enumerate(values["role"]):
            if role == "_":
                continue
            number = _number(role)
            piece = self._piece(number, name, span, where)
            for key, stacked in values.items():
                if at < len(stacked):
                    self._keep(piece, key, stacked[at], where)

    def _piece(self, number: str | None, name: str, span: Span, where: str) -> _Piece:
        held, key = (self._by_number, number) if number else (self._alone, name)
        piece = held.setdefault(key or name, _Piece(span, where))
        piece.span = Span(min(piece.span.start, span.start), max(piece.span.end, span.end))
        return piece

    def _keep(self, piece: _Piece, key: str, cell: str, where: str) -> None:
        found = _NUMBERED.fullmatch(cell)
        value = _ESCAPED.sub(r"\1", found[1]) if found else cell
        if not found or found[1] in ("*", "_", ""):
            return
        try:
            piece.values[key] = _KINDS[key](value) if key in _KINDS else value
        except ValueError:
            told = f"{value[:40]!r} is no {key}"
            raise CorpusError(where, told, f"one of {', '.join(_KINDS[key])}") from None

    def _keep_links(self, name: str, cells: list[str], where: str) -> None:
        for cell in cells:
            if cell == "_":
                continue
            found = _LINK.fullmatch(cell)
            if not found:
                raise CorpusError(where, f"{cell[:40]!r} is no link to a token", _MEND)
            self._links.append((found[1], found[2] or "0", name, found[3] or "0", where))

    def attributions(self, broken: list[SaysoError]) -> Iterator[Marked]:
        """Each piece that links to others, or has an attribution's id, with those; in order."""
        for source, number, name, other, where in self._links:
            anchor, piece = self._find(number, source), self._find(other, name)
            if anchor is None or piece is None:
                broken.append(CorpusError(where, "a link from or to no span", _MEND))
            else:
                anchor.linked.append(piece)
        every = [*self._by_number.values(), *self._alone.values()]
        for one in sorted(every, key=lambda it: (it.span, it.where)):
            if one.linked or "attribution" in one.values:
                held = [part for part in (one, *one.linked) if "role" in part.values]
                if len(held) <= len(one.linked):
                    broken.append(CorpusError(one.where, "a linked span without a role", _MEND))
                    continue
                spans = {
                    role: tuple(it.span for it in held if it.values["role"] is role)
                    for role in ANCHORS
                }
                told = {_FIELDS[key]: it for key, it in one.values.items() if key in _FIELDS}
                yield Marked(one.where, one.values.get("attribution"), spans, **told)

    def _find(self, number: str, name: str) -> _Piece | None:
        return self._alone.get(name) if number == "0" else self._by_number.get(number)


def _number(cell: str) -> str | None:
    found = _NUMBERED.fullmatch(cell)
    return found[2] if found else None
