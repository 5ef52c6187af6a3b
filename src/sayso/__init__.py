"""Sayso: who says so? Reads reports and names who said what, by exact characters.

    import sayso
    report = sayso.read("page.html")
    for one in report.attributions:
        ...
    sayso.open("event.db").claims(contested=True).to_pandas()

The names in ``__all__`` are the public surface; docs/python.md tells them with examples. Importing
it opens nothing and loads no model.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from sayso.errors import (
    CorpusError,
    Damaged,
    Fault,
    Forbidden,
    LedgerBusy,
    LedgerError,
    ModelError,
    NewerLedger,
    NoField,
    NoLedger,
    NoProse,
    NoRecord,
    NotEnglish,
    NotFound,
    NotInstalled,
    NotText,
    NotWritten,
    ReadError,
    SaysoError,
    TooLarge,
)
from sayso.records import (
    Actor,
    Attribution,
    Block,
    Claim,
    Event,
    Hop,
    How,
    Label,
    Mention,
    Office,
    Parse,
    Place,
    Proposition,
    Reading,
    Relation,
    Report,
    Setting,
    Span,
    Stance,
    Time,
    Word,
    identify,
    words_of,
)
from sayso.terms import (
    ActorKind,
    BlockKind,
    Certainty,
    ChannelKind,
    Clock,
    Distance,
    EventType,
    Manner,
    QuoteType,
    Role,
    StanceKind,
    Verdict,
)
from sayso.version import __version__

if TYPE_CHECKING:
    from sayso.book import Book, Charted, Table
    from sayso.book import open_book as open
    from sayso.pipeline import Pipeline
    from sayso.reading import read, read_all, read_text

__all__ = [
    "Actor",
    "ActorKind",
    "Attribution",
    "Block",
    "BlockKind",
    "Book",
    "Certainty",
    "ChannelKind",
    "Charted",
    "Claim",
    "Clock",
    "CorpusError",
    "Damaged",
    "Distance",
    "Event",
    "EventType",
    "Fault",
    "Forbidden",
    "Hop",
    "How",
    "Label",
    "LedgerBusy",
    "LedgerError",
    "Manner",
    "Mention",
    "ModelError",
    "NewerLedger",
    "NoField",
    "NoLedger",
    "NoProse",
    "NoRecord",
    "NotEnglish",
    "NotFound",
    "NotInstalled",
    "NotText",
    "NotWritten",
    "Office",
    "Parse",
    "Pipeline",
    "Place",
    "Proposition",
    "QuoteType",
    "ReadError",
    "Reading",
    "Relation",
    "Report",
    "Role",
    "SaysoError",
    "Setting",
    "Span",
    "Stance",
    "StanceKind",
    "Table",
    "Time",
    "TooLarge",
    "Verdict",
    "Word",
    "__version__",
    "identify",
    "open",
    "read",
    "read_all",
    "read_text",
    "words_of",
]

# What takes long to import, and where it is: ``sayso --help`` needs none of it.
_LATER = {
    "Book": ("sayso.book", "Book"),
    "Charted": ("sayso.book", "Charted"),
    "Pipeline": ("sayso.pipeline", "Pipeline"),
    "Table": ("sayso.book", "Table"),
    "open": ("sayso.book", "open_book"),
    "read": ("sayso.reading", "read"),
    "read_all": ("sayso.reading", "read_all"),
    "read_text": ("sayso.reading", "read_text"),
}


def __getattr__(name: str) -> object:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, called = _LATER[name]
    globals()[name] = found = getattr(importlib.import_module(module), called)
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
