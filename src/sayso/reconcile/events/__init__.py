"""records of one report > [reconcile.events]: who did what to whom, when and where.

Takes a report's parse and its reading; gives its events in PLOVER's types, CAMEO's "say" and
"appeal" beside them, each with the attribution that asserts it.
"""

from __future__ import annotations

from sayso.reconcile.events.assemble import find_events

__all__ = ["find_events"]
