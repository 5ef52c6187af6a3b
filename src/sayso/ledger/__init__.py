"""readings > [ledger] > desk, export.

Takes readings, failures and people's judgements; keeps them in one SQLite file or a PostgreSQL
database, nothing lost and nothing twice; gives them back by search, by id, or all as rows.
``open_ledger`` is the door; what it opens has one method for each thing that can be done.
"""

from __future__ import annotations

from sayso.ledger.deeds import Deed, Deeds, EventQuery
from sayso.ledger.excerpts import Hit
from sayso.ledger.judgements import Change
from sayso.ledger.near import Near
from sayso.ledger.search import Query
from sayso.ledger.store import Ledger, open_ledger

__all__ = [
    "Change",
    "Deed",
    "Deeds",
    "EventQuery",
    "Hit",
    "Ledger",
    "Near",
    "Query",
    "open_ledger",
]
