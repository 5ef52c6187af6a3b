"""One row of a table to a report, whatever format the table has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sayso.errors import NoField, NoProse, NotText
from sayso.intake.assemble import About, assemble_report
from sayso.intake.dates import parse_published
from sayso.intake.decode import normalise
from sayso.intake.limits import Limits
from sayso.records import Report

FIELDS = ("text", "title", "outlet", "authors", "published", "modified", "url")


def check_columns(columns: Mapping[str, str]) -> None:
    """Raises ValueError for a field that no report has."""
    for field in columns:
        if field not in FIELDS:
            raise ValueError(f"there is no field {field!r}; there are {', '.join(FIELDS)}")


def check_header(names: Iterable[str], columns: Mapping[str, str], where: str) -> None:
    """Raises NoField if a table with these columns lacks the text, or one that was asked for."""
    names = list(names)
    for column in {"text": "text", **columns}.values():
        if column not in names:
            shown = ", ".join(name[:40] for name in names[:12]) + (" ..." if names[12:] else "")
            told = f'it has no column "{column}" (it has: {shown})'
            raise NoField(where, told, "name the columns that there are: --map text=COLUMN")


def read_row(
    row: Mapping[str, object], where: str, limits: Limits, columns: Mapping[str, str]
) -> Report:
    """The report of a row. Raises NoField, NotText, NoProse, NotEnglish, TooLarge."""

    def value(field: str) -> object:
        return row.get(columns.get(field, field))

    text, column = value("text"), columns.get("text", "text")
    if text is None:
        told = f'it has no "{column}"'
        raise NoField(where, told, "name the field that it is in: --map text=FIELD")
    if not isinstance(text, str):
        raise NotText(where, f'"{column}" is not a string', "leave the row out")
    if not text.strip():
        raise NoProse(where, f'"{column}" is empty', "give a report's text, or leave the row out")
    limits.check_bytes(len(text), where)
    about = About(
        title=_line(value("title")),
        outlet=_line(value("outlet")),
        authors=_authors(value("authors")),
        published=parse_published(value("published")),
        url=_line(value("url")),
        modified=parse_published(value("modified")),
    )
    return assemble_report(normalise(text), where, limits, about)


def _line(value: object) -> str | None:
    return " ".join(normalise(value).split()) or None if isinstance(value, str) else None


def _authors(value: object) -> tuple[str, ...]:
    """Names, from a list of them or from one string with commas or semicolons between."""
    if isinstance(value, str):
        names: Iterable[object] = value.replace(";", ",").split(",")
    else:
        names = value if isinstance(value, list | tuple) else ()
    return tuple(plain for name in names if (plain := (_line(name) or "").strip('"')))
