"""What a ledger keeps beside what was read."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.records.spans import identify
from sayso.terms import Verdict


@dataclass(frozen=True, slots=True)
class Run:
    """What reports were read with. ``model`` is the hash of its file; ``settings`` is JSON."""

    software: str
    model: str
    settings: str = "{}"

    @property
    def id(self) -> str:
        """The same for the same software, model and settings: it says how, not when."""
        return identify("run", self.software, self.model, self.settings)


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's decision on a machine's row, kept beside it, or an attribution that it lacks.

    ``target`` is the attribution's id and ``words`` what it said when it was judged, so that the
    judgement can still be read when a newer model no longer finds the attribution. ``at`` is the
    time in UTC, ISO 8601. ``change`` is JSON: the roles that an edit corrects, as lists of
    [start, end], and ``quote_type``; all of an attribution that is added. A row with ``undoes``
    takes the judgement of that id back and has no verdict of its own.
    """

    id: str
    target: str
    verdict: Verdict | None
    judge: str
    at: str
    change: str | None
    note: str | None
    undoes: str | None
    report: str
    words: str
