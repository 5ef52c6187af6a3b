"""claims > [reconcile.relations]: how what reports put forward stands to each other.

Takes the propositions of one report after another, with the passages that were copied; gives the
claims that they make, with their independent lines, and the relations between propositions: same,
copied, corroborates, contradicts or qualifies, each with its reason and the words.
"""

from __future__ import annotations

from sayso.reconcile.relations.accounts import Accounts
from sayso.reconcile.relations.relating import relate

__all__ = ["Accounts", "relate"]
