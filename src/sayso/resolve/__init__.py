"""bytes > intake > parse > attribute > [resolve].

Takes a report, its parse and its attributions; gives the attributions with their actors, and the
actors: who they are, what they are called, which offices they hold, and why each mention is theirs.
"""

from __future__ import annotations

from sayso.resolve.assemble import find_chains, resolve_report
from sayso.resolve.chains import Chains
from sayso.resolve.conflicts import conflicts
from sayso.resolve.linking import Affinity

__all__ = ["Affinity", "Chains", "conflicts", "find_chains", "resolve_report"]
