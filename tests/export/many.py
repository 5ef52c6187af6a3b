"""A ledger of so many short reports, in which each has something that only one other has."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sayso.ledger import open_ledger
from sayso.records import (
    Actor,
    Attribution,
    Mention,
    Place,
    Proposition,
    Reading,
    Report,
    Span,
    Stance,
    identify,
)
from sayso.terms import ActorKind, MentionKind, QuoteType, StanceKind
from tests.ledger.quick import RUN
from tests.ledger.sampled import RECONCILE


def many_ledger(path: Path, many: int) -> Path:
    """Two reports after each other have the same two people; every report has its own place."""
    with open_ledger(path, create=True) as ledger:
        for number in range(many):
            ledger.add(_reading(number), RUN, RECONCILE)
    return path


def _reading(number: int) -> Reading:
    names = [f"{given} Vosse{_letters(number // 2)}" for given in ("Hadrik", "Ilse")]
    text = f"{names[0]} said that {names[1]} left Port {_letters(number)} again."
    report = Report(identify("report", text), f"{number}.txt", text, (), outlet="The Gazette")
    source, content = (Span(0, len(names[0])), Span(text.index("that"), len(text) - 1))
    at = text.index("Port")
    actors = tuple(_actors(report, names))
    said = Attribution(
        identify("attribution", report.id),
        report.id,
        (source,),
        (Span(source.end + 1, source.end + 5),),
        (content,),
        QuoteType.INDIRECT,
        0.9,
        actor=actors[0].id,
    )
    stance = Stance(
        identify("stance", report.id),
        report.id,
        actors[0].id,
        actors[1].id,
        StanceKind.BACKS,
        -1,
        (content,),
        said.id,
    )
    key = identify("wording", text)
    stated = Proposition(
        identify("proposition", text), report.id, said.id, (content,), names[0], True,
        ((key, 1.0),), (), key, frozenset({"harbour"}),
    )  # fmt: skip
    place = Place(
        Span(at, len(text) - 7),
        f"Port {number}",
        f"geonames:{number}",
        number / 9,
        1.0,
        3.0,
        (),
        "",
    )
    return Reading(
        report, (said,), actors, places=(place,), stances=(stance,), propositions=(stated,)
    )


def _actors(report: Report, names: list[str]) -> Iterator[Actor]:
    for name in names:
        at = Span(report.text.index(name), report.text.index(name) + len(name))
        met = (Mention(at, at, MentionKind.NAME, "invented"),)
        yield Actor(
            identify("actor", report.id, name), report.id, ActorKind.PERSON, name, (), (), met
        )


def _letters(number: int) -> str:
    """Three letters for a number."""
    return "".join(chr(ord("a") + number // 26**at % 26) for at in range(3))
