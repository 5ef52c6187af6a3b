"""A list of a ledger as a table: records, rows of JSON, columns, and a look at it in a notebook."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

from sayso.book.columns import Kind, arrow_type, column_value, imported
from sayso.book.showing import show_rows

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

    from sayso.desk.charts import Chart

T = TypeVar("T")
Row = dict[str, object]


@dataclass(frozen=True, slots=True)
class Loaded(Generic[T]):
    """Records with their rows of JSON, and their cells: as CSV has them, some with several each.

    ``draw`` is of tables that can be drawn.
    """

    records: Sequence[T]
    rows: Callable[[], list[Row]]
    cells: Callable[[], list[Row]]
    draw: Callable[[], Chart | None] | None = None


class Table(Sequence[T]):
    """Records of one kind, frozen and typed, that are read when they are first looked at.

    >>> claims = book.claims()
    >>> claims
    <Table of claims, not read yet>
    >>> claims[0].counts
    '3 reports, 2 independent lines, 3 sources'
    >>> sorted(claims.rows()[0])[:4]
    ['against', 'id', 'judgements', 'lines']
    """

    def __init__(
        self, name: str, columns: Mapping[str, Kind], load: Callable[[], Loaded[T]]
    ) -> None:
        """Use the methods of a Book instead; ``columns`` are those of ``cells``."""
        self.name, self._columns, self._load = name, dict(columns), load

    @cached_property
    def _loaded(self) -> Loaded[T]:
        return self._load()

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of what ``to_arrow`` and its kin have."""
        return tuple(self._columns)

    def __len__(self) -> int:
        return len(self._loaded.records)

    def __iter__(self) -> Iterator[T]:
        return iter(self._loaded.records)

    @overload
    def __getitem__(self, at: int) -> T: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[T]: ...

    def __getitem__(self, at: int | slice) -> T | Sequence[T]:
        return self._loaded.records[at]

    def rows(self) -> list[Row]:
        """One dict a record, of values that ``json`` can write: what ``--json`` prints."""
        return self._loaded.rows()

    def cells(self) -> list[Row]:
        """Flat rows under ``columns``: what ``--csv`` prints. A record may have several."""
        return [
            {name: column_value(row[name], kind) for name, kind in self._columns.items()}
            for row in self._loaded.cells()
        ]

    def to_arrow(self) -> pa.Table:
        """The cells as an Arrow table, of the same types if it is empty.

        Raises NotInstalled without pyarrow (``pip install 'sayso[arrow]'``).

        >>> book.claims(contested=True).to_arrow().schema.field("lines").type
        DataType(int64)
        """
        pyarrow = imported("pyarrow", "arrow")
        schema = pyarrow.schema(
            [(name, arrow_type(pyarrow, kind)) for name, kind in self._columns.items()]
        )
        table: pa.Table = pyarrow.Table.from_pylist(self.cells(), schema=schema)
        return table

    def to_pandas(self) -> pd.DataFrame:
        """The cells as a pandas frame, through Arrow; days and times are text in ISO 8601.

        Raises NotInstalled without pandas and pyarrow (``pip install 'sayso[pandas]'``).

        >>> frame = book.attributions("bridge").to_pandas()
        >>> frame["manner"].value_counts().index[0]
        'say'
        """
        imported("pandas", "pandas")
        imported("pyarrow", "pandas")
        frame: pd.DataFrame = self.to_arrow().to_pandas()
        return frame

    def to_polars(self) -> pl.DataFrame:
        """The cells as a Polars frame, through Arrow; days and times are text in ISO 8601.

        Raises NotInstalled without Polars and pyarrow (``pip install 'sayso[polars]'``).
        """
        polars = imported("polars", "polars")
        imported("pyarrow", "polars")
        frame: pl.DataFrame = polars.from_arrow(self.to_arrow())
        return frame

    def __repr__(self) -> str:
        if "_loaded" not in self.__dict__:
            return f"<Table of {self.name}, not read yet>"
        return f"<Table of {self.name}: {len(self)}>"

    def _repr_html_(self) -> str:
        return show_rows(self.name, len(self), self.columns, self.cells())


class Charted(Table[T]):
    """A table that can be drawn."""

    def chart(self) -> Any:
        """An Altair chart of its records, to show, change or save; None where there are none.

        >>> type(book.timeline().chart()).__name__
        'Chart'
        """
        from sayso.book.charts import as_altair

        draw = self._loaded.draw
        drawn = draw() if draw else None
        return as_altair(drawn) if drawn else None
