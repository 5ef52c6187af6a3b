"""Frozen records as short bytes and back, for what is loaded by the hundred and asked by no field.

A record is the list of its fields' values, so that a field that is added at the end of its class,
with a default, leaves what was packed before readable.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Hashable
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

_T = TypeVar("_T")
_AS_THEY_ARE = frozenset((str, int, float, bool, NoneType))


def pack(record: object) -> bytes:
    """A frozen record of records, tuples, sets, words and numbers, the same for equal ones."""
    told = json.dumps(_plain(record), ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(told.encode("utf-8", "replace"), 6)


def unpack(kind: type[_T], packed: bytes) -> _T:
    """The record of class ``kind`` that was packed."""
    return cast("_T", _reader(cast("Hashable", kind))(json.loads(zlib.decompress(packed))))


def _plain(value: object) -> object:
    kind = type(value)
    if kind in _AS_THEY_ARE:
        return value
    if kind is tuple:
        return [_plain(one) for one in cast("tuple[object, ...]", value)]
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, Enum):
        return value.value
    return [_plain(getattr(value, name)) for name in _names(cast("Hashable", kind))]


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


@cache
def _reader(kind: Any) -> Callable[[Any], Any]:
    """What makes a value of a type out of what JSON has."""
    origin, inner = get_origin(kind), get_args(kind)
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        readers = [_reader(hints[field.name]) for field in fields(kind)]
        make = cast("Callable[..., object]", kind)
        return lambda row: make(*(read(one) for read, one in zip(readers, row, strict=False)))
    if origin is tuple and inner[-1] is Ellipsis:
        each = _reader(inner[0])
        return lambda row: tuple(map(each, row))
    if origin is tuple:
        parts = [_reader(one) for one in inner]
        return lambda row: tuple(read(one) for read, one in zip(parts, row, strict=True))
    if origin is frozenset:
        return frozenset
    if origin is UnionType:
        (told,) = (_reader(one) for one in inner if one is not NoneType)
        return lambda row: None if row is None else told(row)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    return lambda row: row
