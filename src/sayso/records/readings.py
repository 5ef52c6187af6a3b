"""All that was read in one report."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.records.accounts import Happening, Label, Stance
from sayso.records.actors import Actor
from sayso.records.attributions import Attribution, Place, Time
from sayso.records.claims import Proposition
from sayso.records.events import Event
from sayso.records.highlighting import highlight
from sayso.records.reports import Report


@dataclass(frozen=True, slots=True)
class Reading:
    """What Sayso read in one report.

    ``assertions`` are the report's own: attributions without source and cue. ``happenings`` are
    what labels are of that are of no actor. In a notebook it shows the text with its attributions.

    >>> reading = sayso.read_text("The mayor said on Monday that it rained in Quito.")
    >>> reading.actors[0].name, reading.places[0].name, len(reading.attributions)
    ('The mayor', 'Quito', 1)
    """

    report: Report
    attributions: tuple[Attribution, ...]
    actors: tuple[Actor, ...] = ()
    times: tuple[Time, ...] = ()
    places: tuple[Place, ...] = ()
    assertions: tuple[Attribution, ...] = ()
    events: tuple[Event, ...] = ()
    labels: tuple[Label, ...] = ()
    happenings: tuple[Happening, ...] = ()
    stances: tuple[Stance, ...] = ()
    propositions: tuple[Proposition, ...] = ()

    def _repr_html_(self) -> str:
        """The text with who says what in it marked, as a notebook shows it."""
        return highlight(self.report.text, self.attributions, self.report.title)
