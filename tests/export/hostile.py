"""A ledger that every format has to get through: odd characters, gaps, nobody, and 10 MB."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from sayso.ledger import open_ledger
from sayso.records import Attribution, Block, Event, Reading, Report, Span, identify
from sayso.terms import BlockKind, EventType, QuoteType
from tests.ledger.quick import RUN

ODD = (
    "Ана Ölk\tsaid “<b>&amp; we'll stay</b>,” 🙂 \x07and \"then,\nshe\r\nadded ]]>, “=1+1 | _[2]”"
    " -> \u2028none; *ever*\\.\n\n#1-1\t0-3\tWas told so\n"
)
MANY = "Nobody came to the old harbour, the mayor said. "


def at(text: str, *words: str) -> tuple[Span, ...]:
    """Where words first stand."""
    return tuple(Span(text.index(one), text.index(one) + len(one)) for one in words)


def odd() -> Reading:
    """What is hard to write: a content in three parts, over a line end; nobody's saying; a deed."""
    report = Report(
        identify("report", ODD),
        "odd\u2028 <place>.txt",
        ODD,
        (Block(BlockKind.BODY, Span(0, len(ODD)), 'an "origin"'),),
        title='A "title" with, a\nline & <tag>',
        outlet='L\'Écho; "du" <soir>',
        authors=("Ölk, Ана", "B | C"),
        published=date(2031, 4, 30),
        url="https://echo.example/?a=1&b='2'",
    )
    content = at(ODD, "“<b>&amp; we'll stay</b>,” 🙂 \x07and", '"then,\nshe\r\n', "“=1+1 | _[2]”")
    said = Attribution.of(
        report,
        source=at(ODD, "Ана Ölk"),
        cue=at(ODD, "said", "added"),
        content=content,
        quote_type=QuoteType.MIXED,
        confidence=0.5,
    )
    told = Attribution.of(report, cue=at(ODD, "Was told"), content=at(ODD, "so\n"))
    event = Event(
        identify("event", ODD),
        report.id,
        at(ODD, "then,\nshe"),
        EventType.ASSAULT,
        None,
        (),
        (),
        '"',
    )
    return Reading(report, (said, told), events=(event,))


def long() -> Reading:
    """10 MB with one attribution, at the end."""
    text = MANY * 208_400
    report = Report(identify("report", "long"), "long.txt", text, (), published=None)
    start = len(text) - len(MANY)
    spans = (tuple(Span(start + s.start, start + s.end) for s in at(MANY, words)) for words in (
        "the mayor", "said", "Nobody came to the old harbour"
    ))  # fmt: skip
    source, cue, content = spans
    return Reading(report, (Attribution.of(report, source=source, cue=cue, content=content),))


def hostile_ledger(path: Path) -> Path:
    """A ledger of both."""
    with open_ledger(path, create=True) as ledger:
        for reading in (odd(), long()):
            ledger.add(reading, RUN)
    return path
