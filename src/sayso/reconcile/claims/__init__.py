"""records of one report > [reconcile.claims]: what it puts forward, ready to be compared.

Takes a reading with its parse; gives propositions, one a sentence of each content and of each
assertion of the report. ``keys`` are those by which they are found, ``liken`` how far two say the
same, ``group_claims`` what claims they make.
"""

from __future__ import annotations

from sayso.reconcile.claims.candidates import keys
from sayso.reconcile.claims.grouping import group_claims, independent_lines
from sayso.reconcile.claims.likeness import liken
from sayso.reconcile.claims.propositions import propositions

__all__ = ["group_claims", "independent_lines", "keys", "liken", "propositions"]
