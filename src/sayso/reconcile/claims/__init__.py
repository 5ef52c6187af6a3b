"""records of one report > [reconcile.claims]: what it puts forward, ready to be compared.

Takes a reading with its parse; gives propositions, one a sentence of each content and of each
assertion of the report. ``claim_keys`` are those by which they are found, ``liken`` how far two say
the same, ``group_claims`` what claims they make.
"""

from __future__ import annotations

from sayso.reconcile.claims.candidates import keys as claim_keys
from sayso.reconcile.claims.copying import find_copies
from sayso.reconcile.claims.grouping import group_claims, group_related
from sayso.reconcile.claims.likeness import liken
from sayso.reconcile.claims.propositions import propositions

__all__ = [
    "claim_keys",
    "find_copies",
    "group_claims",
    "group_related",
    "liken",
    "propositions",
]
