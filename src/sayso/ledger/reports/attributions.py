"""Attributions with how they were said: into the ledger, and back as records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import sqlalchemy as sa

from sayso.ledger.index.facets import ADDED, facets_of
from sayso.ledger.index.indexing import index_words
from sayso.ledger.tables.reports import (
    ATTRIBUTIONS,
    HOPS,
    JUDGEMENTS,
    SPANS,
    VERSIONS,
    next_number,
)
from sayso.records import Attribution, Hop, How, Judged, Reading, Setting, Span, words_of
from sayso.terms import Certainty, ChannelKind, Distance, Manner, QuoteType, Role, Verdict

# What else of an attribution is justified by words, beside the three of terms.Role.
_MANNER, _DISTANCE, _CERTAINTY, _ADDRESSEE = "manner", "distance", "certainty", "addressee"
_SETTING = ("said", "happened", "said_at", "happened_at")

_Roles = Mapping[str, tuple[Span, ...]]


def keep_attributions(
    conn: sa.Connection,
    reading: Reading,
    version: int,
    toponyms: Sequence[int],
    outlet: str | None,
    *,
    shown: bool,
) -> None:
    """Add what others say in a version, and what its report asserts itself.

    ``toponyms`` are the numbers of what the reading's places mean, ``outlet`` as it is stored.
    """
    first = next_number(conn, ATTRIBUTIONS)
    # A model may find the same spans twice, on two levels; the id is the same, and so is the row.
    said = {one.id: (one, False) for one in reading.attributions}
    once = said | {one.id: (one, True) for one in reading.assertions if one.id not in said}
    rows: list[dict[str, object]] = []
    spans: list[dict[str, object]] = []
    hops: list[dict[str, object]] = []
    for n, (one, own) in enumerate(once.values(), first):
        setting = one.setting
        places = [toponyms[at] for at in (setting.said_at, setting.happened_at) if at is not None]
        told = {"facets": facets_of(one, reading, places, outlet, own=own), "own": int(own)}
        fixed = {"n": n, "version": version, "shown": int(shown)}
        rows.append({**_row(one, reading.report.text), **told, **fixed})
        spans += _span_rows(n, one)
        hops += _hop_rows(n, one.how)
    for table, parts in ((ATTRIBUTIONS, rows), (SPANS, spans), (HOPS, hops)):
        if parts:
            conn.execute(sa.insert(table), parts)
    index_words(conn, rows)


def _row(attribution: Attribution, text: str) -> dict[str, object]:
    how, setting = attribution.how, attribution.setting
    roles = ((Role.SOURCE, attribution.source), (Role.CUE, attribution.cue))
    words = {role.value: words_of(spans, text) for role, spans in roles}
    return {
        "id": attribution.id,
        "quote_type": attribution.quote_type.value,
        "confidence": attribution.confidence,
        "within": attribution.within,
        "actor": attribution.actor,
        **words,
        "content": words_of(attribution.content, text),
        "manner": how and how.manner.value,
        "distance": how and how.distance.value,
        "certainty": how and how.certainty.value,
        "sureness": how and how.sureness,
        **{name: getattr(setting, name) for name in _SETTING},
    }


def _span_rows(n: int, attribution: Attribution) -> Iterator[dict[str, object]]:
    for role, spans in _roles(attribution):
        for at, span in enumerate(spans):
            place = {"start": span.start, "end": span.end}
            yield {"attribution": n, "role": role, "ordinal": at, **place}


def _roles(attribution: Attribution) -> Iterator[tuple[str, tuple[Span, ...]]]:
    yield Role.SOURCE.value, attribution.source
    yield Role.CUE.value, attribution.cue
    yield Role.CONTENT.value, attribution.content
    if how := attribution.how:
        yield _MANNER, how.manner_words
        yield _DISTANCE, how.distance_words
        yield _CERTAINTY, how.certainty_words
        yield _ADDRESSEE, how.addressee
        for at, hop in enumerate(how.hops):
            yield _hop_role(at), hop.words


def _hop_role(at: int) -> str:
    return f"hop{at}"


def _hop_rows(n: int, how: How | None) -> Iterator[dict[str, object]]:
    for at, hop in enumerate(how.hops if how else ()):
        yield {"attribution": n, "ordinal": at, "kind": hop.kind.value, "name": hop.name}


def load_attributions(
    conn: sa.Connection, condition: sa.ColumnElement[bool]
) -> dict[int, Attribution]:
    """The attributions for which ``condition`` holds, by number, in the order of adding.

    ``judged`` tells of those that a person added, and of no others.
    """
    a = ATTRIBUTIONS.c
    asked = (
        sa.select(ATTRIBUTIONS, VERSIONS.c.id.label("report"))
        .join(VERSIONS, VERSIONS.c.n == a.version)
        .where(condition)
        .order_by(a.n)
    )
    rows = conn.execute(asked).mappings().all()
    numbers = [row["n"] for row in rows]
    spans, hops = _load_spans(conn, numbers), _load_hops(conn, numbers)
    judges = _load_judges(conn, [row["id"] for row in rows if row["facets"].startswith(ADDED)])
    return {
        row["n"]: _attribution(
            row, spans.get(row["n"], {}), hops.get(row["n"], ()), judges.get(row["id"])
        )
        for row in rows
    }


def _load_judges(conn: sa.Connection, ids: Sequence[str]) -> dict[str, str]:
    """Who added attributions, by their ids: of several the last who did not take it back."""
    if not ids:
        return {}
    j = JUDGEMENTS.c
    undone = sa.select(j.undoes).where(j.target.in_(ids), j.undoes.is_not(None))
    asked = sa.select(j.target, j.judge).where(
        j.target.in_(ids), j.verdict == Verdict.ADD.value, j.id.not_in(undone)
    )
    rows = conn.execute(asked.order_by(j.n))
    return {row.target: row.judge for row in rows}


def _load_spans(conn: sa.Connection, numbers: Sequence[int]) -> dict[int, _Roles]:
    s = SPANS.c
    found: defaultdict[int, dict[str, tuple[Span, ...]]] = defaultdict(dict)
    asked = sa.select(s.attribution, s.role, s.start, s.end).where(s.attribution.in_(numbers))
    for n, role, start, end in conn.execute(asked.order_by(s.attribution, s.role, s.ordinal)):
        found[n][role] = (*found[n].get(role, ()), Span(start, end))
    return dict(found)


def _load_hops(
    conn: sa.Connection, numbers: Sequence[int]
) -> dict[int, list[tuple[ChannelKind, str | None]]]:
    h = HOPS.c
    found: defaultdict[int, list[tuple[ChannelKind, str | None]]] = defaultdict(list)
    asked = sa.select(h.attribution, h.kind, h.name).where(h.attribution.in_(numbers))
    for n, kind, name in conn.execute(asked.order_by(h.attribution, h.ordinal)):
        found[n].append((ChannelKind(kind), name))
    return dict(found)


def _attribution(
    row: sa.RowMapping,
    roles: _Roles,
    hops: Iterable[tuple[ChannelKind, str | None]],
    judge: str | None,
) -> Attribution:
    return Attribution(
        row["id"],
        row["report"],
        roles.get(Role.SOURCE, ()),
        roles.get(Role.CUE, ()),
        roles.get(Role.CONTENT, ()),
        QuoteType(row["quote_type"]),
        row["confidence"],
        row["within"],
        row["actor"],
        _how(row, roles, hops) if row["manner"] is not None else None,
        Setting(*(row[name] for name in _SETTING)),
        Judged(added_by=judge) if judge is not None else None,
    )


def _how(row: sa.RowMapping, roles: _Roles, hops: Iterable[tuple[ChannelKind, str | None]]) -> How:
    return How(
        Manner(row["manner"]),
        roles.get(_MANNER, ()),
        Distance(row["distance"]),
        roles.get(_DISTANCE, ()),
        tuple(
            Hop(kind, roles.get(_hop_role(at), ()), name) for at, (kind, name) in enumerate(hops)
        ),
        roles.get(_ADDRESSEE, ()),
        Certainty(row["certainty"]),
        roles.get(_CERTAINTY, ()),
        row["sureness"],
    )
