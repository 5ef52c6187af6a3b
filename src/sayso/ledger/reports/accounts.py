"""Labels, happenings and stances of one report: into the ledger, and back as records."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TypeVar

import sqlalchemy as sa

from sayso.ledger.tables.accounts import HAPPENINGS, LABELS, STANCES
from sayso.ledger.tables.columns import storable
from sayso.ledger.tables.reports import VERSIONS
from sayso.records import Happening, Label, Reading, Span, Stance
from sayso.terms import About, LabelForm, StanceKind, Voice

_T = TypeVar("_T")
ByVersion = dict[int, tuple[_T, ...]]


def keep_accounts(conn: sa.Connection, reading: Reading, version: int) -> None:
    """Add the labels, happenings and stances of a version."""
    for table, found in (
        (LABELS, map(_label_row, reading.labels)),
        (HAPPENINGS, map(_happening_row, reading.happenings)),
        (STANCES, map(_stance_row, reading.stances)),
    ):
        rows = [{"version": version, "ordinal": at, **row} for at, row in enumerate(found)]
        if rows:
            conn.execute(sa.insert(table), rows)


def spans_json(spans: Iterable[Span]) -> str:
    """Spans as a column of text holds them."""
    return json.dumps([[span.start, span.end] for span in spans])


def spans_from(text: str) -> tuple[Span, ...]:
    """Spans out of a column of text."""
    return tuple(Span(start, end) for start, end in json.loads(text))


def rows_of(
    conn: sa.Connection,
    table: sa.Table,
    versions: Collection[int],
    condition: sa.ColumnElement[bool] | None = None,
) -> Iterator[sa.RowMapping]:
    """Rows of versions in their order, each with the id of its version as ``report``."""
    c = table.c
    asked = (
        sa.select(table, VERSIONS.c.id.label("report"))
        .join(VERSIONS, VERSIONS.c.n == c.version)
        .where(c.version.in_(versions))
        .order_by(*table.primary_key.columns)
    )
    if condition is not None:
        asked = asked.where(condition)
    yield from conn.execute(asked).mappings()


def grouped(rows: Iterable[tuple[int, _T]]) -> ByVersion[_T]:
    """What was made of rows, by the number of their version."""
    found: defaultdict[int, list[_T]] = defaultdict(list)
    for version, one in rows:
        found[version].append(one)
    return {version: tuple(some) for version, some in found.items()}


def _label_row(label: Label) -> Mapping[str, object]:
    return {
        "id": label.id,
        "about": label.about.value,
        "target": label.target,
        "key": label.key,
        "start": label.span.start,
        "end": label.span.end,
        "head_start": label.head.start,
        "head_end": label.head.end,
        "form": label.form.value,
        "voice": label.voice.value,
        "user": label.user,
        "attribution": label.attribution,
        "leaning": label.leaning,
        "rejected": int(label.rejected),
        "outlet": storable(label.outlet),
    }


def load_labels(conn: sa.Connection, versions: Collection[int]) -> ByVersion[Label]:
    """The labels of each of these versions that has any."""
    return grouped((row["version"], label_from(row)) for row in rows_of(conn, LABELS, versions))


def label_from(row: sa.RowMapping) -> Label:
    """A label out of its row, and the id of its version as ``report``."""
    return Label(
        row["id"],
        row["report"],
        About(row["about"]),
        row["target"],
        row["key"],
        Span(row["start"], row["end"]),
        Span(row["head_start"], row["head_end"]),
        LabelForm(row["form"]),
        Voice(row["voice"]),
        row["user"],
        row["attribution"],
        row["leaning"],
        bool(row["rejected"]),
        row["outlet"],
    )


def _happening_row(happening: Happening) -> Mapping[str, object]:
    return {
        "id": happening.id,
        "family": happening.family,
        "told": _words_json(happening.told),
        "company": _words_json(happening.company),
    }


def _words_json(words: Iterable[str]) -> str:
    return json.dumps(sorted(words), ensure_ascii=False)


def load_happenings(conn: sa.Connection, versions: Collection[int]) -> ByVersion[Happening]:
    """The happenings of each of these versions that has any."""
    return grouped((row["version"], _happening(row)) for row in rows_of(conn, HAPPENINGS, versions))


def _happening(row: sa.RowMapping) -> Happening:
    told, company = (frozenset(json.loads(row[name])) for name in ("told", "company"))
    return Happening(row["id"], row["report"], row["family"], told, company)


def _stance_row(stance: Stance) -> Mapping[str, object]:
    return {
        "id": stance.id,
        "actor": stance.actor,
        "target": stance.target,
        "kind": stance.kind.value,
        "sign": stance.sign,
        "words": spans_json(stance.words),
        "attribution": stance.attribution,
        "within": stance.within,
        "at": stance.at,
    }


def load_stances(
    conn: sa.Connection,
    versions: Collection[int],
    condition: sa.ColumnElement[bool] | None = None,
) -> ByVersion[Stance]:
    """The stances of each of these versions that has any, or any for which ``condition`` holds."""
    rows = rows_of(conn, STANCES, versions, condition)
    return grouped((row["version"], _stance(row)) for row in rows)


def _stance(row: sa.RowMapping) -> Stance:
    return Stance(
        row["id"],
        row["report"],
        row["actor"],
        row["target"],
        StanceKind(row["kind"]),
        row["sign"],
        spans_from(row["words"]),
        row["attribution"],
        row["within"],
        row["at"],
    )
