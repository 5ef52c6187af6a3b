"""The columns of each table: their names and kinds, so that an empty table has them too."""

from __future__ import annotations

import importlib
from enum import StrEnum
from typing import Any

from sayso.errors import NotInstalled


class Kind(StrEnum):
    """What a column holds; any may be empty, save lists."""

    TEXT = "text"
    NUMBER = "number"
    SHARE = "share"  # a float
    FLAG = "flag"
    TEXTS = "texts"


def _columns(told: str) -> dict[str, Kind]:
    """As in "id, reports number, rejected flag"; text where no kind is told."""
    parts = (part.split() for part in told.split(","))
    return {part[0]: Kind(part[1]) if part[1:] else Kind.TEXT for part in parts}


# What tells most comes first: a notebook shows no more than the first of them.
ATTRIBUTIONS = _columns(
    "source, cue, content, manner, certainty, actor, outlet, published, title, quote_type,"
    "confidence share, distance, channel texts, addressee, sureness share, said, happened, said_at,"
    "happened_at, actor_kind, actor_id, own flag, within, block, start number, end number,"
    "added_by, edited_by, id, report, url"
)
CLAIMS = _columns(
    "claim, words, reports number, lines number, sources number, contested number, certainty,"
    "first_published, who"
)
ACCOUNTS = _columns(
    "dispute, ground, side number, words, clash, who, outlet, published, lines number,"
    "reports number, sources number, reason, rejected flag, claim"
)
ACTORS = _columns(
    "name, kind, attributions number, reports number, names texts, offices texts,"
    "conflicts number, known texts, id"
)
LABELS = _columns(
    "target, label, user, about, leaning, own number, direct number, indirect number, held number,"
    "rejected number, reports number, lines number, score share, uneven flag, is_outlet flag,"
    "words texts, target_id, user_id"
)
STANCES = _columns(
    "actor, stance, sign number, target, times number, told number, reports number, lines number,"
    "words texts, first, last, tellers texts, actor_id, target_id"
)
TIMELINE = _columns(
    "at, kind, actors texts, recipients texts, words, source, outlets texts, reports number,"
    "lines number, as_of, happened, said, published, negated flag, modality, sentence, ids texts"
)
EVENTS = _columns(
    "type, actors texts, recipients texts, words, happened, place, source, outlet, published,"
    "mode, about, quantities texts, negated flag, modality, sentence, reason, id, report"
)
LINEAGE = _columns(
    "left_outlet, right_outlet, similarity share, direction, text, left_published,"
    "right_published, reason, left_report, left_start number, left_end number, right_report,"
    "right_start number, right_end number, id"
)
REPORTS = _columns(
    "published, outlet, title, attributions number, copied share, shared share, versions number,"
    "characters number, where, added, id, version"
)


def column_value(value: object, kind: Kind) -> object:
    """A cell as its column holds it."""
    if value is None:
        return [] if kind is Kind.TEXTS else None
    if kind is Kind.FLAG:
        return bool(value)
    if kind is Kind.SHARE and isinstance(value, int | float):
        return float(value)
    return value


def arrow_type(pyarrow: Any, kind: Kind) -> Any:
    """The type of Arrow for it."""
    made = {
        Kind.TEXT: pyarrow.string,
        Kind.NUMBER: pyarrow.int64,
        Kind.SHARE: pyarrow.float64,
        Kind.FLAG: pyarrow.bool_,
        Kind.TEXTS: lambda: pyarrow.list_(pyarrow.string()),
    }
    return made[kind]()


def imported(package: str, extra: str) -> Any:
    """An optional package. Raises NotInstalled, which names the ``extra`` that has it."""
    try:
        return importlib.import_module(package)
    except ImportError:
        told = f"{package} is not installed"
        raise NotInstalled("sayso", told, f"pip install 'sayso[{extra}]'") from None
