"""The tables of accounts, of 0005: who does what, who calls whom what, who stands where.

Each row is one of its version's, in their order, and has the record's id. Spans by which nothing is
looked up are JSON: [[start, end], ...].
"""

from __future__ import annotations

from functools import partial

import sqlalchemy as sa

from sayso.ledger.tables.columns import exact, of, small, table, text
from sayso.ledger.tables.reports import METADATA

_table = partial(table, METADATA, rowid=False)


def _of_version() -> tuple[sa.Column[int], sa.Column[int], sa.Column[str]]:
    return of("versions", "version", key=True), small("ordinal", key=True), text("id")


EVENTS = _table(
    "events",
    *_of_version(),
    text("type"),
    text("mode", null=True),
    text("about", null=True),
    text("predicate"),
    text("instrument"),
    small("time", null=True),  # ordinals of the version's times
    small("place", null=True),  # and of its toponyms
    small("negated"),
    text("modality"),
    text("modality_words"),
    text("attribution", null=True),  # its id
    text("reason"),
)

# ``event`` is the ordinal of the version's event; ``role`` is "actor" or "recipient".
PARTICIPANTS = _table(
    "participants",
    of("versions", "version", key=True),
    small("event", key=True),
    text("role", key=True),
    small("ordinal", key=True),
    small("start"),
    small("end"),
    small("head_start"),
    small("head_end"),
    text("actor", null=True),
)

QUANTITIES = _table(
    "quantities",
    of("versions", "version", key=True),
    small("event", key=True),
    small("ordinal", key=True),
    small("start"),
    small("end"),
    exact("value"),
    exact("low", null=True),
    exact("high", null=True),
    text("unit"),
)

LABELS = _table(
    "labels",
    *_of_version(),
    text("about"),
    text("target"),
    text("key"),
    small("start"),
    small("end"),
    small("head_start"),
    small("head_end"),
    text("form"),
    text("voice"),
    text("user", null=True),
    text("attribution", null=True),
    text("leaning", null=True),
    small("rejected"),
    text("outlet", null=True),
)

# ``told`` and ``company`` are JSON lists, sorted.
HAPPENINGS = _table(
    "happenings",
    *_of_version(),
    text("family"),
    text("told"),
    text("company"),
)

STANCES = _table(
    "stances",
    *_of_version(),
    text("actor"),
    text("target"),
    text("kind"),
    small("sign"),
    text("words"),
    text("attribution", null=True),
    text("within", null=True),
    text("at", null=True),
)


#: All of them: what a reread takes away and a version loses.
OF_ACCOUNTS = (EVENTS, PARTICIPANTS, QUANTITIES, LABELS, HAPPENINGS, STANCES)
