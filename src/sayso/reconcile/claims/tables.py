"""The file data/relations.toml, read once, and its numbers."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def read_tables() -> Mapping[str, Any]:
    """Its tables as they stand there."""
    path = files("sayso") / "data" / "relations.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def irregular() -> Mapping[str, str]:
    """Dictionary forms of irregular ones."""
    forms: Mapping[str, str] = read_tables()["irregular"]
    return forms


@cache
def weights() -> Mapping[str, float]:
    """What each feature of a likeness weighs, and its thresholds."""
    return tables()["weights"]


@cache
def tables() -> Mapping[str, Mapping[str, float]]:
    """The numbers of the lexicon by their table."""
    data = read_tables()
    return {name: data[name] for name in ("weights", "clash", "event")}
