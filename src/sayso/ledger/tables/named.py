"""Frozen records as JSON with the names of their fields, and back."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

_T = TypeVar("_T")


def named(value: object) -> Any:
    """A record as an object of its fields, tuples and sets as lists; sets in order."""
    if is_dataclass(value):
        return {field.name: named(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple):
        return [named(one) for one in value]
    return value.value if isinstance(value, Enum) else value


def from_named(kind: type[_T], row: Mapping[str, object], **others: object) -> _T:
    """The record of class ``kind`` with the fields of ``row``, and those of ``others`` as given.

    Raises KeyError, TypeError or ValueError where the row is none.
    """
    hints = _hints(cast("Hashable", kind))
    names = hints.keys() & row.keys() - others.keys()
    made = {name: _value(hints[name], row[name]) for name in names}
    return kind(**made, **others)


@cache  # to make them out of their words was two thirds of what taking in an export costs
def _hints(kind: Any) -> Mapping[str, Any]:
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}


def _value(kind: Any, value: Any) -> Any:
    origin, inner = get_origin(kind), get_args(kind)
    if is_dataclass(kind):
        return from_named(cast("type[object]", kind), value)
    if origin is tuple and inner[-1] is Ellipsis:
        return tuple(_value(inner[0], one) for one in value)
    if origin is tuple:
        return tuple(_value(one, part) for one, part in zip(inner, value, strict=True))
    if origin is frozenset:
        return frozenset(value)
    if origin is UnionType:
        (told,) = (one for one in inner if one is not NoneType)
        return None if value is None else _value(told, value)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return cast("Callable[[Any], Any]", kind)(value)
    return value
