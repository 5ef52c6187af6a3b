"""What is in a ledger, as lines of a terminal."""

from __future__ import annotations

import io
import json
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from sayso.cli.commands import width
from sayso.export.terminal import NOBODY, clean
from sayso.ledger.judgements import Change
from sayso.ledger.pages import AttributionPage, Difference, Page, ReportPage, ReusePage, Version
from sayso.ledger.search import Hit
from sayso.ledger.words import Snippet
from sayso.records import Attribution, Judgement, Report, words_of
from sayso.terms import Direction

MOST_DIFFERENCES = 5  # shown of a version, and as many characters of each as the next line says
_ROOM = 200
_ARROWS = {
    Direction.LEFT_FROM_RIGHT: "has it from",
    Direction.RIGHT_FROM_LEFT: "gave it to",
    Direction.UNDIRECTED: "and",
}


@contextmanager
def _page() -> Iterator[Console]:
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


def _text(words: str, style: str = "") -> Text:
    return Text(clean(words), style=style)


def _print(console: Console, text: Text, indent: int = 0) -> None:
    console.print(Padding(text, (0, 0, 0, indent), expand=False))


def _about(report: Report) -> str:
    day = report.published.isoformat()[:10] if report.published else None
    return " · ".join(part for part in (report.outlet, day, report.title or report.where) if part)


def _who(attribution: Attribution, report: Report) -> Text:
    source = words_of(attribution.source, report.text)
    who = _text(source, "bold cyan") if source else Text(NOBODY, style="italic dim")
    who.append(" — ")
    who.append_text(_text(words_of(attribution.cue, report.text), "yellow"))
    sure = min(attribution.confidence, 0.99)
    who.append(f"  {attribution.quote_type} {sure:.0%}", style="dim")
    return who


def render_hits(hits: Iterable[Hit]) -> None:
    """What a search found: id and report, who and how, the words with those searched for marked."""
    with _page() as console:
        for hit in hits:
            heading = Text(hit.attribution.id + "  ", style="green")
            heading.append_text(_text(_about(hit.report), "dim"))
            _print(console, heading)
            _print(console, _who(hit.attribution, hit.report), 2)
            _print(console, _marked(hit.snippet, terminal=console.is_terminal), 4)
            _judged(console, hit.judgements, hit.report.text)
            console.print()


def _marked(snippet: Snippet, *, terminal: bool) -> Text:
    """The marks in bold on a terminal, between asterisks elsewhere."""
    found, at = Text(), 0
    for start, end in snippet.marks:
        found.append(_plain(snippet.text[at:start]))
        words = _plain(snippet.text[start:end])
        found.append(words if terminal else f"*{words}*", style="bold reverse")
        at = end
    return found.append(_plain(snippet.text[at:]))


def _plain(words: str) -> str:
    """The words without controls; the spaces at their ends stay."""
    kept = clean(f"|{words}|")
    return kept[1:-1]


def render_page(page: Page) -> None:
    """A report, an attribution, or the judgements on one that is no longer found."""
    with _page() as console:
        if isinstance(page, ReportPage):
            _render_report(console, page)
        elif isinstance(page, AttributionPage):
            _render_attribution(console, page)
        elif isinstance(page, ReusePage):
            _render_reuse(console, page)
        else:
            _render_orphan(console, page.target, page.history)


def _render_report(console: Console, page: ReportPage) -> None:
    report = page.report
    _print(console, _text(report.title or report.where, "bold"))
    where = " · ".join(part for part in (report.outlet, report.url, report.where) if part)
    _print(console, _text(f"{page.id} · {where}", "dim"))
    if report.published or report.modified:
        day, changed = report.published or "undated", report.modified
        _print(console, _text(f"{day}" + (f", changed {changed}" if changed else ""), "dim"))
    for version in page.versions:
        _render_version(console, version, alone=len(page.versions) == 1)
    for attribution in page.attributions:
        console.print()
        _print(console, Text(attribution.id, style="green"))
        _print(console, _who(attribution, report), 2)
        _print(console, _text(words_of(attribution.content, report.text)), 4)
        _judged(console, page.judgements.get(attribution.id, ()), report.text)
    for reuse in page.reuses:
        console.print()
        ours = reuse.left if reuse.left_report == report.id else reuse.right
        other = reuse.right_report if ours is reuse.left else reuse.left_report
        told = f"{reuse.id}  {reuse.similarity:.0%} of a passage is in {other} ({reuse.reason})"
        _print(console, _text(told, "magenta"))
        _print(console, _text(ours.of(report.text)), 4)
    if page.orphans:
        console.print()
        _print(console, Text("no longer found, but judged:"))
    for judgement in page.orphans:
        _render_orphan(console, judgement.target, (judgement,))


def _render_version(console: Console, version: Version, *, alone: bool) -> None:
    if alone:
        return
    console.print()
    _print(console, _text(f"version {version.number}: {version.id}, added {version.added[:16]}"))
    for difference in version.differences[:MOST_DIFFERENCES]:
        _render_difference(console, difference)
    if len(version.differences) > MOST_DIFFERENCES:
        more = len(version.differences) - MOST_DIFFERENCES
        _print(console, Text(f"and {more} more differences"), 2)


def _render_difference(console: Console, difference: Difference) -> None:
    for sign, words, style in (("-", difference.before, "red"), ("+", difference.after, "green")):
        if words is not None:
            short = words if len(words) <= _ROOM else words[: _ROOM - 2] + " …"
            _print(console, _text(f"{sign} {short}", style), 2)


def _render_attribution(console: Console, page: AttributionPage) -> None:
    attribution, report = page.attribution, page.report
    _print(console, _text(f"{attribution.id} in {report.id}: {_about(report)}", "dim"))
    console.print()
    _print(console, _paragraphs(attribution, report))
    console.print()
    _print(console, _who(attribution, report), 2)
    _print(console, _text(words_of(attribution.content, report.text)), 4)
    _judged(console, page.judgements, report.text)
    undone = {judgement.undoes for judgement in page.history}
    for judgement in page.history:
        if judgement.id in undone:
            told = f"undone: {judgement.verdict} by {judgement.judge}, {judgement.at[:16]}"
            _print(console, _text(told, "dim"), 4)


def _paragraphs(attribution: Attribution, report: Report) -> Text:
    """The paragraphs that it stands in, its parts marked."""
    spans = attribution.spans
    start = report.text.rfind("\n", 0, spans[0].start) + 1
    end = report.text.find("\n", max(span.end for span in spans))
    end = len(report.text) if end < 0 else end
    found = Text(_plain(report.text[start:end]))
    if len(found.plain) == end - start:  # else cleaning has moved the characters
        for style, parts in (
            ("bold cyan", attribution.source),
            ("yellow", attribution.cue),
            ("underline", attribution.content),
        ):
            for span in parts:
                found.stylize(style, span.start - start, span.end - start)
    return found


def _render_orphan(console: Console, target: str, made: Iterable[Judgement]) -> None:
    for judgement in made:
        words = json.loads(judgement.words)
        who = f"{words['source'] or NOBODY} — {words['cue']}: {words['content']}"
        _print(console, _text(f"{target}  {who}"))
        _judged(console, (judgement,), None)


def _judged(console: Console, judgements: Iterable[Judgement], text: str | None) -> None:
    for judgement in judgements:
        done = f"undoes {judgement.undoes}" if judgement.undoes else judgement.verdict
        told = f"judged: {done} by {judgement.judge}, {judgement.at[:16]}"
        told += f" ({judgement.note})" if judgement.note else ""
        _print(console, _text(told, "magenta"), 4)
        if judgement.change and text is not None:
            for part, words in describe_change(Change.from_json(judgement.change), text):
                _print(console, _text(f"{part}: {words}", "magenta"), 6)


def describe_change(change: Change, text: str) -> Iterable[tuple[str, str]]:
    """What an edit says in the place of the machine's words."""
    for role, spans in change.spans().items():
        yield role, words_of(spans, text) or NOBODY
    if change.quote_type is not None:
        yield "quote type", change.quote_type.value


def _render_reuse(console: Console, page: ReusePage) -> None:
    """Two reports and the passage that they share."""
    reuse, left, right = page.reuse, page.left, page.right
    if left.id == right.id:
        _print(console, _text(f"{_about(left)} repeats itself", "bold"))
    else:
        told = f"{_about(left)}  {_ARROWS[reuse.direction]}  {_about(right)}"
        _print(console, _text(told, "bold"))
    _print(console, _text(f"{reuse.id} · {reuse.similarity:.0%} alike · {reuse.reason}", "dim"), 2)
    _print(console, _text(reuse.left.of(left.text)), 4)
    if reuse.left.of(left.text) != reuse.right.of(right.text):
        _print(console, _text(reuse.right.of(right.text)), 4)
    console.print()


def render_stats(stats: dict[str, object]) -> None:
    """Every count on a line of its own."""
    with _page() as console:
        room = max(map(len, stats)) + 2
        for name, value in stats.items():
            if isinstance(value, dict):
                value = ", ".join(f"{what} {many:,}" for what, many in value.items())
            elif isinstance(value, tuple | list):
                value = ", ".join(map(str, value))
            shown = f"{value:,}" if isinstance(value, int) else str(value if value else "-")
            _print(console, Text(f"{name.replace(chr(95), chr(32)):<{room}}" + clean(shown)))
