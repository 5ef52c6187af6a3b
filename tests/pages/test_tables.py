from __future__ import annotations

from sayso.ledger.tables.reports import METADATA
from tests.pages.tabled import DOCS, meaning, meanings, page


def test_every_table_and_column_of_a_ledger_has_its_meaning() -> None:
    tables = METADATA.tables.values()
    columns = [column for table in tables for column in table.columns]
    assert [str(column) for column in columns if meaning(column) is None] == []
    assert set(meanings()) == {"everywhere", *(table.name for table in tables)}


def test_no_meaning_is_left_of_a_column_that_is_gone() -> None:
    for name, table in METADATA.tables.items():
        assert set(meanings()[name]) <= {"", *table.columns.keys()}


def test_the_page_is_made_of_the_schema() -> None:
    """`make tables` makes it anew."""
    assert (DOCS / "tables.md").read_text(encoding="utf-8") == page()
