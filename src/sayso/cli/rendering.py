"""What is in a ledger, as lines of a terminal."""

from __future__ import annotations

import json
from collections.abc import Iterable

from rich.console import Console
from rich.text import Text

from sayso.cli.accounts import put_between, put_claim
from sayso.cli.actors import put_actor
from sayso.cli.lines import about, line, open_page, put, put_judged, put_said
from sayso.export.terminal import clean
from sayso.ledger.actors.page import ActorPage
from sayso.ledger.claims.loading import Between, ClaimPage
from sayso.ledger.index.words import Snippet
from sayso.ledger.pages import AttributionPage, Difference, Page, ReportPage, ReusePage, Version
from sayso.ledger.search.excerpts import Hit
from sayso.records import Attribution, Judgement, Report, words_of
from sayso.terms import NOBODY, Direction

MOST_DIFFERENCES = 5  # shown of a version, and as many characters of each as the next line says
_ROOM = 200
_ARROWS = {
    Direction.LEFT_FROM_RIGHT: "has it from",
    Direction.RIGHT_FROM_LEFT: "gave it to",
    Direction.UNDIRECTED: "and",
}


def render_hits(hits: Iterable[Hit]) -> None:
    """What a search found: id and report, who and how, the words with those searched for marked."""
    with open_page() as console:
        for hit in hits:
            heading = Text(hit.attribution.id + "  ", style="green")
            heading.append_text(line(about(hit.report), "dim"))
            put(console, heading)
            put_said(console, hit.attribution, hit.excerpt.reading)
            put(console, _marked(hit.snippet, terminal=console.is_terminal), 4)
            put_judged(console, hit.judgements, hit.report.text)
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


def render_page(page: Page, *, own: bool = False) -> None:
    """A report, an attribution, an actor, a claim, ..., or judgements on what is found no longer.

    ``own`` puts what a report asserts itself among what others say in it.
    """
    with open_page() as console:
        if isinstance(page, ActorPage):
            put_actor(console, page)
        elif isinstance(page, ReportPage):
            _render_report(console, page, own=own)
        elif isinstance(page, AttributionPage):
            _render_attribution(console, page)
        elif isinstance(page, ClaimPage):
            put_claim(console, page)
        elif isinstance(page, Between):
            put_between(console, page)
        elif isinstance(page, ReusePage):
            _render_reuse(console, page)
        else:
            _render_orphan(console, page.target, page.history)


def _render_report(console: Console, page: ReportPage, *, own: bool) -> None:
    report = page.report
    put(console, line(report.title or report.where, "bold"))
    where = " · ".join(part for part in (report.outlet, report.url, report.where) if part)
    put(console, line(f"{page.id} · {where}", "dim"))
    if report.published or report.modified:
        day, changed = report.published or "undated", report.modified
        put(console, line(f"{day}" + (f", changed {changed}" if changed else ""), "dim"))
    for version in page.versions:
        _render_version(console, version, alone=len(page.versions) == 1)
    asserted = page.reading.assertions if own else ()
    for attribution in sorted((*page.reading.attributions, *asserted), key=lambda it: it.spans):
        _render_said(console, attribution, page)
    if page.added:
        console.print()
        put(console, Text("found by people, not by the machine:"))
    for attribution in page.added:
        _render_said(console, attribution, page)
    for reuse in page.reuses:
        console.print()
        ours = reuse.left if reuse.left_report == report.id else reuse.right
        other = reuse.right_report if ours is reuse.left else reuse.left_report
        told = f"{reuse.id}  {reuse.similarity:.0%} of a passage is in {other} ({reuse.reason})"
        put(console, line(told, "magenta"))
        put(console, line(ours.of(report.text)), 4)
    if page.orphans:
        console.print()
        put(console, Text("no longer found, but judged:"))
    for judgement in page.orphans:
        _render_orphan(console, judgement.target, (judgement,))


def _render_said(console: Console, attribution: Attribution, page: ReportPage) -> None:
    text = page.report.text
    console.print()
    put(console, Text(attribution.id, style="green"))
    put_said(console, attribution, page.reading)
    put(console, line(words_of(attribution.content, text)), 4)
    put_judged(console, page.judgements.get(attribution.id, ()), text)


def _render_version(console: Console, version: Version, *, alone: bool) -> None:
    if alone:
        return
    console.print()
    put(console, line(f"version {version.number}: {version.id}, added {version.added[:16]}"))
    for difference in version.differences[:MOST_DIFFERENCES]:
        _render_difference(console, difference)
    if len(version.differences) > MOST_DIFFERENCES:
        more = len(version.differences) - MOST_DIFFERENCES
        put(console, Text(f"and {more} more differences"), 2)


def _render_difference(console: Console, difference: Difference) -> None:
    for sign, words, style in (("-", difference.before, "red"), ("+", difference.after, "green")):
        if words is not None:
            short = words if len(words) <= _ROOM else words[: _ROOM - 2] + " …"
            put(console, line(f"{sign} {short}", style), 2)


def _render_attribution(console: Console, page: AttributionPage) -> None:
    attribution, report = page.excerpt.attribution, page.excerpt.report
    put(console, line(f"{attribution.id} in {report.id}: {about(report)}", "dim"))
    console.print()
    put(console, _paragraphs(attribution, report))
    console.print()
    put_said(console, attribution, page.excerpt.reading)
    put(console, line(words_of(attribution.content, report.text)), 4)
    put_judged(console, page.judgements, report.text)
    undone = {judgement.undoes for judgement in page.history}
    for judgement in page.history:
        if judgement.id in undone:
            told = f"undone: {judgement.verdict} by {judgement.judge}, {judgement.at[:16]}"
            put(console, line(told, "dim"), 4)


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
        put(console, line(f"{target}  {_seen(judgement)}"))
        put_judged(console, (judgement,), None)


def _seen(judgement: Judgement) -> str:
    """What was judged, in the words that it had then."""
    seen = json.loads(judgement.words)
    if "claim" in seen:
        return f"{seen['claim']['name']} in {seen['claim']['report']}"
    if "left" in seen:
        sides = (f"{seen[side]['name']} in {seen[side]['report']}" for side in ("left", "right"))
        return " and ".join(sides)
    return f"{seen['source'] or NOBODY} — {seen['cue']}: {seen['content']}"


def _render_reuse(console: Console, page: ReusePage) -> None:
    """Two reports and the passage that they share."""
    reuse, left, right = page.reuse, page.left, page.right
    if left.id == right.id:
        put(console, line(f"{about(left)} repeats itself", "bold"))
    else:
        told = f"{about(left)}  {_ARROWS[reuse.direction]}  {about(right)}"
        put(console, line(told, "bold"))
    put(console, line(f"{reuse.id} · {reuse.similarity:.0%} alike · {reuse.reason}", "dim"), 2)
    put(console, line(reuse.left.of(left.text)), 4)
    if reuse.left.of(left.text) != reuse.right.of(right.text):
        put(console, line(reuse.right.of(right.text)), 4)
    console.print()


def render_stats(stats: dict[str, object]) -> None:
    """Every count on a line of its own."""
    with open_page() as console:
        room = max(map(len, stats)) + 2
        for name, value in stats.items():
            if isinstance(value, dict):
                value = ", ".join(f"{what} {many:,}" for what, many in value.items())
            elif isinstance(value, tuple | list):
                value = ", ".join(map(str, value))
            shown = f"{value:,}" if isinstance(value, int) else str(value if value else "-")
            put(console, Text(f"{name.replace(chr(95), chr(32)):<{room}}" + clean(shown)))
