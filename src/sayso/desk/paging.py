"""One page of a long list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Generic, TypeVar

from fastapi import Query

T = TypeVar("T")

SIZE = 25  # rows of a page

Number = Annotated[int, Query(ge=1, le=1_000_000, description="which page of the list")]


@dataclass(frozen=True, slots=True)
class Paged(Generic[T]):
    """Rows of the page of this ``number`` (from 1 on), of ``many`` in all."""

    rows: Sequence[T]
    number: int
    many: int
    size: int = SIZE

    @property
    def first(self) -> int:
        """The number of the first row shown, from 1 on."""
        return (self.number - 1) * self.size + 1

    @property
    def last(self) -> int:
        """The number of the last."""
        return self.first + len(self.rows) - 1

    @property
    def pages(self) -> int:
        """How many there are."""
        return max(1, -(-self.many // self.size))

    @property
    def about(self) -> dict[str, int]:
        """What JSON tells of it."""
        return {"page": self.number, "pages": self.pages, "size": self.size, "total": self.many}


def cut(rows: Sequence[T], number: int, size: int = SIZE) -> Paged[T]:
    """One page out of all rows."""
    start = (number - 1) * size
    return Paged(rows[start : start + size], number, len(rows), size)
