"""What pages of a terminal are made of: words that steer nothing, who said it, what was judged."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from sayso.cli.commands import width
from sayso.export.actors import tell_actor
from sayso.export.terminal import ITSELF, clean, tell
from sayso.ledger.judgements.keeping import Change, describe_change
from sayso.records import Actor, Attribution, Judgement, Reading, Report, words_of
from sayso.terms import NOBODY


@contextmanager
def open_page() -> Iterator[Console]:
    """A console whose lines go to stdout at the end, without the spaces it fills them up with."""
    page = io.StringIO()
    terminal = sys.stdout.isatty()
    yield Console(
        file=page,
        force_terminal=terminal,
        width=width(),
        highlight=False,
        markup=False,
        emoji=False,
    )
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")
    sys.stdout.write(re.sub(r"[ ]+\n", "\n", page.getvalue()))


def line(text: str, style: str = "") -> Text:
    """Words of a report, or of a person, with nothing in them that a terminal would obey."""
    return Text(clean(text), style=style)


def put(console: Console, text: Text, indent: int = 0) -> None:
    """Lines of a text, all of them as far to the right."""
    console.print(Padding(text, (0, 0, 0, indent), expand=False))


def about(report: Report) -> str:
    """Outlet, day and title of a report."""
    day = report.published.isoformat()[:10] if report.published else None
    return " · ".join(part for part in (report.outlet, day, report.title or report.where) if part)


def put_said(console: Console, attribution: Attribution, reading: Reading) -> None:
    """Who said it, and how, when and where, as far as its report tells."""
    own = attribution in reading.assertions
    actors = {actor.id: actor for actor in reading.actors}
    actor = actors.get(attribution.actor or "")
    put(console, who(attribution, reading.report, actor, own=own), 2)
    if told := tell(attribution, reading):
        put(console, line(told, "dim"), 4)


def who(
    attribution: Attribution, report: Report, actor: Actor | None, *, own: bool = False
) -> Text:
    """The source, who it is where its words do not say it, the cue, and how sure that is.

    Of what a person added it is told who did, which leaves nothing to be sure of.
    """
    source = words_of(attribution.source, report.text)
    found = line(source, "bold cyan") if source else Text(NOBODY, style="italic dim")
    if own:
        found = Text(ITSELF, style="italic dim")
    if actor and source and (told := tell_actor(actor, source)):
        found.append(f" ({clean(told)})", style="cyan")
    if attribution.cue:
        found.append(" — ")
        found.append_text(line(words_of(attribution.cue, report.text), "yellow"))
    by = attribution.judged and attribution.judged.added_by
    sure = f", added by {clean(by)}" if by else f" {min(attribution.confidence, 0.99):.0%}"
    return found.append(f"  {attribution.quote_type}{sure}", style="dim")


def put_judged(console: Console, judgements: Iterable[Judgement], text: str | None) -> None:
    """What people decided; with the report's ``text``, what an edit says instead."""
    for judgement in judgements:
        done = f"undoes {judgement.undoes}" if judgement.undoes else judgement.verdict
        told = f"judged: {done} by {judgement.judge}, {judgement.at[:16]}"
        told += f" ({judgement.note})" if judgement.note else ""
        put(console, line(told, "magenta"), 4)
        if judgement.change and text is not None:
            for part, said in describe_change(Change.from_json(judgement.change), text):
                put(console, line(f"{part}: {said}", "magenta"), 6)
