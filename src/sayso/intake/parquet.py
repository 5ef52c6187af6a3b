"""Parquet tables: one report a row, a few rows in memory at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from sayso.errors import Damaged, ReadError
from sayso.intake.limits import Limits
from sayso.intake.rows import FIELDS, check_header, read_row
from sayso.records import Report

_ROWS = 64  # at a time


def read_parquet(
    stream: BinaryIO, where: str, limits: Limits, columns: Mapping[str, str]
) -> Iterator[Report | ReadError]:
    """The report of every row; a row that is none gives an error at ``where#row``, from 1 on.

    Raises ReadError without pyarrow, NoField, and Damaged for what is no Parquet.
    """
    pyarrow, parquet = _import(where)
    if not stream.seekable():
        told = "a Parquet table cannot be read from a stream: its index stands at the end"
        raise ReadError(where, told, "give the file itself")
    try:
        table = parquet.ParquetFile(stream)
        names = table.schema_arrow.names
        check_header(names, columns, where)
        wanted = [name for field in FIELDS if (name := columns.get(field, field)) in names]
        number = 0
        for batch in table.iter_batches(batch_size=_ROWS, columns=wanted):
            for row in batch.to_pylist():
                number += 1
                yield _read(row, f"{where}#{number}", limits, columns)
    except (pyarrow.ArrowException, OSError, OverflowError, UnicodeDecodeError) as error:
        told = f"it is no whole Parquet table ({str(error).splitlines()[0][:100]})"
        raise Damaged(where, told, "get it again") from None


def _read(
    row: dict[str, object], where: str, limits: Limits, columns: Mapping[str, str]
) -> Report | ReadError:
    try:
        return read_row(row, where, limits, columns)
    except ReadError as error:
        return error


def _import(where: str) -> tuple[Any, Any]:
    try:
        import pyarrow
        import pyarrow.parquet as parquet
    except ImportError:
        told, mend = "Parquet needs the package pyarrow", "pip install 'sayso[parquet]'"
        raise ReadError(where, told, mend) from None
    return pyarrow, parquet
