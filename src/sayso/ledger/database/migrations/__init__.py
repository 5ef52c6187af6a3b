"""Alembic's steps from one version of a ledger to the next. A step that shipped never changes."""
