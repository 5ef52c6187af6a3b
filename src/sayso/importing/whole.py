"""The JSON lines of ``sayso export`` into a ledger: what was read comes as it was, unread.

Lineage, links of actors, claims and relations are found anew, as they are when reports are added.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

from sqlalchemy.exc import StatementError

from sayso import errors
from sayso.errors import Damaged, NotFound, NotText, SaysoError
from sayso.importing import rows
from sayso.importing.rows import Row
from sayso.ledger import Ledger
from sayso.ledger.writing import Reconcile
from sayso.records import Judgement, Reading, Run, Span
from sayso.terms import Added

# What a row raises whose values are missing, of another type or out of bounds, when records are
# made of it and when the database takes them.
_WRONG = (
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


class Whole:
    """Brings an export in, a version at a time; judgements last, in the order of their time."""

    def __init__(self, ledger: Ledger, reconcile: Reconcile) -> None:
        """``reconcile`` (a Pipeline) finds what is between reports; its model is not asked."""
        self._ledger, self._reconcile = ledger, reconcile
        self._runs: dict[str, Run] = {}
        self._version: Row | None = None
        self._where = ""  # of the line of that version
        self._parts: dict[str, list[Any]] = {}
        self._judgements: list[Judgement] = []

    def bring(self, path: Path) -> Iterator[Added | Judgement | SaysoError]:
        """What became of each version and judgement, and each line that could not be taken.

        Raises NotFound where there is no such file.
        """
        try:
            with path.open("rb") as file:
                for number, line in enumerate(file, 1):
                    yield from self._take(line, f"{path}#{number}")
        except OSError as error:
            raise NotFound(str(path), f"not read: {error.strerror}", "check the path") from None
        yield from self._add()
        for one in sorted(self._judgements, key=lambda made: (str(made.at), str(made.id))):
            try:
                if self._ledger.restore(one):
                    yield one
            except SaysoError:
                raise
            except _WRONG as error:
                yield _broken(str(path), "judgement", error)

    def _take(self, line: bytes, where: str) -> Iterator[Added | SaysoError]:
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
            yield from self._add()
        try:
            self._keep(record, row, where)
        except SaysoError:
            raise
        except _WRONG as error:
            yield _broken(where, record, error)

    def _keep(self, record: str, row: Row, where: str) -> None:
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
            self._judgements.append(rows.judgement(row))
        elif record == "failure":
            self._ledger.fail(_error(row))
        elif record not in _FOUND_ANEW:
            raise ValueError(f"no record is called {record}")

    def _keep_part(self, record: str, row: Row) -> None:
        version = self._version
        if version is None or version["id"] != row["report"]:
            raise ValueError("its report does not stand before it")
        if record in ("attribution", "assertion"):
            made: Any = rows.attribution(row, version)
        elif record == "proposition":
            made = rows.proposition(row, version)
        else:
            made = getattr(rows, record)(row)
        self._parts[_PARTS[record]].append(made)

    def _add(self) -> Iterator[Added | SaysoError]:
        """Add the version whose rows are all there."""
        if self._version is None:
            return
        version, parts = self._version, self._parts
        self._version, self._parts = None, {}
        (report,) = parts.pop("report")
        reading = Reading(report, **{name: tuple(some) for name, some in parts.items()})
        run = self._runs[version["run"]]
        try:
            _check_spans(reading, len(report.text))
            yield self._ledger.add(reading, run, self._reconcile)
        except SaysoError as error:
            yield error
        except _WRONG as error:  # of this version nothing is kept
            yield _broken(self._where, "version", error)


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


def _broken(where: str, record: str, error: Exception) -> Damaged:
    told = f"the {record} is not whole: {type(error).__name__} {error}"[:200]
    return Damaged(where, told, _MEND)


def _error(row: Row) -> SaysoError:
    kind = getattr(errors, row["kind"], None)
    if not (isinstance(kind, type) and issubclass(kind, SaysoError)):
        raise ValueError(f"no error is called {row['kind']}")
    return kind(row["where"], row["what"], row["mend"])
