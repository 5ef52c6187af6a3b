"""The order of the stages: bytes > intake > parse > attribute > resolve. Nothing else knows it.

``Pipeline`` reads; ``reading.py`` has the order within one report, ``running.py`` what is between
reports, ``workers.py`` the processes that read side by side; ``accounts.py`` counts over many
reports, and ``known.py`` reads what a user knows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.pipeline.accounts import (
    connect_stances,
    count_labels,
    join_happenings,
    order_moments,
)
from sayso.pipeline.known import open_gazetteer, places_called, read_known
from sayso.pipeline.running import How, Pipeline

if TYPE_CHECKING:
    from sayso.reconcile.labels import Matrix
    from sayso.reconcile.labels.matrix import Cell, LabelRow
    from sayso.reconcile.stances import Edge
    from sayso.reconcile.timeline import Entry
    from sayso.resolve.places import Gazetteer, Row

__all__ = [
    "Cell",
    "Edge",
    "Entry",
    "Gazetteer",
    "How",
    "LabelRow",
    "Matrix",
    "Pipeline",
    "Row",
    "connect_stances",
    "count_labels",
    "join_happenings",
    "open_gazetteer",
    "order_moments",
    "places_called",
    "read_known",
]
