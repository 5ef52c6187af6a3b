"""A reading for people: who, how and the words, as lines of a terminal."""

from __future__ import annotations

import io
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rich.console import Console
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from sayso.export.actors import tell_actor
from sayso.export.how import tell_how, tell_judged
from sayso.export.setting import tell_setting
from sayso.printable import plain
from sayso.records import Actor, Attribution, Reading, Report, Span, words_of
from sayso.terms import NOBODY

ITSELF = "the report itself"
NESTED = 4  # columns by which an attribution stands to the right of the one around it

# A page must not steer the reader's terminal: escapes, other controls and the marks that turn
# the direction of writing are shown as U+FFFD. Line ends become spaces.
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class _Lines:
    """Where the lines of a text begin, to name a character by its line."""

    starts: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> _Lines:
        return cls((0, *(match.end() for match in re.finditer("\n", text))))

    def number(self, character: int) -> int:
        """Line of a character, counted from 1."""
        return bisect_right(self.starts, character)


def render(reading: Reading, *, width: int = 80, terminal: bool = False, own: bool = False) -> str:
    """Lines of a reading, at most ``width`` columns; colours only for a ``terminal``.

    ``own`` puts the report's own assertions among what others say.

    On a terminal NO_COLOR and TERM are respected.
    """
    page = io.StringIO()
    console = Console(
        file=page, force_terminal=terminal, width=width, highlight=False, markup=False, emoji=False
    )
    report = reading.report
    console.print(Rule(_text(report.title or report.where, "bold"), align="left"))
    console.print(Padding(_header(reading), (0, 0, 1, 2)))
    lines = _Lines.of(report.text)
    actors = {actor.id: actor for actor in reading.actors}
    asserted = {it.id for it in reading.assertions} if own else set()
    shown = (*reading.attributions, *(reading.assertions if own else ()))
    met: set[str] = set()
    for depth, attribution in nested(shown):
        indent = 2 + NESTED * depth
        actor = actors.get(attribution.actor or "")
        who = Text("└ ", style="dim") if depth else Text()
        if attribution.id in asserted:
            who.append(ITSELF, style="italic dim")
        else:
            who.append_text(_who(attribution, report, actor, met))
            met |= {actor.id} if actor else set()
        console.print(Padding(_heading(who, attribution, lines), (0, 0, 0, indent)))
        if told := tell(attribution, reading):
            console.print(Padding(_text(told, "dim"), (0, 2, 0, indent + 2)))
        console.print(Padding(_content(attribution, report), (0, 2, 1, indent + 4)))
    return re.sub(r"[ ]+\n", "\n", page.getvalue())


def tell(attribution: Attribution, reading: Reading) -> str:
    """How, when and where it was said, on one line; "" where nothing of it is told."""
    how = tell_how(attribution.how, reading.report.text) if attribution.how else ""
    return " · ".join(filter(None, (how, tell_setting(attribution.setting, reading))))


def tell_all(attribution: Attribution, reading: Reading) -> str:
    """The same for those to whom it is handed on, with who added or corrected it."""
    return " · ".join(filter(None, (tell(attribution, reading), tell_judged(attribution.judged))))


def clean(words: str) -> str:
    """The words on one line, with nothing in them that a terminal would obey."""
    return plain(_BLANKS.sub(" ", words)).strip()


def _text(words: str, style: str = "") -> Text:
    return Text(clean(words), style=style)


def _header(reading: Reading) -> Text:
    report, count = reading.report, len(reading.attributions)
    published = report.published.isoformat()[:10] if report.published else None
    found = f"{count} attribution{'s' if count > 1 else ''}" if count else "no attribution found"
    parts = (report.outlet, published, report.where, found)
    return _text(" · ".join(part for part in parts if part), "dim")


def _who(attribution: Attribution, report: Report, actor: Actor | None, met: set[str]) -> Text:
    """The source, who it is where its words do not say it, and the cue.

    Who was ``met`` further up the page is told by name alone.
    """
    who = Text()
    if attribution.source:
        words = words_of(attribution.source, report.text)
        who.append_text(_text(words, "bold cyan"))
        if actor and (told := tell_actor(actor, words, office=actor.id not in met)):
            who.append(f" ({clean(told)})", style="cyan")
    else:
        who.append(NOBODY, style="italic dim")
    who.append(" — ")
    who.append_text(_text(words_of(attribution.cue, report.text), "yellow"))
    return who


def _heading(who: Text, attribution: Attribution, lines: _Lines) -> Table:
    """Who and how on the left; how sure and where on the right."""
    start = _first(attribution).start
    sure = min(attribution.confidence, 0.99)  # 100 % would be a promise
    where = f"{attribution.quote_type} {sure:.0%}  line {lines.number(start)}, char {start}"
    table = Table.grid(expand=True, padding=(0, 0, 0, 2))
    table.add_column(ratio=1)
    table.add_column(justify="right", no_wrap=True)
    table.add_row(who, Text(where, style="dim"))
    return table


def _content(attribution: Attribution, report: Report) -> Text:
    return _text(words_of(attribution.content, report.text) or "(no words)")


def _first(attribution: Attribution) -> Span:
    return attribution.spans[0]


def nested(attributions: Iterable[Attribution]) -> Iterator[tuple[int, Attribution]]:
    """Attributions in the order of the text, each followed by those within it, with their depth."""
    ordered = sorted(attributions, key=_first)
    known = {it.id for it in ordered}
    inner: dict[str | None, list[Attribution]] = {}
    for it in ordered:
        inner.setdefault(it.within if it.within in known else None, []).append(it)
    waiting = [(0, it) for it in reversed(inner.get(None, []))]
    while waiting:
        depth, it = waiting.pop()
        yield depth, it
        waiting += [(depth + 1, child) for child in reversed(inner.get(it.id, []))]
