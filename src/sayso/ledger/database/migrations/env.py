"""Alembic runs this: upgrade the ledger over the connection that migrating.py hands on."""

from __future__ import annotations

from alembic import context

from sayso.ledger.database.migrating import VERSION_TABLE

context.configure(
    connection=context.config.attributes["connection"],
    version_table=VERSION_TABLE,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
