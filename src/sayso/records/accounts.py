"""The records of accounts: by which words who calls whom what, and who stands where to whom."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.records.spans import Span
from sayso.terms import About, LabelForm, StanceKind, Voice

# What the target of a label begins with where nobody knows of whom it is.
OF_NOBODY = "words:"


@dataclass(frozen=True, slots=True)
class Label:
    """The words that somebody uses for an actor or an event.

    ``target`` is the actor's id or the happening's, or OF_NOBODY and the noun where a loaded word
    is used of somebody and nobody knows of whom ("the usurper must go"). ``key`` is what labels
    are counted by: the noun (or the adjective of a modifier) in its dictionary form, with what
    belongs to it. ``user`` is the id of the actor whose words they are, None for the outlet's own
    and where the source is not told; ``attribution`` is the innermost in whose content they stand.
    ``leaning`` is what kind of loaded word the lexicon says it is, None for a plain one.
    ``rejected`` is whether it is said not to be so ("this is not a coup"). ``outlet`` is whose page
    the words stand on.
    """

    id: str
    report: str
    about: About
    target: str
    key: str
    span: Span
    head: Span
    form: LabelForm
    voice: Voice
    user: str | None = None
    attribution: str | None = None
    leaning: str | None = None
    rejected: bool = False
    outlet: str | None = None


@dataclass(frozen=True, slots=True)
class Happening:
    """An event as one report names it, by nouns ("the coup", "the uprising").

    ``family`` is the kind of happening whose names compete ("power": coup, uprising, revolution);
    ``told`` are words that tell it from another of its family, as years and places, folded.
    ``company`` is who the report names most, folded, by which it meets the same of other reports.
    """

    id: str
    report: str
    family: str
    told: frozenset[str]
    company: frozenset[str]


@dataclass(frozen=True, slots=True)
class Stance:
    """What one actor does to another: ``sign`` is 1 for, -1 against, 0 neither.

    ``words`` are what tells it. ``attribution`` is the one by which it is done or in which it is
    told; ``within`` the id of the one in whose content it stands, so that it is that source's word.
    ``at`` is when, an ISO 8601 day or instant: when it was said, else when it was published.
    """

    id: str
    report: str
    actor: str
    target: str
    kind: StanceKind
    sign: int
    words: tuple[Span, ...]
    attribution: str | None = None
    within: str | None = None
    at: str | None = None
