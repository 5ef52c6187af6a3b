"""An invented report with all that a reading can tell: how, when, where, and its own word."""

from __future__ import annotations

from datetime import date

from sayso.records import (
    Attribution,
    Event,
    Happening,
    Hop,
    How,
    Label,
    Participant,
    Place,
    Quantity,
    Reading,
    Report,
    Setting,
    Span,
    Stance,
    Time,
    identify,
)
from sayso.terms import (
    About,
    Certainty,
    ChannelKind,
    Distance,
    EventType,
    LabelForm,
    Manner,
    Modality,
    Mode,
    Precision,
    QuoteType,
    StanceKind,
    Voice,
)

TEXT = """Mayor Ode told Harbour Radio in a leaked memo on Tuesday that the bridge may have fallen.
Captain Rusk denied in Paris in early 2031 that the pier near Lyon was hit.
The bridge stands."""
PARIS = ("Paris", "geonames:2988507", 48.8534, 2.3488, 15.3, ("geonames:4717560",))
LYON = ("Lyon", "geonames:2996944", 45.7485, 4.8467, 7.4, ())


def at(words: str) -> Span:
    """Where some words stand for the first time."""
    start = TEXT.index(words)
    return Span(start, start + len(words))


def place(words: str, meant: tuple[object, ...], reason: str = "the largest") -> Place:
    """A place in the text."""
    return Place(at(words), *meant, reason)  # type: ignore[arg-type,call-arg]


def told(text: str = TEXT, published: date | None = date(2031, 4, 30)) -> Reading:
    """What a reading of it tells."""
    report = Report(identify("report", text), "told.txt", text, (), published=published)

    def said(
        source: str, cue: str, content: str, how: How, setting: Setting, *, own: bool = False
    ) -> Attribution:
        return Attribution(
            identify("attribution", report.id, content),
            report.id,
            () if own else (at(source),),
            () if own else (at(cue),),
            (at(content),),
            QuoteType.INDIRECT,
            0.9,
            how=how,
            setting=setting,
        )

    ode = How(
        Manner.SAY,
        (at("told"),),
        Distance.DOUBTING,
        (at("may have"),),
        (
            Hop(ChannelKind.LEAK, (at("leaked"), at("memo"))),
            Hop(ChannelKind.INTERVIEW, (at("Harbour Radio"),), "Harbour Radio"),
        ),
        (at("Harbour Radio"),),
        Certainty.HEDGED,
        (at("may"),),
        -0.1234567890123,
    )
    rusk = How(Manner.DENY, (at("denied"),), certainty=Certainty.DENIED)
    tuesday = ("2031-04-29", Precision.DAY, "2031-04-29", "2031-04-29", "counted")
    early = ("2031", Precision.INTERVAL, "2031-01-01", "2031-07-02", "as written")
    return Reading(
        report,
        (
            said("Mayor Ode", "told", "the bridge may have fallen", ode, Setting(said=0)),
            said(
                "Captain Rusk", "denied", "the pier near Lyon was hit", rusk, Setting(None, 1, 0, 1)
            ),
        ),
        times=(Time(at("Tuesday"), *tuesday), Time(at("early 2031"), *early)),
        places=(place("Paris", PARIS), place("Lyon", LYON)),
        assertions=(
            said("", "", "The bridge stands", How(Manner.REPORT, ()), Setting(), own=True),
        ),
        events=events(report.id),
        labels=labels(report.id),
        happenings=(
            Happening("0e", report.id, "fall", frozenset(("2031", "árbol")), frozenset(("ode",))),
        ),
        stances=(
            Stance(
                "0f",
                report.id,
                "ode",
                "rusk",
                StanceKind.ANSWERS,
                0,
                (at("told"), at("denied")),
                at="2031-04-29",
            ),
        ),
    )


def events(report: str) -> tuple[Event, ...]:
    """One event that tells all that an event can, one that tells next to nothing."""
    pier = Participant(at("the pier near Lyon"), at("pier"), "rusk")
    return (
        Event(
            "0a",
            report,
            (at("hit"), at("was")),
            EventType.ASSAULT,
            Mode.HEAVY_WEAPONS,
            (Participant(at("Captain Rusk"), at("Rusk")),),
            (pier, Participant(at("the bridge"), at("bridge"))),
            '"hit" by assault "hit"',
            (at("memo"), at("radio".title())),
            EventType.THREATEN,
            1,
            0,
            (Quantity(at("2031"), 2031.0, 2031.0, None, "piers"),),
            True,
            Modality.HEDGED,
            (at("may"),),
            "some attribution",
        ),
        Event("0b", report, (at("fallen"),), EventType.RETREAT, None, (), (), "none"),
    )


def labels(report: str) -> tuple[Label, ...]:
    """A loaded label of somebody, a plain one of a happening."""
    fallen = (at("have fallen"), at("fallen"), LabelForm.MODIFIER, Voice.OWN)
    return (
        Label(
            "0c",
            report,
            About.ACTOR,
            "rusk",
            "captain",
            at("Captain"),
            at("Rusk"),
            LabelForm.TITLE,
            Voice.INDIRECT,
            "ode",
            "some attribution",
            "doubting",
            rejected=True,
            outlet="Harbour Radio",
        ),
        Label("0d", report, About.EVENT, "0e", "fall", *fallen),
    )
