"""Labels as a page: for each target its labels, and below each who uses it, with which words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from sayso.cli.lines import line, open_page, put
from sayso.terms import NOBODY, About

if TYPE_CHECKING:
    from sayso.ledger.overview.gathering import Gathered
    from sayso.pipeline import Cell, LabelRow
    from sayso.records import Label
    from sayso.views.counted import Counted

MOST_LOADED, MOST_PLAIN = 6, 3  # labels of one target, unless it was asked for
MOST_USERS = 6  # of one label
MOST_WORDS = 3  # of one count
_VOICES = {
    "own": "in own words",
    "direct": "quoted",
    "indirect": "paraphrased",
    "held": "held away",
    "rejected": "rejected",
}


def render_labels(
    counted: Counted, targets: Sequence[str], gathered: Gathered[Label], *, whole: bool
) -> None:
    """The labels of each target in turn; with ``whole``, all labels and all users."""
    rows = defaultdict(list)
    cells = defaultdict(list)
    for row in counted.matrix.rows:
        rows[row.target].append(row)
    for cell in counted.matrix.cells:
        cells[cell.target, cell.key].append(cell)
    with open_page() as console:
        for target in targets:
            mine = sorted(rows[target], key=lambda row: (row.leaning is None, -row.uses, row.key))
            _put_heading(console, counted.name(target) or target, mine[0].about, len(mine))
            loaded = sum(row.leaning is not None for row in mine)
            shown = mine[: min(loaded, MOST_LOADED)] + mine[loaded : loaded + MOST_PLAIN]
            shown = mine if whole else shown
            for row in shown:
                _put_label(console, row)
                users = cells[target, row.key]
                for cell in users if whole else users[:MOST_USERS]:
                    _put_cell(console, cell, counted, gathered)
                if not whole and len(users) > MOST_USERS:
                    put(console, line(f"and {len(users) - MOST_USERS} more users", "dim"), 6)
                if row.uneven:
                    who = _user(row.uneven, counted)
                    put(console, line(f"uneven: {who} has {row.why}", "magenta"), 6)
            if len(mine) > len(shown):
                put(console, line(f"and {len(mine) - len(shown)} more labels", "dim"), 2)
            console.print()


def _put_heading(console: Console, name: str, about: About, labels: int) -> None:
    many = f"{labels} label{'s' * (labels != 1)}"
    text = line(name, "bold cyan").append(f"  {about.value}, {many}", style="dim")
    put(console, text)


def _put_label(console: Console, row: LabelRow) -> None:
    text = line(f"“{row.key}”", "bold")
    if row.leaning:
        text.append(f" {row.leaning}", style="yellow")
    told = f"  {row.uses} use{'s' * (row.uses != 1)}{_spread(row)}"
    put(console, text.append(told, style="dim"), 2)


def _spread(counted: LabelRow | Cell) -> str:
    """In how many reports and lines, where it is in several."""
    if counted.reports < 2:
        return ""
    return f"; {counted.reports} reports, {counted.lines} line{'s' * (counted.lines != 1)}"


def _put_cell(console: Console, cell: Cell, counted: Counted, gathered: Gathered[Label]) -> None:
    voices = ((name, getattr(cell, name)) for name in _VOICES)
    told = ", ".join(f"{many} {_VOICES[name]}" for name, many in voices if many)
    text = line(_user(cell.user, counted), "cyan").append(f"  {told}")
    text.append(_spread(cell), style="dim")
    put(console, text.append(f"  {_words(cell, gathered)}"), 6)


def _user(user: str, counted: Counted) -> str:
    """Who it is; an outlet is told from an actor of its name by what its voice is."""
    if user.startswith("outlet:"):
        return user.removeprefix("outlet:") or "an outlet that is not told"
    return counted.name(user) or NOBODY


def _words(cell: Cell, gathered: Gathered[Label]) -> Text:
    """The words behind a count, the most frequent first."""
    words = Counter(gathered.told[id].words for id in cell.labels)
    ordered = sorted(words.items(), key=lambda item: (-item[1], item[0]))
    parts: Iterable[str] = (
        f"“{said}”" + (f" ×{many}" if many > 1 else "") for said, many in ordered[:MOST_WORDS]
    )
    more = f" and {len(ordered) - MOST_WORDS} more" if len(ordered) > MOST_WORDS else ""
    return line(", ".join(parts) + more)
