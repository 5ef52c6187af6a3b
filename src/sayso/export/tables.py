"""The rows of a ledger as tables: which there are, and what each column holds.

A column is a word for a plain value, a dict for a record of several values, or a list of one of
these. ``Rows`` is a list of records that is a table of its own where a table holds no lists.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.ledger.claims.rows import claim_cells

if TYPE_CHECKING:
    from sayso.ledger import Ledger

Row = Mapping[str, object]
TEXT, WHOLE, NUMBER, FLAG, JSON = "text", "whole", "number", "flag", "json"


@dataclass(frozen=True, slots=True)
class Rows:
    """A list of records, or of texts where there are no ``columns``.

    ``table`` is what it is called apart.
    """

    table: str
    columns: Mapping[str, Column] | None = None


Column = str | Mapping[str, "Column"] | Rows

_PLACE: Mapping[str, Column] = {"start": WHOLE, "end": WHOLE}
_WORDS: Mapping[str, Column] = {**_PLACE, "text": TEXT}
_SPANS = Rows("spans", _WORDS)
_TIME: Mapping[str, Column] = {
    **_WORDS, "value": TEXT, "precision": TEXT, "from": TEXT, "to": TEXT, "reason": TEXT,
}  # fmt: skip
_WHERE: Mapping[str, Column] = {
    **_WORDS, "name": TEXT, "known": TEXT, "latitude": NUMBER, "longitude": NUMBER,
    "radius": NUMBER, "others": Rows("namesakes"), "reason": TEXT,
}  # fmt: skip
_KIND: Mapping[str, Column] = {"kind": TEXT, "words": _SPANS}
_PARTICIPANTS = Rows("participants", {**_WORDS, "head": _PLACE, "actor": TEXT})
_QUANTITIES = Rows(
    "quantities", {**_WORDS, "value": NUMBER, "low": NUMBER, "high": NUMBER, "unit": TEXT}
)
_FEATURES = Rows("features", {"name": TEXT, "detail": TEXT, "points": NUMBER})
_END: Mapping[str, Column] = {"proposition": TEXT, "clash": _PLACE}
_SIDE: Mapping[str, Column] = {"report": TEXT, **_PLACE}

TABLES: Mapping[str, Mapping[str, Column]] = {
    "runs": {"id": TEXT, "software": TEXT, "model": TEXT, "settings": TEXT},
    "reports": {
        "id": TEXT, "report": TEXT, "address": TEXT, "number": WHOLE, "run": TEXT, "where": TEXT,
        "title": TEXT, "outlet": TEXT, "authors": Rows("authors"), "published": TEXT,
        "modified": TEXT, "url": TEXT, "language": TEXT, "text": TEXT,
        "blocks": Rows("blocks", {"kind": TEXT, **_PLACE, "origin": TEXT}),
        "times": Rows("times", _TIME), "places": Rows("places", _WHERE),
    },
    "attributions": {
        "id": TEXT, "report": TEXT, "outlet": TEXT, "published": TEXT, "own": FLAG,
        "source": _SPANS, "cue": _SPANS, "content": _SPANS, "quote_type": TEXT,
        "confidence": NUMBER, "within": TEXT, "block": TEXT,
        "actor": {"id": TEXT, "name": TEXT, "kind": TEXT, "known": TEXT},
        "manner": _KIND, "distance": _KIND,
        "channel": Rows("channels", {"kind": TEXT, "name": TEXT, "words": _SPANS}),
        "addressee": _SPANS, "certainty": _KIND, "sureness": NUMBER,
        "said": _TIME, "happened": _TIME, "said_at": _WHERE, "happened_at": _WHERE,
        "judged": {"added_by": TEXT, "edited_by": TEXT, "rejected_by": TEXT},
    },
    "actors": {
        "id": TEXT, "report": TEXT, "kind": TEXT, "name": TEXT, "names": Rows("names"),
        "known": TEXT,
        "offices": Rows(
            "offices", {"title": TEXT, **_PLACE, "former": FLAG, "since": TEXT, "until": TEXT}
        ),
        "mentions": Rows("mentions", {**_WORDS, "head": _PLACE, "kind": TEXT, "reason": TEXT}),
    },
    "events": {
        "id": TEXT, "report": TEXT, "type": TEXT, "mode": TEXT, "about": TEXT,
        "predicate": _SPANS, "actor": _PARTICIPANTS, "recipient": _PARTICIPANTS,
        "instrument": _SPANS, "time": WHOLE, "place": WHOLE, "quantities": _QUANTITIES,
        "negated": FLAG, "modality": _KIND, "attribution": TEXT, "reason": TEXT,
    },
    "labels": {
        "id": TEXT, "report": TEXT, "about": TEXT, "target": TEXT, "key": TEXT, **_WORDS,
        "head": _PLACE, "form": TEXT, "voice": TEXT, "user": TEXT, "attribution": TEXT,
        "leaning": TEXT, "rejected": FLAG, "outlet": TEXT,
    },
    "happenings": {
        "id": TEXT, "report": TEXT, "family": TEXT, "told": Rows("told"),
        "company": Rows("company"),
    },
    "stances": {
        "id": TEXT, "report": TEXT, "actor": TEXT, "target": TEXT, "kind": TEXT, "sign": WHOLE,
        "words": _SPANS, "attribution": TEXT, "within": TEXT, "at": TEXT,
    },
    "propositions": {
        "id": TEXT, "report": TEXT, "attribution": TEXT, "who": TEXT,
        "certainty": TEXT, "spans": _SPANS,
    },
    "claims": {
        "id": TEXT, "words": TEXT, "reports": WHOLE, "lines": WHOLE, "sources": WHOLE,
        "contested": WHOLE, "certainty": TEXT, "first_published": TEXT, "who": TEXT,
    },
    "claim_propositions": {"claim": TEXT, "proposition": TEXT},
    "relations": {
        "id": TEXT, "kind": TEXT, "dimension": TEXT, "reason": TEXT, "score": NUMBER,
        "left": _END, "right": _END,
    },
    "lineage": {
        "id": TEXT, "left": _SIDE, "right": _SIDE, "similarity": NUMBER, "direction": TEXT,
        "reason": TEXT,
    },
    "sameness": {
        "id": TEXT, "left": TEXT, "right": TEXT, "score": NUMBER, "features": _FEATURES,
    },
    "failures": {"id": TEXT, "kind": TEXT, "where": TEXT, "what": TEXT, "mend": TEXT},
    "judgements": {
        "id": TEXT, "target": TEXT, "verdict": TEXT, "judge": TEXT, "at": TEXT, "change": JSON,
        "note": TEXT, "undoes": TEXT, "report": TEXT, "words": JSON,
    },
}  # fmt: skip

#: Tables by what a row of JSON calls its record.
RECORDS = {
    "run": "runs", "version": "reports", "attribution": "attributions",
    "assertion": "attributions", "actor": "actors", "event": "events", "label": "labels",
    "happening": "happenings", "stance": "stances", "proposition": "propositions",
    "relation": "relations", "lineage": "lineage", "sameness": "sameness",
    "failure": "failures", "judgement": "judgements",
}  # fmt: skip


def table_rows(ledger: Ledger) -> Iterator[tuple[str, Row]]:
    """Every row of every table with the table's name, one in memory at a time.

    A table's rows come in the order of their ids; those of two tables may come mixed.
    """
    for row in ledger.rows(amended=True):
        record = str(row["record"])
        if record == "claim":
            claim, propositions = row["id"], row["propositions"]
            assert isinstance(propositions, list)
            for one in propositions:
                yield "claim_propositions", {"claim": claim, "proposition": one}
        else:
            yield RECORDS[record], row
    for page in ledger.every_claim():
        yield "claims", {"id": page.id, **claim_cells(page)}
