"""reports of a dataset > [between]: lineage, actors that are one, relations and claims.

The same as ``sayso add`` finds when it takes the dataset into a ledger, as tables of the dataset:
``holding`` has what of every report is compared, ``exchange`` how the tasks hand that on,
``lineage``, ``actors`` and ``claims`` what each does, ``parting`` what hangs together, and ``job``
the order in which all is done.
"""

from __future__ import annotations

from sayso.scale.between.job import Progress, is_found, reconcile

__all__ = ["Progress", "is_found", "reconcile"]
