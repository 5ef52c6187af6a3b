"""Who says what: how, how sure, when and where."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sayso.records.reports import Report
from sayso.records.spans import Span, identify
from sayso.terms import Certainty, ChannelKind, Distance, Manner, Precision, QuoteType


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
class Judged:
    """Who added, corrected or rejected an attribution, as it stands; None where nobody did."""

    added_by: str | None = None
    edited_by: str | None = None
    rejected_by: str | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Somebody (``source``) is said (``cue``) to say something (``content``).

    ``source`` is empty where the report names nobody. ``content`` has several spans where the
    words are interrupted. ``within`` is the id of the attribution in whose content this one
    stands. ``confidence`` is calibrated: of those given 0.8, in about 80 % every span meets the
    right one, and the links are right. ``actor`` is the id of the actor that the source refers to.
    ``judged`` is what people did to it; None for what is as the machine read it.
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
    judged: Judged | None = None

    @classmethod
    def of(
        cls,
        report: Report,
        *,
        source: Iterable[Span] = (),
        cue: Iterable[Span] = (),
        content: Iterable[Span] = (),
        quote_type: QuoteType = QuoteType.INDIRECT,
        confidence: float = 1.0,
        within: str | None = None,
        how: How | None = None,
    ) -> Attribution:
        """One of ``report`` by its spans, with the id that belongs to them.

        >>> report = sayso.read_text("The mayor said it rained.").report
        >>> one = Attribution.of(report, cue=[Span(10, 14)], content=[Span(15, 24)])
        >>> words_of(one.content, report.text)
        'it rained'
        """
        source, cue, content = tuple(source), tuple(cue), tuple(content)
        roles = (("source", source), ("cue", cue), ("content", content))
        places = (f"{role}:{span.start}-{span.end}" for role, spans in roles for span in spans)
        id = identify("attribution", report.id, *places)
        return cls(id, report.id, source, cue, content, quote_type, confidence, within, how=how)

    @property
    def spans(self) -> tuple[Span, ...]:
        """All of its spans, in the order of the text."""
        return tuple(sorted((*self.source, *self.cue, *self.content)))
