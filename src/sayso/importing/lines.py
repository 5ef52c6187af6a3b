"""The JSON lines of an export to what they hold: versions with what was read in them, and the rest.

Nothing is written here; whole.py takes what comes into a ledger, and so does ``sayso add`` with
what ``sayso scale`` wrote.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from typing import Any

from sqlalchemy.exc import StatementError

from sayso import errors
from sayso.errors import Damaged, NotFound, NotText, SaysoError
from sayso.importing import rows
from sayso.importing.rows import Row
from sayso.records import Judgement, Reading, Run, Span

# What a row raises whose values are missing, of another type or out of bounds, when records are
# made of it and when the database takes them.
WRONG = (
    ArithmeticError,
    AttributeError,
    LookupError,
    RecursionError,
    StatementError,
    TypeError,
    ValueError,
)
_FOUND_ANEW = frozenset(("lineage", "sameness", "claim", "relation"))
_MEND = "export the ledger again with this version of Sayso"
_PARTS = {
    "attribution": "attributions",
    "assertion": "assertions",
    "actor": "actors",
    "event": "events",
    "label": "labels",
    "happening": "happenings",
    "stance": "stances",
    "proposition": "propositions",
}


@dataclass(frozen=True, slots=True)
class Version:
    """What was read in a report, with what, and at which line that begins."""

    reading: Reading
    run: Run
    where: str


@dataclass(frozen=True, slots=True)
class Failure:
    """That something could not be read; the line that tells it is at ``where``."""

    error: SaysoError
    where: str


Held = Version | Failure | Judgement | SaysoError


class _Lines:
    """Takes lines in their order; a version is given when the lines of its parts are over."""

    def __init__(self) -> None:
        self._runs: dict[str, Run] = {}
        self._version: Row | None = None
        self._where = ""  # of the line of that version
        self._parts: dict[str, list[Any]] = {}

    def take(self, line: bytes, where: str) -> Iterator[Held]:
        """What a line ends or holds; an error where it cannot be taken."""
        if not line.strip():
            return
        try:
            row = _parsed(line)
            record = str(row["record"])
        except (ValueError, TypeError, KeyError, RecursionError):
            told = "it is no record of a ledger as JSON"
            yield NotText(where, told, "leave the line out, or " + _MEND)
            return
        if record not in _PARTS:
            yield from self.end()
        try:
            yield from self._keep(record, row, where)
        except SaysoError:
            raise
        except WRONG as error:
            yield broken(where, record, error)

    def end(self) -> Iterator[Version | SaysoError]:
        """The version whose lines are all there, if one is."""
        if self._version is None:
            return
        version, parts = self._version, self._parts
        self._version, self._parts = None, {}
        (report,) = parts.pop("report")
        reading = Reading(report, **{name: tuple(some) for name, some in parts.items()})
        try:
            _check_spans(reading, len(report.text))
        except WRONG as error:
            yield broken(self._where, "version", error)
        else:
            yield Version(reading, self._runs[version["run"]], self._where)

    def _keep(self, record: str, row: Row, where: str) -> Iterator[Judgement | Failure]:
        if record in _PARTS:
            self._keep_part(record, row)
        elif record == "version":
            self._parts = {name: [] for name in _PARTS.values()}
            self._parts["report"] = [rows.report(row)]
            self._parts["times"] = [rows.time(one) for one in row["times"]]
            self._parts["places"] = [rows.place(one) for one in row["places"]]
            self._runs[row["run"]]
            self._version, self._where = row, where
        elif record == "run":
            self._runs[row["id"]] = Run(row["software"], row["model"], row["settings"])
        elif record == "judgement":
            yield rows.judgement(row)
        elif record == "failure":
            yield Failure(_error(row), where)
        elif record not in _FOUND_ANEW:
            raise ValueError(f"no record is called {record}")

    def _keep_part(self, record: str, row: Row) -> None:
        version = self._version
        if version is None or version["id"] != row["report"]:
            raise ValueError("its report does not stand before it")
        if (row.get("judged") or {}).get("added_by") is not None:
            return  # the judgement that adds it makes it again
        if record in ("attribution", "assertion"):
            made: Any = rows.attribution(row, version)
        elif record == "proposition":
            made = rows.proposition(row, version)
        else:
            made = getattr(rows, record)(row)
        self._parts[_PARTS[record]].append(made)


def held_in(lines: Iterable[tuple[bytes, str]]) -> Iterator[Held]:
    """What lines hold, each with where it stands, in their order."""
    taker = _Lines()
    for line, where in lines:
        yield from taker.take(line, where)
    yield from taker.end()


def file_lines(path: Path) -> Iterator[tuple[bytes, str]]:
    """The lines of a file, each with where it stands. Raises NotFound where none can be read."""
    try:
        with path.open("rb") as file:
            for number, line in enumerate(file, 1):
                yield line, f"{path}#{number}"
    except OSError as error:
        raise NotFound(str(path), f"not read: {error.strerror}", "check the path") from None


def broken(where: str, record: str, error: Exception) -> Damaged:
    """That a record cannot be taken, and why."""
    told = f"the {record} is not whole: {type(error).__name__} {error}"[:200]
    return Damaged(where, told, _MEND)


def _parsed(line: bytes) -> Row:
    """The row of a line. Raises ValueError for what no ledger can hold."""
    row: Row = json.loads(line, parse_int=_bounded)
    if b"\\u" in line:  # half of a pair, perhaps
        json.dumps(row, ensure_ascii=False).encode()
    return row


def _bounded(digits: str) -> int:
    if len(digits) > 19 or not -(2**63) <= int(digits) < 2**63:
        raise ValueError(f"no ledger holds a number of {len(digits)} digits")
    return int(digits)


def _check_spans(value: object, size: int) -> None:
    """Raises ValueError for a span of the value, or of a part of it, that is not in the text."""
    if isinstance(value, Span):
        if not 0 <= value.start <= value.end <= size:
            raise ValueError(f"{value.start}-{value.end} does not lie in {size} characters")
    elif isinstance(value, tuple):
        for one in value:
            _check_spans(one, size)
    elif is_dataclass(value):
        for part in fields(value):
            _check_spans(getattr(value, part.name), size)


def _error(row: Row) -> SaysoError:
    kind = getattr(errors, row["kind"], None)
    if not (isinstance(kind, type) and issubclass(kind, SaysoError)):
        raise ValueError(f"no error is called {row['kind']}")
    return kind(row["where"], row["what"], row["mend"])
