"""claims > [reconcile.relations]: how what reports put forward stands to each other.

Takes two propositions, with their likeness and the passage that holds both if one was copied; gives
their relation: same, copied, corroborates, contradicts or qualifies, with its reason and the words.
"""

from __future__ import annotations

from sayso.reconcile.relations.relating import relate

__all__ = ["relate"]
