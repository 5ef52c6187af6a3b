"""What speaks for two things of different reports being one."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.records.spans import Span


@dataclass(frozen=True, slots=True)
class Feature:
    """Something that speaks for two actors, or claims, being one, or against it.

    ``points`` are of a score; ``left`` and ``right`` are the words of either that it is about.
    """

    name: str
    detail: str
    points: float
    left: Span | None = None
    right: Span | None = None
