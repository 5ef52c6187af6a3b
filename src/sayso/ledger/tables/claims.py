"""The tables of 0006: what reports put forward, what they share, and the claims that it makes."""

from __future__ import annotations

from functools import partial

import sqlalchemy as sa

from sayso.ledger.tables.columns import BIG, big, blob, exact, of, only_where, small, table, text
from sayso.ledger.tables.reports import METADATA

_table = partial(table, METADATA)

# A report's sentences of what is said in it, of all its versions; those of the newest are
# ``shown``. ``wording`` is the same for the same words; ``packed`` is all else (packing.py).
PROPOSITIONS = _table(
    "propositions",
    big("n", key=True),
    text("id", unique=True),
    of("versions", "version", index=True),
    text("attribution", index=True),
    big("wording"),
    text("who"),
    small("shown"),
    blob("packed"),
    sa.Index("propositions_wording", "wording", "id", **only_where("shown = 1")),
)

# What a report is about, once for all of its propositions: a JSON list.
GISTS = _table(
    "gists",
    of("versions", "version", key=True),
    text("gist"),
    rowid=False,
)

# Claims depend on nothing but what is shown: they are made anew with what they hang together with.
CLAIMS = _table(
    "claims",
    big("n", key=True),
    text("id", unique=True),
    of("propositions", "stated", index=True),
)

# The same words are compared once, however many say them: their ``speaker`` is the first by id.
# ``held`` are its keys, 8 bytes each: an index of claim_keys by wordings is three times as large.
WORDINGS = _table(
    "wordings",
    big("wording", key=True),
    of("propositions", "speaker", index=True),
    blob("held"),
    sa.Column("claim", BIG, sa.ForeignKey("claims.n"), index=True),
)

CLAIM_KEYS = _table(
    "claim_keys",
    big("key", key=True),
    big("wording", key=True),
    rowid=False,
)

# Left has the lesser number. ``near`` is the number of keys by which the two meet; ``reuse`` is the
# id of the lineage by which one was copied. The spans of left and right are the words that clash.
RELATIONS = _table(
    "relations",
    of("propositions", "left", key=True),
    of("propositions", "right", key=True, index=True),
    big("left_wording", index=True),
    big("right_wording", index=True),
    text("id", unique=True),
    small("near"),
    text("reuse", null=True),
    text("kind"),
    text("dimension"),
    exact("score"),
    text("reason"),
    text("words"),  # JSON: [start, end] of the left and of the right
    text("features"),  # JSON: [[name, detail, points], ...]
    sa.Index("relations_clashes", "left", "right", **only_where("kind = 'contradicts'")),
    rowid=False,
)

OF_CLAIMS = (PROPOSITIONS, GISTS)  # the rows of a version
