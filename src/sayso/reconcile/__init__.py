"""records of many reports > [reconcile] > ledger: what several reports have to do with each other.

Lineage: takes two reports that share keys of passages, and gives the passages that were copied or
quoted from one to another, as pairs of spans with a direction where the reports tell it; and what
one report repeats. Of all such pairs it tells which are an outlet's standing lines.
Actors: gives the keys by which an actor meets those of other reports that may be the same one, and
the link between two of them, a score with its reasons. Nothing is merged. Of actors that the user
knows by an id, it tells which of a report they are.
"""

from sayso.reconcile.actors import compare, name_keys, portraits
from sayso.reconcile.candidates import MemoryIndex
from sayso.reconcile.known import KnownActors
from sayso.reconcile.lineage import (
    find_all,
    find_lineage,
    find_repeats,
    find_shared,
    is_standing,
    same_place,
    without_standing,
)
from sayso.reconcile.passages import passages

__all__ = [
    "KnownActors",
    "MemoryIndex",
    "compare",
    "find_all",
    "find_lineage",
    "find_repeats",
    "find_shared",
    "is_standing",
    "name_keys",
    "passages",
    "portraits",
    "same_place",
    "without_standing",
]
