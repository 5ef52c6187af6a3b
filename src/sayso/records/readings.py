"""All that was read in one report."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.records.actors import Actor
from sayso.records.attributions import Attribution, Place, Time
from sayso.records.reports import Report


@dataclass(frozen=True, slots=True)
class Reading:
    """What Sayso read in one report.

    ``assertions`` are the report's own: attributions without source and cue.
    """

    report: Report
    attributions: tuple[Attribution, ...]
    actors: tuple[Actor, ...] = ()
    times: tuple[Time, ...] = ()
    places: tuple[Place, ...] = ()
    assertions: tuple[Attribution, ...] = ()
