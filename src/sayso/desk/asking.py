"""What a form asks for: a field that was left empty asks for nothing."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from fastapi import Query
from pydantic import AfterValidator, BeforeValidator, StringConstraints

from sayso.nearby import parse_circle
from sayso.terms import Certainty, ChannelKind, Manner, QuoteType

_LONGEST = 300  # characters of what is asked for


def _or_none(value: Any) -> Any:
    return None if isinstance(value, str) and not value.strip() else value


def _some(values: Any) -> Any:
    return [one for one in values if one] if isinstance(values, list) else values


def _circle(text: str) -> str:
    parse_circle(text)
    return text


_Blank = BeforeValidator(_or_none)
_Blanks = BeforeValidator(_some)

_Short = Annotated[str, StringConstraints(max_length=_LONGEST)]
Words = Annotated[_Short | None, _Blank, Query()]
Day = Annotated[date | None, _Blank, Query(description="as 2019-04-30")]
Around = Annotated[
    Annotated[_Short, AfterValidator(_circle)] | None, _Blank, Query(description="Caracas,25km")
]
Type = Annotated[QuoteType | None, _Blank, Query()]
Manners = Annotated[list[Manner], _Blanks, Query()]
Channels = Annotated[list[ChannelKind], _Blanks, Query()]
Certainties = Annotated[list[Certainty], _Blanks, Query()]
