"""What every shape has, and what the parts of a report's text look like."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class Shape(BaseModel):
    """An object of JSON."""

    model_config = ConfigDict(frozen=True)


class Paged(Shape):
    """One page of a list of ``total`` rows, ``size`` a page."""

    page: int
    pages: int
    size: int
    total: int


class Fault(Shape):
    """Why something was not done: what is wrong, and what to do."""

    status: int = Field(description="the code of HTTP")
    what: str
    mend: str


class Elsewhere(Shape):
    """The address of what was asked for, which is also the header Location."""

    elsewhere: str


class Stretch(Shape):
    """Characters ``start`` to ``end`` of a report's text, ``end`` not among them."""

    start: int
    end: int


class Words(Stretch):
    """The same with the words that stand there."""

    text: str


class Feature(Shape):
    """One thing that speaks for a link between two records, or with negative points against."""

    name: str
    detail: str
    points: float
