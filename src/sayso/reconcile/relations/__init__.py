"""claims > [reconcile.relations]: how two of them stand to each other, and in which words.

Takes two propositions with their likeness and whether one was copied; gives their relation: same,
copied, corroborates, contradicts or qualifies, with its reason.
"""

from __future__ import annotations

from sayso.reconcile.relations.relating import relate

__all__ = ["relate"]
