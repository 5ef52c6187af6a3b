"""docs/tables.md, made of the schema and of what tables.toml says of it: ``make tables``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import sqlalchemy as sa

from sayso.ledger.tables import accounts, claims
from sayso.ledger.tables.reports import HEAD, METADATA

DOCS = Path(__file__).resolve().parents[2] / "docs"
MODULES = (accounts, claims)  # their tables are there once they are imported
_TYPES = {sa.Text: "text", sa.Integer: "integer", sa.Float: "number", sa.LargeBinary: "bytes"}
_HEAD = """\
# Tables of a ledger

Version {version} of a ledger's tables, the same in SQLite and in PostgreSQL; `make tables` makes
this page of the schema. Read them with SQL as you like, and write only through Sayso. They are no
interface: another version may have others, and migrates a ledger after a copy. What stays is the
[export](exports.md). A column that refers to the `n` of another table has its name behind an
arrow; a key is **bold**; where one may be empty, NULL says that nothing tells it. `search`, which
finds words, is the database's own full-text index over `attributions`.
"""


def meanings() -> dict[str, dict[str, str]]:
    """By table, then by column; "" is the table itself."""
    return tomllib.loads(Path(__file__).with_name("tables.toml").read_text(encoding="utf-8"))


def meaning(column: sa.Column[object]) -> str | None:
    """What a column holds, by its own table or by what it is everywhere."""
    said = meanings()
    return said.get(column.table.name, {}).get(column.name, said["everywhere"].get(column.name))


def page() -> str:
    """The whole page."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield _HEAD.format(version=HEAD)
    for table in METADATA.tables.values():
        yield f"## {table.name}\n"
        told = meanings()[table.name][""]
        yield f"{told[0].upper()}{told[1:]}.\n"
        yield "| column | type | holds |"
        yield "|---|---|---|"
        for column in table.columns:
            name = f"**{column.name}**" if column.primary_key else column.name
            yield f"| {name} | {_type(column)} | {meaning(column)} |"
        yield ""


def _type(column: sa.Column[object]) -> str:
    kind = next(name for of, name in _TYPES.items() if isinstance(column.type, of))
    for key in column.foreign_keys:
        kind += f" → {key.column.table.name}"
    return kind + (", may be empty" if column.nullable else "")


if __name__ == "__main__":
    (DOCS / "tables.md").write_text(page(), encoding="utf-8")
