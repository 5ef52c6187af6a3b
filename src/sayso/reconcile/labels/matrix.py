"""Labels counted: for each target, which label is used by whom, how often, and with which words.

A label is uneven where one user has a far greater share of it than the others. That is told by the
log-odds of the user's share against that of all others for the same target, with the target's own
labels as the prior (Monroe, Colaresi and Quinn 2008), over its standard error.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import log, sqrt

from sayso.records import Label
from sayso.terms import About, Voice

#: Standard errors from which a label is uneven: of even ones, 1 in 20 gets there by chance.
UNEVEN = 1.96
#: Uses by one user below which nothing is said of how evenly a label is used.
ENOUGH = 3
#: How many labels the prior is worth: it draws the shares of users who say little to the mean.
PRIOR = 4.0
UNNAMED = "unnamed"


@dataclass(frozen=True, slots=True)
class Cell:
    """How often a user uses a label for a target, by voice, and the labels behind the count.

    ``user`` is the group of an actor, "outlet:" and the outlet's name, or "unnamed". ``rejected``
    are uses that say that it is not so; they are no part of the others. ``lines`` are how many of
    its reports are independent, as far as ``tabulate`` was told. ``score`` is how many
    standard errors the user's share of the label lies above that of the others.
    """

    target: str
    key: str
    user: str
    own: int
    direct: int
    indirect: int
    held: int
    rejected: int
    reports: int
    lines: int
    score: float
    labels: tuple[str, ...]

    @property
    def uses(self) -> int:
        """Uses that mean it: scare quotes and rejections aside."""
        return self.own + self.direct + self.indirect


@dataclass(frozen=True, slots=True)
class LabelRow:
    """A label of a target over all users; ``uneven`` is who has far more of it than others do.

    ``reports`` and ``lines`` are of its uses, as in a cell.
    """

    target: str
    about: About
    key: str
    leaning: str | None
    uses: int
    users: int
    reports: int
    lines: int
    uneven: str | None
    why: str | None


@dataclass(frozen=True, slots=True)
class Matrix:
    """Rows and the cells that are not empty, the most used first within a target."""

    rows: tuple[LabelRow, ...]
    cells: tuple[Cell, ...]

    def objects(
        self, names: Mapping[str, str], words: Mapping[str, str]
    ) -> list[dict[str, object]]:
        """One object a cell, for JSON lines or CSV (lists joined by the caller).

        ``names`` are those of targets and users by group, ``words`` the words of labels by id.
        """
        rows = {(row.target, row.key): row for row in self.rows}
        return [
            {
                "target": names.get(cell.target, cell.target),
                "target_id": cell.target,
                "about": rows[cell.target, cell.key].about.value,
                "label": cell.key,
                "user": names.get(cell.user, cell.user.removeprefix("outlet:")),
                "user_id": cell.user,
                "is_outlet": cell.user.startswith("outlet:"),
                "own": cell.own,
                "direct": cell.direct,
                "indirect": cell.indirect,
                "held": cell.held,
                "rejected": cell.rejected,
                "reports": cell.reports,
                "lines": cell.lines,
                "leaning": rows[cell.target, cell.key].leaning,
                "score": cell.score,
                "uneven": rows[cell.target, cell.key].uneven == cell.user,
                "words": [words[id] for id in cell.labels if id in words],
            }
            for cell in self.cells
        ]


def tabulate(
    labels: Iterable[Label],
    groups: Mapping[str, str] | None = None,
    lines: Mapping[str, str] | None = None,
) -> Matrix:
    """Count labels of any number of reports; the order of the labels makes no difference.

    ``groups`` gives the group of an actor or a happening by its id, for users and targets alike,
    and that of an outlet by "outlet:" and its name; who is in none stays alone. ``lines`` gives the
    line of a label by its id, the same for labels in copies of one passage; a report's labels that
    are in none are a line of their own.
    """
    of, copied = groups or {}, lines or {}
    found: defaultdict[tuple[str, str], defaultdict[str, list[Label]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for label in sorted(set(labels), key=lambda one: (one.report, one.span, one.id)):
        target = of.get(label.target, label.target)
        found[target, label.key][user_of(label, of)].append(label)
    shares: defaultdict[str, Counter[str]] = defaultdict(Counter)
    totals: Counter[str] = Counter()
    for (target, _), by_user in found.items():
        for user, some in by_user.items():
            shares[target][user] += len(_meant(some))
        totals[target] = shares[target].total()
    rows, cells = [], []
    for (target, key), by_user in found.items():
        uses = {user: len(_meant(some)) for user, some in by_user.items()}
        mine = [
            _cell(target, key, user, some, _score(user, uses, shares[target]), copied)
            for user, some in sorted(by_user.items())
        ]
        cells += mine
        rows.append(_row(target, key, mine, by_user, shares[target], copied))
    rank = {(row.target, row.key): (-totals[row.target], row.target, -row.uses) for row in rows}
    rows.sort(key=lambda row: (*rank[row.target, row.key], row.key))
    cells.sort(key=lambda c: (*rank[c.target, c.key], c.key, -c.uses, c.user))
    return Matrix(tuple(rows), tuple(cells))


def user_of(label: Label, groups: Mapping[str, str]) -> str:
    """Who uses a label: an actor's group, an outlet, or nobody who is named.

    An outlet may be an actor too, as who posted what is set in.
    """
    if label.user is not None:
        return groups.get(label.user, label.user)
    if label.attribution is None and label.voice in (Voice.OWN, Voice.HELD):
        outlet = f"outlet:{label.outlet or ''}"
        return groups.get(outlet, outlet)
    return UNNAMED


def _meant(labels: Iterable[Label]) -> list[Label]:
    return [one for one in labels if not one.rejected and one.voice is not Voice.HELD]


def _score(user: str, uses: Mapping[str, int], shares: Mapping[str, int]) -> float:
    """Log-odds of a user's share of a label against the others', over its standard error."""
    label, everything = sum(uses.values()), sum(shares.values())
    prior = PRIOR * label / everything if everything else 0.0
    if not 0 < prior < PRIOR:
        return 0.0  # the only label that the target has
    mine, rest = uses[user] + prior, label - uses[user] + prior
    else_mine = shares[user] - uses[user] + PRIOR - prior
    else_rest = everything - shares[user] - (label - uses[user]) + PRIOR - prior
    odds = log(mine / else_mine) - log(rest / else_rest)
    return round(odds / sqrt(1 / mine + 1 / rest + 1 / else_mine + 1 / else_rest), 2)


def _cell(
    target: str, key: str, user: str, labels: list[Label], score: float, lines: Mapping[str, str]
) -> Cell:
    voices = Counter(one.voice for one in labels if not one.rejected)
    return Cell(
        target,
        key,
        user,
        voices[Voice.OWN],
        voices[Voice.DIRECT],
        voices[Voice.INDIRECT],
        voices[Voice.HELD],
        sum(one.rejected for one in labels),
        *_spread(labels, lines),
        score,
        tuple(one.id for one in labels),
    )


def _row(
    target: str,
    key: str,
    cells: list[Cell],
    by_user: Mapping[str, list[Label]],
    shares: Mapping[str, int],
    lines: Mapping[str, str],
) -> LabelRow:
    first = next(iter(sorted(by_user.items())))[1][0]
    uses, everything = sum(cell.uses for cell in cells), sum(shares.values())
    top = max(cells, key=lambda cell: (cell.score, cell.user))
    uneven = why = None
    if top.uses >= ENOUGH and top.score >= UNEVEN and len(shares) > 1:
        uneven = top.user
        why = (
            f"{top.uses} of the {shares[top.user]} that this user has for it, "
            f"{uses - top.uses} of the {everything - shares[top.user]} that the others have"
        )
    users = sum(cell.uses > 0 for cell in cells)
    meant = _meant(label for some in by_user.values() for label in some)
    counts = (uses, users, *_spread(meant, lines))
    return LabelRow(target, first.about, key, first.leaning, *counts, uneven, why)


def _spread(labels: Iterable[Label], lines: Mapping[str, str]) -> tuple[int, int]:
    """In how many reports labels are, and how many of these are independent."""
    some = list(labels)
    reports = len({one.report for one in some})
    return reports, min(reports, len({lines.get(one.id, one.report) for one in some}))
