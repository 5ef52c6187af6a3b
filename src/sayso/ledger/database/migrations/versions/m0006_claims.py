"""What reports put forward, how it stands to what others do, and the claims that it makes."""

from __future__ import annotations

from functools import partial

import sqlalchemy as sa
from alembic import op

from sayso.ledger.tables.columns import BIG, big, blob, exact, of, only_where, small, text

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make tables; `sayso rebuild` fills them for reports that were there before."""
    op.drop_index("versions_unaccounted", "versions")
    op.create_index("versions_unaccounted", "versions", ["n"], **only_where("described < 3"))
    make = partial(op.create_table, sqlite_strict=True)
    make(
        "propositions",
        big("n", key=True),
        text("id", unique=True),
        of("versions", "version", index=True),
        text("attribution", index=True),
        big("wording"),
        text("who"),
        small("shown"),
        blob("packed"),
    )
    spoken = ["wording", "id"]
    op.create_index("propositions_wording", "propositions", spoken, **only_where("shown = 1"))
    make("gists", of("versions", "version", key=True), text("gist"), sqlite_with_rowid=False)
    make(
        "claims",
        big("n", key=True),
        text("id", unique=True),
        of("propositions", "stated", index=True),
    )
    make(
        "wordings",
        big("wording", key=True),
        of("propositions", "speaker", index=True),
        blob("held"),
        sa.Column("claim", BIG, sa.ForeignKey("claims.n"), index=True),
    )
    _make_relations(partial(make, sqlite_with_rowid=False))


def _make_relations(make: partial[sa.Table]) -> None:
    make("claim_keys", big("key", key=True), big("wording", key=True))
    make(
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
        text("words"),
        text("features"),
    )
    clashes = only_where("kind = 'contradicts'")
    op.create_index("relations_clashes", "relations", ["left", "right"], **clashes)
