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


ATTRIBUTIONS = _columns(
    "id, report, outlet, title, published, url, source, cue, content, start number, end number,"
    "quote_type, confidence share, within, block, own flag, actor, actor_id, actor_kind, manner,"
    "distance, channel texts, addressee, certainty, sureness share, said, happened, said_at,"
    "happened_at"
)
CLAIMS = _columns(
    "claim, words, reports number, lines number, sources number, contested number, certainty,"
    "first_published, who"
)
ACCOUNTS = _columns(
    "dispute, ground, reason, rejected flag, side number, claim, words, clash, who, outlet,"
    "published, reports number, lines number, sources number"
)
ACTORS = _columns(
    "id, name, kind, attributions number, reports number, names texts, offices texts,"
    "conflicts number, known texts"
)
LABELS = _columns(
    "target, target_id, about, label, user, user_id, is_outlet flag, own number, direct number,"
    "indirect number, held number, rejected number, reports number, lines number, leaning,"
    "score share, uneven flag, words texts"
)
STANCES = _columns(
    "actor, actor_id, stance, sign number, target, target_id, times number, told number,"
    "reports number, lines number, first, last, words texts, tellers texts"
)
TIMELINE = _columns(
    "at, as_of, kind, actors texts, recipients texts, negated flag, modality, source, happened,"
    "said, published, reports number, lines number, words, sentence, outlets texts, ids texts"
)
EVENTS = _columns(
    "id, report, type, mode, about, actors texts, recipients texts, happened, place,"
    "quantities texts, negated flag, modality, source, outlet, published, words, sentence, reason"
)
LINEAGE = _columns(
    "id, similarity share, direction, reason, left_report, left_outlet, left_published, left_start"
    " number, left_end number, right_report, right_outlet, right_published, right_start number,"
    "right_end number, text"
)
REPORTS = _columns(
    "id, version, title, outlet, published, added, where, characters number, versions number,"
    "attributions number, copied share, shared share"
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
