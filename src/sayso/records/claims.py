"""The records of claims: what is put forward, by whom, on how many lines, and how it clashes."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.records.events import Quantity
from sayso.records.features import Feature
from sayso.records.lineage import COMMON_KEY
from sayso.records.spans import Span
from sayso.terms import Certainty, Modality, RelationKind

TAKEN_BACK = "taken back by "  # begins the "who" of what an outlet tells that it told wrongly
_FEW_HOLDERS = 4  # wordings: two words in common say little


def claim_key(digits: str, *, weak: bool = False) -> int:
    """16 hex digits as a key by which propositions meet (63 bits); ``weak`` ones are odd."""
    return int(digits, 16) >> 2 << 1 | weak


def heeded(key: int) -> int:
    """How many of the wordings that hold a key count, the first by their hash."""
    return _FEW_HOLDERS if key & 1 else COMMON_KEY


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase that takes part in a clause, as another report's is compared with it.

    ``head`` is the key of the word that heads it, ``keys`` are those of all its content words;
    ``actor`` is the id of the actor that it refers to and ``name`` what that one is called, folded,
    "" where it is only described.
    """

    span: Span
    head: str
    keys: frozenset[str]
    name: str = ""
    actor: str | None = None
    quantity: Quantity | None = None


@dataclass(frozen=True, slots=True)
class When:
    """A time in a clause: the stretch of the calendar, ISO 8601; both held."""

    span: Span
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class Where:
    """A place in a clause: its words folded, and where it lies if that is known."""

    span: Span
    name: str
    known: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    radius: float | None = None


@dataclass(frozen=True, slots=True)
class Clause:
    """A predicate with those who take part, and what turns it or makes it less than told as so.

    ``sense`` names the deed or state, the same for words that mean the same. ``agent`` does it,
    ``patient`` undergoes it, whichever voice it stands in; ``others`` hang on it by prepositions.
    ``negated`` is whether it is said not to be so, by ``turned`` words.
    """

    predicate: Span
    sense: str
    agent: tuple[Phrase, ...] = ()
    patient: tuple[Phrase, ...] = ()
    others: tuple[Phrase, ...] = ()
    when: tuple[When, ...] = ()
    where: tuple[Where, ...] = ()
    negated: bool = False
    turned: tuple[Span, ...] = ()
    modality: Modality = Modality.ASSERTED


@dataclass(frozen=True, slots=True)
class Proposition:
    """One sentence of what an attribution, or the report itself, puts forward.

    ``who`` says whose word it is, the same in every report where that can be told, and ``named``
    whether it can; ``words`` are keys of its content words with what they weigh, 0 to 1;
    ``wording`` is the same for the same words; ``gist`` are the keys that its report is about.
    ``published`` is the ISO 8601 day of the report; ``when`` and ``where`` are all of its times and
    places, those of its clauses among them, and ``around`` what else its sentence speaks of.
    """

    id: str
    report: str
    attribution: str
    spans: tuple[Span, ...]
    who: str
    named: bool
    words: tuple[tuple[str, float], ...]
    clauses: tuple[Clause, ...]
    wording: str
    gist: frozenset[str]
    certainty: Certainty = Certainty.ASSERTED
    certainty_words: tuple[Span, ...] = ()
    published: str | None = None
    when: tuple[When, ...] = ()
    where: tuple[Where, ...] = ()
    around: tuple[tuple[str, float], ...] = ()

    @property
    def taken_back(self) -> bool:
        """Whether an outlet tells that it told this before, to correct it."""
        return self.who.startswith(TAKEN_BACK)


@dataclass(frozen=True, slots=True)
class Likeness:
    """How far two propositions put forward the same: ``score`` 0 to 1, with its reasons."""

    left: str
    right: str
    score: float
    features: tuple[Feature, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """Propositions of one or several reports that say the same.

    ``propositions`` are their ids in order; ``lines`` are parts of them, the largest first. The
    sources of a line are one, or have it from one another: however many papers carry a wire's
    story, it is one line. ``reports`` and ``sources`` are counts; ``stated`` is the proposition
    that has most in common with the others.
    """

    id: str
    propositions: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]
    reports: int
    sources: int
    stated: str

    @property
    def counts(self) -> str:
        """For example "4 reports, 2 independent lines, 3 sources"."""
        lines = len(self.lines)
        return (
            f"{self.reports} report{'s' * (self.reports > 1)}, "
            f"{lines} independent line{'s' * (lines > 1)}, "
            f"{self.sources} source{'s' * (self.sources > 1)}"
        )


@dataclass(frozen=True, slots=True)
class Relation:
    """How two propositions stand to each other. Left comes before right by id.

    ``score`` is 0 to 1. ``left_words`` and ``right_words`` are the words that clash, or agree, in
    either report; ``reason`` says it in words; ``dimension`` is what a clash or a qualification is
    in: polarity, number, time, place, actor, label, certainty or correction; "" for other kinds.
    """

    id: str
    left: str
    right: str
    kind: RelationKind
    score: float
    reason: str
    dimension: str = ""
    left_words: Span | None = None
    right_words: Span | None = None
    features: tuple[Feature, ...] = ()
