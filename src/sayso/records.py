"""The records of one report: frozen, and every one of them points at characters of its text."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sayso.terms import (
    ActorKind,
    BlockKind,
    Certainty,
    ChannelKind,
    Direction,
    Distance,
    EntityKind,
    EventType,
    Manner,
    MentionKind,
    Modality,
    Mode,
    Precision,
    QuoteType,
    Verdict,
)


def identify(*fields: str) -> str:
    """Id of a record: 16 hex digits that depend on ``fields`` alone, on any machine."""
    return hashlib.sha256("\x1f".join(fields).encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters ``[start, end)`` of a report's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words that it points at."""
        return text[self.start : self.end]

    def holds(self, other: Span) -> bool:
        """Whether ``other`` lies inside it."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a report with a kind. Blocks do not overlap and come in order.

    ``origin`` is the outlet or address that an embedded passage names as its own, if any.
    """

    kind: BlockKind
    span: Span
    origin: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One published text. ``text`` never changes: every span of every record points into it.

    ``where`` is the path or address it was read from, with ``#line`` in a file of many;
    ``published`` and ``modified`` are dates, times where the page gives them, or None. ``url`` is
    the address that the page calls its own, else the one it was fetched from.
    """

    id: str
    where: str
    text: str
    blocks: tuple[Block, ...]
    title: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: date | datetime | None = None
    url: str | None = None
    language: str | None = None
    modified: date | datetime | None = None


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch between quotation marks; ``span`` holds the marks, ``words`` leaves them out.

    ``depth`` is 0 outside any other quotation. ``closed`` is false where the mark that should
    end it is missing and the end of its paragraph stands in for it.
    """

    span: Span
    words: Span
    depth: int = 0
    closed: bool = True


@dataclass(frozen=True, slots=True)
class Word:
    """A token of Universal Dependencies: ``tag`` is its universal part of speech.

    ``head`` is the index of its head among the words of its parse, -1 for the root of a sentence;
    ``relation`` is without subtypes.
    """

    span: Span
    tag: str
    head: int
    relation: str


@dataclass(frozen=True, slots=True)
class Entity:
    """A named thing. Entities do not overlap and come in order."""

    span: Span
    kind: EntityKind


@dataclass(frozen=True, slots=True)
class Parse:
    """What the text of one report shows before it is asked who said what.

    ``breaks`` are the characters at which no span may go on: where a headline, a caption or
    another's passage begins or ends. ``sentences`` are ranges [first, last) of ``words``, one
    after another.
    """

    quotations: tuple[Quotation, ...]
    breaks: tuple[int, ...] = ()
    words: tuple[Word, ...] = ()
    sentences: tuple[tuple[int, int], ...] = ()
    entities: tuple[Entity, ...] = ()


@dataclass(frozen=True, slots=True)
class Hop:
    """One step on the way from a source to the reporter: the first is the source's own.

    ``name`` is the network, outlet or programme, as the report writes it; ``words`` justify it.
    """

    kind: ChannelKind
    words: tuple[Span, ...]
    name: str | None = None


@dataclass(frozen=True, slots=True)
class How:
    """How an attribution's content was said, and how sure, each with the words that tell.

    ``hops`` are its channels, the source's own first, and empty where nothing tells one.
    ``addressee`` is to whom. ``sureness`` is what the model makes of the content's main
    predicate, from -3 (certainly not so) to 3 (certainly so); None where there is none.
    """

    manner: Manner
    manner_words: tuple[Span, ...]
    distance: Distance = Distance.NEUTRAL
    distance_words: tuple[Span, ...] = ()
    hops: tuple[Hop, ...] = ()
    addressee: tuple[Span, ...] = ()
    certainty: Certainty = Certainty.ASSERTED
    certainty_words: tuple[Span, ...] = ()
    sureness: float | None = None


@dataclass(frozen=True, slots=True)
class Time:
    """Words that say when: the calendar's stretch from ``start`` to ``end``, both held.

    ``value`` is as TIMEX3 writes it (2019-04-30, 2019-04-30TMO, 2019-W18, P2W, PRESENT_REF); it is
    relative ("XXXX-04-30") where the report has no date to count from, and ``start`` and ``end``
    are None then, as for durations and what is vague. They are ISO 8601 days or instants.
    ``reason`` says what it was counted from.
    """

    span: Span
    value: str
    precision: Precision
    start: str | None
    end: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Place:
    """Words that say where, and what they mean: a point, and how large the place is.

    ``known`` is an id ("geonames:3646738", "iata:CCS", "iso:VE", or the user's own); ``radius`` is
    in kilometres. ``others`` are the ids of namesakes that were considered; ``reason`` says why it
    is this one. All are None or empty where nothing by that name is known.
    """

    span: Span
    name: str
    known: str | None
    latitude: float | None
    longitude: float | None
    radius: float | None
    others: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Setting:
    """When and where of one attribution, by index into its reading's times and places.

    ``said`` is when it was said, ``happened`` when what it says is said to have happened;
    ``said_at`` and ``happened_at`` are where.
    """

    said: int | None = None
    happened: int | None = None
    said_at: int | None = None
    happened_at: int | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Somebody (``source``) is said (``cue``) to say something (``content``).

    ``source`` is empty where the report names nobody. ``content`` has several spans where the
    words are interrupted. ``within`` is the id of the attribution in whose content this one
    stands. ``confidence`` is calibrated: of those given 0.8, in about 80 % every span meets the
    right one, and the links are right. ``actor`` is the id of the actor that the source refers to.
    """

    id: str
    report: str
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    quote_type: QuoteType
    confidence: float
    within: str | None = None
    actor: str | None = None
    how: How | None = None
    setting: Setting = Setting()

    @property
    def spans(self) -> tuple[Span, ...]:
        """All of its spans, in the order of the text."""
        return tuple(sorted((*self.source, *self.cue, *self.content)))


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that refer to an actor; ``head`` is the word of them that the others hang on.

    ``reason`` says in words why it is this actor: "the only woman named before", "last name".
    """

    span: Span
    head: Span
    kind: MentionKind
    reason: str


@dataclass(frozen=True, slots=True)
class Office:
    """What a report says an actor is, in its words, at ``span``.

    ``since`` and ``until`` are years or days as the report gives them, or None; ``former`` is
    whether the words say that it is over ("former", "then", "ex-").
    """

    title: str
    span: Span
    former: bool = False
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Post:
    """A post of a state that one person holds at a time, as offices are compared.

    ``noun`` is what it is, ``scope`` the words that tell it from its like, ``rank`` "vice" and the
    like, which make another post of it. All are folded; a scope has states by their codes.
    """

    noun: str
    scope: frozenset[str]
    rank: frozenset[str]

    def excludes(self, other: Post) -> bool:
        """Whether nobody holds both: neither is the other in fewer words."""
        if (self.noun, self.rank) != (other.noun, other.rank):
            return True
        return not (self.scope <= other.scope or other.scope <= self.scope)


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody, or something, that says or is spoken of in one report.

    ``name`` is the fullest unambiguous form; ``names`` are the others, fullest first. An actor
    without a name is called by its fullest nominal ("a military source"). ``known`` is an id in
    the file of known actors, such as Wikidata's.
    """

    id: str
    report: str
    kind: ActorKind
    name: str
    names: tuple[str, ...]
    offices: tuple[Office, ...]
    mentions: tuple[Mention, ...]
    known: str | None = None


@dataclass(frozen=True, slots=True)
class Participant:
    """Who, or what, takes part in an event: a noun phrase and the word that heads it.

    ``actor`` is the id of the actor that it refers to; where the phrase is a thing of somebody's
    ("the decision of the court"), of whoever did or owns it. None where nobody is known.
    """

    span: Span
    head: Span
    actor: str | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in an event: at least ``low``, at most ``high``, of ``unit`` ("soldiers").

    ``value`` is the number as written. A bound is None where the words leave it open: "at least 26"
    has no high. "Around" and "nearly" open both by a tenth, "dozens" is 24 and more. ``span`` has
    the words that bound it.
    """

    span: Span
    value: float
    low: float | None
    high: float | None
    unit: str


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what to whom, as one report tells it.

    ``predicate`` are the words that tell the deed, its head first. ``about`` is the type of deed
    that is agreed to, refused, demanded or threatened. ``time`` and ``place`` are indices into the
    times and places of its reading. ``attribution`` is the id of the innermost attribution in whose
    content it stands, None where the report says it in its own voice. ``reason`` says by which
    pattern and words it was told.
    """

    id: str
    report: str
    predicate: tuple[Span, ...]
    type: EventType
    mode: Mode | None
    actor: tuple[Participant, ...]
    recipient: tuple[Participant, ...]
    reason: str
    instrument: tuple[Span, ...] = ()
    about: EventType | None = None
    time: int | None = None
    place: int | None = None
    quantities: tuple[Quantity, ...] = ()
    negated: bool = False
    modality: Modality = Modality.ASSERTED
    modality_words: tuple[Span, ...] = ()
    attribution: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What Sayso read in one report.

    ``assertions`` are the report's own: attributions without source and cue.
    """

    report: Report
    attributions: tuple[Attribution, ...]
    actors: tuple[Actor, ...] = ()
    times: tuple[Time, ...] = ()
    places: tuple[Place, ...] = ()
    assertions: tuple[Attribution, ...] = ()


#: Reports. A passage key that so many hold is everybody's: a newsletter line, or a story that every
#: outlet carries. An index keeps no more holders of it than these, the first.
COMMON_KEY = 32


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a report with the keys (63 bits) by which another report's is found."""

    report: str
    span: Span
    bands: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Reuse:
    """The same words in two reports, or twice in one: lineage, as far as ``direction`` tells it.

    Left comes before right by the reports' ids, then by their spans. The words at the two ends of
    both spans agree. ``similarity`` is the share of the longer side's words that the other keeps;
    ``reason`` says in words why the direction is what it is.
    """

    id: str
    left_report: str
    left: Span
    right_report: str
    right: Span
    similarity: float
    direction: Direction
    reason: str


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
    """A person's decision on a machine's row, kept beside it.

    ``target`` is the attribution's id and ``words`` what it said when it was judged, so that the
    judgement can still be read when a newer model no longer finds the attribution. ``at`` is the
    time in UTC, ISO 8601. ``change`` is JSON: the roles that an edit corrects, as lists of
    [start, end], and ``quote_type``. A row with ``undoes`` takes the judgement of that id back
    and has no verdict of its own.
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


def words_of(spans: Iterable[Span], text: str) -> str:
    """The words of several spans, an ellipsis where the text between them is left out."""
    return " … ".join(span.of(text) for span in spans)
