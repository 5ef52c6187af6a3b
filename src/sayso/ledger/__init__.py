"""readings > [ledger] > desk, export.

Takes readings, failures and people's judgements; keeps them in one SQLite file or a PostgreSQL
database, nothing lost and nothing twice; gives them back by search, by id, or all as rows.
Its rooms, each built on those before it: tables, database; index, reports (one report's rows),
search, judgements, actors, claims, disputes, overview (a whole ledger from one side).
``open_ledger`` is the door; what it opens has one method for each thing that can be done.
"""

from __future__ import annotations

from sayso.ledger.index.near import Near
from sayso.ledger.judgements.keeping import Change
from sayso.ledger.overview.deeds import Deed, Deeds, EventQuery
from sayso.ledger.search.excerpts import Hit
from sayso.ledger.search.query import Query
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
