"""Known actors, from a table, FollowTheMoney or Wikidata: ids for those whom reports name.

A CSV or TSV file has a header with ``id`` and ``name``, and perhaps ``names`` (others, with
semicolons between) and ``kind``. In JSON lines a row has the same fields, ``names`` as a list; or
it is a FollowTheMoney entity, of which ``wikidataId`` comes before its own id, or one of Wikidata.
A file may be one JSON document of such rows too.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from sayso.across import KnownActor
from sayso.errors import Damaged, NoField, NotFound, NotText, ReadError
from sayso.intake.decode import normalise
from sayso.intake.wikidata import entities, is_entity, kind_of, names_of
from sayso.terms import ActorKind

_LONGEST = 1_000_000  # bytes of a row; FollowTheMoney has some of 100,000
_DELIMITERS = ",;\t|"
_KINDS = ", ".join(ActorKind)
_LEAVE = "mend the row or leave it out"
_SCHEMAS = {  # of FollowTheMoney, https://followthemoney.tech/explorer/
    "Person": ActorKind.PERSON,
    "Organization": ActorKind.ORGANISATION,
    "Company": ActorKind.ORGANISATION,
    "PublicBody": ActorKind.STATE_BODY,
    "LegalEntity": None,
}
_NAMES = ("name", "alias", "weakAlias", "previousName", "abbreviation")


def read_known(path: Path) -> Iterator[KnownActor | ReadError]:
    """Actors of a file; a row that is broken gives an error at ``PATH#LINE``, and no more.

    Raises NotFound, NotText or NoField for what is wrong with all of it.
    """
    where = str(path)
    try:
        data = path.read_bytes().removeprefix(b"\xef\xbb\xbf")
    except FileNotFoundError:
        raise NotFound(where, "there is no such file", "check the path") from None
    except OSError as error:
        raise NotFound(where, f"it cannot be read ({error.strerror})", "check the path") from None
    lines = data.split(b"\n")
    first = next((line for line in lines if line.strip()), None)
    if first is None:
        raise NotText(where, "it is empty", "give a table with the columns id and name")
    if first.lstrip()[:1] in (b"{", b"["):
        rows = _document_rows(data, where) or _json_rows(lines, where)
    else:
        rows = _table_rows(lines, where)
    for place, row in rows:
        try:
            if isinstance(row, ReadError):
                yield row
            elif (known := _known(row, place)) is not None:
                yield known
        except ReadError as error:
            yield error


def _document_rows(
    data: bytes, where: str
) -> Iterator[tuple[str, Mapping[str, object] | ReadError]] | None:
    """Rows of a file that is one JSON document; None where each line is one."""
    lines = [line for line in data.split(b"\n", 3)[:3] if line.strip(b" \t\r[],")]
    try:
        alone = json.loads(lines[0].strip(b" \t\r,")) if lines else None
    except (ValueError, RecursionError):
        alone = None
    if isinstance(alone, dict) and "entities" not in alone:
        return None  # a row a line; a dump of Wikidata has them between lines with [ and ]
    try:
        document = json.loads(data)
    except (ValueError, RecursionError):
        return None
    return _listed_rows(document, where)


def _listed_rows(
    document: object, where: str
) -> Iterator[tuple[str, Mapping[str, object] | ReadError]]:
    for number, row in enumerate(entities(document), 1):
        place = f"{where}, row {number}"
        if isinstance(row, dict):
            yield place, row
        else:
            yield place, NotText(place, "it is not a JSON object", _LEAVE)


def _json_rows(
    lines: list[bytes], where: str
) -> Iterator[tuple[str, Mapping[str, object] | ReadError]]:
    for number, line in enumerate(lines, 1):
        if line.strip() and line.strip() not in (b"[", b"]"):
            place = f"{where}#{number}"
            try:
                yield place, _json_row(line.rstrip().removesuffix(b","), place)
            except ReadError as error:
                yield place, error


def _json_row(line: bytes, where: str) -> Mapping[str, object]:
    try:
        row = json.loads(_text(line, where))
    except json.JSONDecodeError as error:
        told = f"it is not JSON ({error.msg} at column {error.colno})"
        raise NotText(where, told, _LEAVE) from None
    except (ValueError, RecursionError):
        raise NotText(where, "it is JSON that no actor has", _LEAVE) from None
    if not isinstance(row, dict):
        raise NotText(where, "it is not a JSON object", _LEAVE)
    return row


def _table_rows(
    lines: list[bytes], where: str
) -> Iterator[tuple[str, Mapping[str, object] | ReadError]]:
    """Rows by line: no field goes on in the next line, so that a broken row costs itself alone."""
    header: list[str] | None = None
    delimiter = ","
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        place = f"{where}#{number}"
        try:
            text = _text(line, place).rstrip("\r")
            delimiter = delimiter if header else max(_DELIMITERS, key=text.count)
            fields = next(csv.reader([text], delimiter=delimiter, strict=True))
        except csv.Error as error:
            yield place, Damaged(place, f"the row is broken ({error})", _LEAVE)
            continue
        except ReadError as error:
            yield place, error
            continue
        if header is None:
            header = _header(fields, where)
        elif len(fields) != len(header):
            told = f"it has {len(fields)} fields where the header has {len(header)}"
            yield place, Damaged(place, told, _LEAVE)
        else:
            yield place, dict(zip(header, fields, strict=True))


def _header(fields: list[str], where: str) -> list[str]:
    names = [field.strip().casefold() for field in fields]
    for needed in ("id", "name"):
        if needed not in names:
            shown = ", ".join(name[:40] for name in names[:12])
            told = f'it has no column "{needed}" (it has: {shown})'
            raise NoField(where, told, "give a header with id, name, and perhaps names and kind")
    return names


def _text(line: bytes, where: str) -> str:
    if len(line) > _LONGEST:
        raise Damaged(where, f"it has more than {_LONGEST / 1e6:g} MB", _LEAVE)
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        raise NotText(where, "it is not UTF-8", "save the file as UTF-8") from None


def _known(row: Mapping[str, object], where: str) -> KnownActor | None:
    """The actor of a row; None for an entity of FollowTheMoney or Wikidata that is no actor."""
    if isinstance(row.get("schema"), str) and isinstance(row.get("properties"), dict):
        return _entity(row, where)
    if is_entity(row):
        if row.get("type", "item") != "item":
            return None
        return _made(row["id"], _words(names_of(row)), kind_of(row), where)
    names = [*_words(row.get("name")), *_others(row.get("names"))]
    kind = next(iter(_words(row.get("kind"))), "")
    return _made(row.get("id"), names, _kind(kind, where) if kind else None, where)


def _entity(row: Mapping[str, object], where: str) -> KnownActor | None:
    schema, properties = str(row["schema"]), row["properties"]
    assert isinstance(properties, dict)
    if schema not in _SCHEMAS:
        return None
    names = [name for field in _NAMES for name in _words(properties.get(field))]
    id = next(iter(_words(properties.get("wikidataId"))), row.get("id"))
    return _made(id, names, _SCHEMAS[schema], where)


def _made(id: object, names: list[str], kind: ActorKind | None, where: str) -> KnownActor:
    ids = _words(str(id) if isinstance(id, int) else id)
    if not ids:
        raise NoField(where, "it has no id", _LEAVE)
    if not names:
        raise NoField(where, "it has no name", _LEAVE)
    return KnownActor(ids[0], tuple(dict.fromkeys(names)), kind)


def _kind(word: str, where: str) -> ActorKind:
    with suppress(ValueError):
        return ActorKind(word.casefold().replace(" ", "_").replace("organization", "organisation"))
    raise NotText(where, f"{word[:40]!r} is no kind of actor", f"the kinds are {_KINDS}")


def _others(value: object) -> list[str]:
    return _words(value.split(";") if isinstance(value, str) else value)


def _words(value: object) -> list[str]:
    """Strings with something in them, of one or a list of them, each on one line."""
    every = value if isinstance(value, list) else [value]
    lines = (" ".join(normalise(one).split()) for one in every if isinstance(one, str))
    return [line for line in lines if line]
