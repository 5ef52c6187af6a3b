"""What a dossier is made of, whichever file it becomes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sayso.records import Span


@dataclass(frozen=True, slots=True)
class Note:
    """What a person asks for: a claim, and what is to be written above it."""

    claim: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """Words as they stand in a report, and where: outlet, date and characters.

    ``parts`` are the words, those that clash apart and True. ``quoted`` tells that they are the
    source's own. ``cue`` are the report's words for the saying, "" in its own voice; ``how`` says
    more of how and when it was said, "" for nothing.
    """

    parts: tuple[tuple[str, bool], ...]
    quoted: bool
    who: str
    cue: str
    how: str
    outlet: str
    title: str | None
    published: str | None
    url: str | None
    report: str
    spans: tuple[Span, ...]

    @property
    def words(self) -> str:
        """All of them."""
        return "".join(words for words, _ in self.parts)

    @property
    def place(self) -> tuple[str, tuple[Span, ...]]:
        """The report and the characters: the same for the same words, whatever clashes."""
        return self.report, self.spans

    @property
    def characters(self) -> str:
        """As in "characters 12-30 and 41-60"."""
        told = [f"{span.start}-{span.end}" for span in self.spans]
        return "characters " + " and ".join(told)


@dataclass(frozen=True, slots=True)
class Line:
    """One independent line: who said it first, who has it from there, and how many said it."""

    first: Citation
    others: tuple[Citation, ...]
    said: int


@dataclass(frozen=True, slots=True)
class Account:
    """A claim, on how much it stands, and the lines of it that are shown, of ``lines_in_all``."""

    claim: str
    words: str
    counts: str
    lines: tuple[Line, ...]
    lines_in_all: int


@dataclass(frozen=True, slots=True)
class Clash:
    """Why another claim and this one cannot both hold, with the words of either side.

    ``rejected_by`` are the people who say that they can.
    """

    reason: str
    here: Citation
    there: Citation
    other: Account
    rejected_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One claim of the dossier. ``judged`` are people's words on it: "Ann: accept (sure)"."""

    account: Account
    note: str
    clashes: tuple[Clash, ...]
    judged: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """Claims in a person's order. ``ledger`` names where they are from, ``on`` the day."""

    title: str
    note: str
    entries: tuple[Entry, ...]
    ledger: str
    on: date
