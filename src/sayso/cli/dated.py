"""The timeline as a page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from sayso.cli.lines import line, open_page, put
from sayso.export.setting import stretch
from sayso.export.terminal import ITSELF
from sayso.terms import Clock, Modality

if TYPE_CHECKING:
    from sayso.pipeline import Entry
    from sayso.records import Moment
    from sayso.views.telling import Telling


def render_entries(entries: Iterable[Entry], telling: Telling) -> None:
    """A line of who did or said what, the sentence below, and since when who says so."""
    with open_page() as console:
        for entry in entries:
            _put_entry(console, entry, telling)


def _put_entry(console: Console, entry: Entry, telling: Telling) -> None:
    first = entry.moments[0]
    text = line(_when(first, entry, telling.clock), "green").append("  ")
    text.append_text(line(telling.kind(first), "yellow")).append("  ")
    put(console, text.append_text(_who(first, telling)))
    put(console, line(telling.told[first.id].sentence), 4)
    put(console, line(_as_of(entry, telling), "dim"), 4)


def _when(moment: Moment, entry: Entry, clock: Clock) -> str:
    if clock is Clock.PUBLISHED:
        return _minute(entry.at)
    time = moment.happened if clock is Clock.HAPPENED else moment.said
    return stretch(time) if time else _minute(entry.at)


def _minute(moment: str) -> str:
    return moment[:16].replace("T", " ")


def _who(moment: Moment, telling: Telling) -> Text:
    text = line(", ".join(map(telling.name, moment.actors)) or "somebody", "bold cyan")
    if moment.recipients:
        others = ", ".join(map(telling.name, moment.recipients))
        text.append(" → ").append_text(line(others, "bold cyan"))
    how = ["not"] if moment.negated else []
    how += [moment.modality.value] if moment.modality is not Modality.ASSERTED else []
    return text.append(f"  {', '.join(how)}" if how else "", style="magenta")


def _as_of(entry: Entry, telling: Telling) -> str:
    """Since when it was known, who says so, and in how many reports and lines."""
    first = entry.moments[0]
    parts = [f"as of {_minute(entry.as_of)}" if entry.as_of else "undated"]
    if telling.clock is not Clock.HAPPENED and first.happened:
        parts.append(f"happened {stretch(first.happened)}")
    if first.event:
        sources = (telling.name(one.source) if one.source else ITSELF for one in entry.moments)
        parts.append(", ".join(dict.fromkeys(sources)))
    if entry.reports > 1:
        parts.append(f"{entry.reports} reports, {entry.lines} line{'s' * (entry.lines != 1)}")
    return " · ".join([*parts, ", ".join(telling.outlets(entry))])
