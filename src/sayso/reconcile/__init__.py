"""records of many reports > [reconcile] > ledger: what several reports have to do with each other.

Lineage: takes a report and an index of those before it, and gives the passages that were copied or
quoted from one to another, or that a report repeats, as pairs of spans with a direction where the
reports tell it. An index finds candidates by keys of passages; no two reports are compared that
share none.
Actors: gives the keys by which an actor meets those of other reports that may be the same one, and
the link between two of them, a score with its reasons. Nothing is merged. Of actors that the user
knows by an id, it tells which of a report they are.
"""

from sayso.reconcile.actors import compare, name_keys, portraits
from sayso.reconcile.candidates import MemoryIndex, PassageIndex
from sayso.reconcile.known import KnownActors
from sayso.reconcile.lineage import find_lineage
from sayso.reconcile.passages import passages

__all__ = [
    "KnownActors",
    "MemoryIndex",
    "PassageIndex",
    "compare",
    "find_lineage",
    "name_keys",
    "passages",
    "portraits",
]
