"""One JSON object whose last value is a list, written as it goes: a graph, a bundle, features."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import IO

Row = Mapping[str, object]


def write_listed(head: Row, key: str, rows: Iterable[Row], out: IO[bytes]) -> None:
    """Members of ``head``, then ``key`` with ``rows``, one a line, in UTF-8."""
    begin = json.dumps(dict(head), ensure_ascii=False).removesuffix("}")
    out.write(f"{begin}{', ' if head else ''}{json.dumps(key)}: [".encode())
    between = b"\n"
    for row in rows:
        out.write(between + json.dumps(row, ensure_ascii=False).encode())
        between = b",\n"
    out.write(b"\n]}\n")


def told(**fields: object) -> dict[str, object]:
    """The fields that have something in them; ``at_id`` and ``at_type`` are JSON-LD's."""
    return {
        "@" + name[3:] if name in ("at_id", "at_type") else name: value
        for name, value in fields.items()
        if value is not None and value != "" and value != [] and value != {}
    }
