"""Labels counted over a ledger: the matrix, what its targets are called, and who comes first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sayso.names import fold
from sayso.records import OF_NOBODY
from sayso.terms import LabelForm
from sayso.views.calling import called

if TYPE_CHECKING:
    from sayso.ledger.overview.gathering import Gathered
    from sayso.pipeline import Matrix
    from sayso.records import Happening, Label


@dataclass(frozen=True, slots=True)
class Counted:
    """A matrix with the names of its targets and users; the first is what they are called."""

    matrix: Matrix
    names: dict[str, tuple[str, ...]]

    def name(self, id: str) -> str | None:
        """What a target or a user is called."""
        return self.names[id][0] if id in self.names else None


def count(gathered: Gathered[Label], happenings: Sequence[Happening]) -> Counted:
    """All labels by target and user."""
    from sayso.pipeline import count_labels

    known = gathered.known
    outlets = {label.outlet for label in gathered.records if label.outlet}
    groups = {**known.of, **posters(outlets, known.names)}
    matrix, joined = count_labels(gathered.records, happenings, groups, gathered.reuses)
    names = {**known.names, **_name_happenings(gathered.records, happenings, joined)}
    for row in matrix.rows:
        if row.target.startswith(OF_NOBODY):
            names[row.target] = (f"somebody called “{row.key}”", row.key)
    return Counted(matrix, names)


def posters(outlets: Iterable[str], names: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """The group whose handle an outlet is: of "@realDonaldTrump" that of Donald Trump.

    Only where one group has a name of several words that all stand in the handle, as they are.
    """
    handles = {fold(one).replace(" ", ""): one for one in outlets if one.startswith("@")}
    found: defaultdict[str, set[str]] = defaultdict(set)
    for group, forms in names.items() if handles else ():
        for form in {fold(form) for form in forms}:
            joined = form.replace(" ", "")
            for handle, outlet in handles.items():
                if " " in form and joined in handle:
                    found[outlet].add(group)
    return {f"outlet:{one}": min(some) for one, some in found.items() if len(some) == 1}


def _name_happenings(
    labels: Iterable[Label], happenings: Iterable[Happening], joined: Mapping[str, str]
) -> dict[str, tuple[str, ...]]:
    """The nouns that are used of each group of happenings, the most frequent first."""
    nouns: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for label in labels:
        if label.target in joined and label.form is not LabelForm.MODIFIER and not label.rejected:
            nouns[joined[label.target]][label.key] += 1
    told: defaultdict[str, set[str]] = defaultdict(set)
    for happening in happenings:
        told[joined[happening.id]] |= happening.told
    found = {}
    for group in set(joined.values()):
        ordered = sorted(nouns[group].items(), key=lambda item: (-item[1], item[0]))
        forms = [noun for noun, _ in ordered]
        found[group] = (name_happening(forms, told[group]), *forms)
    return found


def name_happening(nouns: Sequence[str], told: Iterable[str]) -> str:
    """What a happening is called: by its first noun, and what tells it from others."""
    apart = ", ".join(sorted(told))
    name = f"the {nouns[0]}" if nouns else "what happened"
    return f"{name} ({apart})" if apart else name


def asked(
    counted: Counted,
    where: str,
    *,
    target: str | None = None,
    about: str | None = None,
    loaded: bool = False,
) -> Matrix:
    """The part of a matrix that is asked for; ``loaded`` are words that take a side.

    Raises NoRecord for a target that is not there; ``where`` is the ledger.
    """
    matrix = counted.matrix
    if target:
        targets = {row.target for row in matrix.rows}
        matrix = only(matrix, called(target, targets, counted.names, where))
    rows = tuple(
        row for row in matrix.rows if about in (None, row.about) and (row.leaning or not loaded)
    )
    kept = {(row.target, row.key) for row in rows}
    cells = tuple(cell for cell in matrix.cells if (cell.target, cell.key) in kept)
    return replace(matrix, rows=rows, cells=cells)


def label_rows(counted: Counted, gathered: Gathered[Label]) -> list[dict[str, object]]:
    """The cells of a matrix as JSON has them, each with the words behind its counts."""
    words = {id: told.words for id, told in gathered.told.items()}
    names = {id: forms[0] for id, forms in counted.names.items()}
    return counted.matrix.objects(names, words)


def only(matrix: Matrix, targets: Collection[str]) -> Matrix:
    """The part of a matrix about some targets."""
    rows = tuple(row for row in matrix.rows if row.target in targets)
    return replace(matrix, rows=rows, cells=tuple(c for c in matrix.cells if c.target in targets))


def rank(matrix: Matrix) -> list[str]:
    """Targets: first those of whom loaded words are used more than once, then by their users."""
    loaded: Counter[str] = Counter()
    for row in matrix.rows:
        if row.leaning:
            loaded[row.target] += row.uses
    users: defaultdict[str, set[str]] = defaultdict(set)
    uses: Counter[str] = Counter()
    for cell in matrix.cells:
        users[cell.target].add(cell.user)
        uses[cell.target] += cell.uses

    def key(target: str) -> tuple[int, int, int, str]:
        often = loaded[target] if loaded[target] > 1 else 0
        return (-often, -len(users[target]), -uses[target], target)

    return sorted(users, key=key)
