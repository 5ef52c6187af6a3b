"""Labels as a page has them: for each label who uses it, how often and in whose voice."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.desk.addresses import to, to_words
from sayso.desk.marking import Mark, Piece, pieces
from sayso.ledger.overview.gathering import Gathered, Told
from sayso.records import OF_NOBODY, Label, Span
from sayso.terms import NOBODY, About, Voice
from sayso.views.counted import Counted

if TYPE_CHECKING:
    from sayso.pipeline import Cell, LabelRow

# How often in whose voice, the most plainly meant first: how Cell names it, and how a page does.
VOICES = {
    "own": "in its own voice",
    "direct": "quoted",
    "indirect": "paraphrased",
    "held": "in scare quotes",
    "rejected": "rejected",
}
# What a leaning says of a word, and a sign beside the word, so that it is not told by colour.
LEANINGS = {
    "doubting": ("?", "doubts the claim of who is so called"),
    "blaming": ("−", "blames"),
    "vouching": ("+", "vouches"),
    "softening": ("~", "makes less of it"),
}


@dataclass(frozen=True, slots=True)
class User:
    """Who uses a label: ``address`` is their page, None for who is not named."""

    id: str
    name: str
    address: str | None
    outlet: bool


@dataclass(frozen=True, slots=True)
class Use:
    """How often one user has one label; ``voices`` tells in whose voice how often, in words."""

    user: User
    cell: Cell
    voices: tuple[str, ...]
    words: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class LabelLine:
    """A label of one target with its users, those who use it most first."""

    row: LabelRow
    uses: tuple[Use, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """One use where it stands, with the sentence around it."""

    label: Label
    told: Told
    sentence: tuple[Piece, ...]
    address: str
    voice: str
    user: User


def lines(counted: Counted, gathered: Gathered[Label]) -> list[LabelLine]:
    """The labels of a matrix: those that lean first, then the most used."""
    cells: defaultdict[tuple[str, str], list[Cell]] = defaultdict(list)
    for cell in counted.matrix.cells:
        cells[cell.target, cell.key].append(cell)
    rows = sorted(counted.matrix.rows, key=lambda r: (r.leaning is None, -r.uses, r.key))
    return [
        LabelLine(row, tuple(_use(cell, counted, gathered) for cell in cells[row.target, row.key]))
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class Named:
    """A target, and the labels of it that somebody uses; ``address`` is its page, if it has one."""

    id: str
    name: str
    address: str | None
    lines: tuple[LabelLine, ...]


def lines_by_target(counted: Counted, gathered: Gathered[Label]) -> list[Named]:
    """The labels of every target, those of whom most is said first."""
    found: defaultdict[str, list[LabelLine]] = defaultdict(list)
    for line in lines(counted, gathered):
        found[line.row.target].append(line)
    ordered = sorted(found, key=lambda id: (-sum(one.row.uses for one in found[id]), id))
    return [named(id, counted, found[id]) for id in ordered]


def named(id: str, counted: Counted, of: Sequence[LabelLine]) -> Named:
    """A target with these labels; happenings and nouns of nobody have no page."""
    actor = of[0].row.about is About.ACTOR and not id.startswith(OF_NOBODY) if of else False
    name = counted.name(id) or (f"the {of[0].row.key}" if of else id)
    return Named(id, name, to("actor", id) if actor else None, tuple(of))


def user(id: str, counted: Counted) -> User:
    """Who a user of a matrix is."""
    if id.startswith("outlet:"):
        outlet = id.removeprefix("outlet:")
        name = outlet or "an outlet that is not told"
        return User(id, name, to("outlet", outlet) if outlet else None, True)
    known = counted.name(id)
    return User(id, known or NOBODY, to("actor", id) if known else None, False)


def _use(cell: Cell, counted: Counted, gathered: Gathered[Label]) -> Use:
    voices = ((word, getattr(cell, name)) for name, word in VOICES.items())
    words = Counter(gathered.told[id].words for id in cell.labels)
    ordered = sorted(words.items(), key=lambda item: (-item[1], item[0]))
    told = tuple(f"{many} {word}" for word, many in voices if many)
    return Use(user(cell.user, counted), cell, told, tuple(ordered))


def places(
    ids: Sequence[str],
    gathered: Gathered[Label],
    told: Mapping[str, Told],
    users: Mapping[str, User],
) -> list[Place]:
    """The labels of these ids where they stand; ``told`` and ``users`` are by their ids too."""
    of = {label.id: label for label in gathered.records}
    return [
        Place(of[id], told[id], _marked(told[id]), _address(of[id]), _voice(of[id]), users[id])
        for id in ids
    ]


def _marked(told: Told) -> tuple[Piece, ...]:
    """The sentence with the label's words marked, where they stand in it as they are."""
    at = told.sentence.find(told.words)
    marks = [Mark(Span(at, at + len(told.words)), "label")] if at >= 0 else []
    return tuple(pieces(told.sentence, marks))


def _address(label: Label) -> str:
    return to_words(label.report, label.span.start, label.span.end, label.attribution)


def _voice(label: Label) -> str:
    if label.rejected:
        return VOICES["rejected"]
    return VOICES[Voice(label.voice).value]
