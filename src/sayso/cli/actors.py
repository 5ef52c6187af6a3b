"""Actors as lines of a terminal: one a line, or all that is known of one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.text import Text

from sayso.cli.lines import about, line, open_page, put, put_judged, put_said
from sayso.export.terminal import clean
from sayso.ledger.actors.page import ActorPage, Link
from sayso.ledger.actors.summing import Conflict, Group, Held
from sayso.ledger.search.excerpts import Excerpt
from sayso.records import Report, words_of

_SHORT = 8  # letters of an id that are shown; they nearly always tell it from all others
_NAMES = 5  # other names, and as many offices, in one line


def render_groups(groups: Iterable[Group], *, conflicts: bool) -> None:
    """A line each; with ``conflicts``, below it the offices that nobody holds together."""
    with open_page() as console:
        for group in groups:
            put_group(console, group)
            if conflicts:
                for conflict in group.conflicts:
                    put(console, line(_clash(conflict), "red"), 4)


def put_group(console: Console, group: Group) -> None:
    """Id, how much it says, name, kind, offices and other names; cut on a terminal, whole else."""
    text = Text(group.id[:_SHORT], style="green")
    reports = "report " if group.reports == 1 else "reports"
    text.append(f"  {group.attributions:>4} said in {group.reports} {reports}  ", style="dim")
    text.append(clean(group.name), style="bold cyan")
    text.append(f", {group.kind.replace('_', ' ')}")
    if offices := _first(title for title, _ in group.offices):
        text.append(f"; {offices}")
    if names := _first(group.names):
        text.append(f"; also {names}", style="dim")
    if group.conflicts:
        text.append("; offices disagree", style="red")
    if not console.is_terminal:
        console.print(text, soft_wrap=True)
    else:
        console.print(text, no_wrap=True, overflow="ellipsis")


def _first(words: Iterable[str]) -> str:
    every = [clean(word) for word in words]
    more = f" and {len(every) - _NAMES} more" if len(every) > _NAMES else ""
    return ", ".join(every[:_NAMES]) + more


def _clash(conflict: Conflict) -> str:
    left, right = conflict.left, conflict.right
    return (
        f"“{left.office.title}” in {left.report[:_SHORT]}"
        f" and “{right.office.title}” in {right.report[:_SHORT]}"
    )


def put_actor(console: Console, page: ActorPage) -> None:
    """All that is known of one actor."""
    group = page.group
    put(console, line(group.name, "bold"))
    actors = f"{len(group.actors)} actor{'s' * (len(group.actors) != 1)}"
    reports = f"{group.reports} report{'s' * (group.reports != 1)}"
    told = [group.id, group.kind.replace("_", " "), f"{actors} in {reports}"]
    put(console, line(" · ".join([*told, *group.known]), "dim"))
    if group.names:
        put(console, line("also " + ", ".join(group.names)))
    for held in page.offices:
        put(console, _office(held, page.reports[held.report]), 2)
    for conflict in group.conflicts:
        put(console, line("nobody holds both: " + _clash_in(conflict, page.reports), "red"), 2)
    _put_said(console, "said", page.said, page.said_in_all)
    _put_said(console, "said of it by others", page.told, page.told_in_all)
    _put_links(console, "one, because", [one for one in page.links if one.joined])
    _put_links(console, "perhaps the same", [one for one in page.links if not one.joined])
    if page.judgements:
        console.print()
        put_judged(console, page.judgements, None)


def _office(held: Held, report: Report) -> Text:
    office = held.office
    told = [office.title]
    told += ["over"] if office.former else []
    told += [f"since {office.since}"] if office.since else []
    told += [f"until {office.until}"] if office.until else []
    text = line(", ".join(told)).append("  ")
    return text.append_text(line(f"{held.report[:_SHORT]} {about(report)}", "dim"))


def _clash_in(conflict: Conflict, reports: dict[str, Report]) -> str:
    sides = (conflict.left, conflict.right)
    return " and ".join(f"“{one.office.title}” ({about(reports[one.report])})" for one in sides)


def _put_said(console: Console, heading: str, said: Sequence[Excerpt], many: int) -> None:
    if not said:
        return
    console.print()
    shown = f"the latest {len(said)} of {many}" if many > len(said) else str(many)
    put(console, Text(f"{heading}: {shown}", style="bold"))
    for one in said:
        above = Text(one.attribution.id + "  ", style="green")
        put(console, above.append_text(line(about(one.report), "dim")))
        put_said(console, one.attribution, one.reading)
        put(console, line(words_of(one.attribution.content, one.report.text)), 4)


def _put_links(console: Console, heading: str, links: Sequence[Link]) -> None:
    if not links:
        return
    console.print()
    put(console, Text(heading + ":", style="bold"))
    for link in links:
        sides = f"{_side(link.left.name, link.left.id)} and {_side(link.right.name, link.right.id)}"
        put(console, line(f"{link.sameness.score:.2f}  {sides}"), 2)
        for feature in link.sameness.features:
            put(console, line(f"{feature.points:+.2f}  {feature.detail}", "dim"), 4)


def _side(name: str, id: str) -> str:
    return f"{name} ({id[:_SHORT]})"
