"""Sayso: who says so? Reads reports and names who said what, by exact characters.

    from sayso import Pipeline
    for reading in Pipeline().read(["page.html"]):
        ...

The names in ``__all__`` are the public surface. Importing it opens nothing and loads no model.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.errors import (
    CorpusError,
    Damaged,
    Fault,
    Forbidden,
    ModelError,
    NoField,
    NoProse,
    NotEnglish,
    NotFound,
    NotText,
    ReadError,
    SaysoError,
    TooLarge,
)
from sayso.records import Attribution, Block, Reading, Report, Span, words_of
from sayso.terms import BlockKind, QuoteType, Role

if TYPE_CHECKING:
    from sayso.pipeline import Pipeline

__version__ = "0.1.0"

__all__ = [
    "Attribution",
    "Block",
    "BlockKind",
    "CorpusError",
    "Damaged",
    "Fault",
    "Forbidden",
    "ModelError",
    "NoField",
    "NoProse",
    "NotEnglish",
    "NotFound",
    "NotText",
    "Pipeline",
    "QuoteType",
    "ReadError",
    "Reading",
    "Report",
    "Role",
    "SaysoError",
    "Span",
    "TooLarge",
    "__version__",
    "words_of",
]


def __getattr__(name: str) -> object:
    if name == "Pipeline":  # its imports take long; ``sayso --help`` needs none of them
        from sayso.pipeline import Pipeline

        return Pipeline
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
