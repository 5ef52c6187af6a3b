"""A reading to export: an invented report of five lines, marked by hand."""

from __future__ import annotations

from datetime import date

from sayso.records import Actor, Attribution, Block, Mention, Office, Reading, Report, Span
from sayso.terms import ActorKind, BlockKind, MentionKind, QuoteType

TEXT = """Thirty held after clashes in Port Verin
The interior minister told reporters that thirty people had been held.
“We will not be moved,” Ilse Marrow wrote, “and we shall be back.”
According to the Halden Courier, the harbour guild said that 41 were hurt.
Two were reported dead.
"""

REPORT = Report(
    id="r1",
    where="pages/port-verin.html",
    text=TEXT,
    blocks=(
        Block(BlockKind.HEADLINE, Span(0, 39)),
        Block(BlockKind.BODY, Span(40, len(TEXT) - 1)),
    ),
    title="Thirty held after clashes in Port Verin",
    outlet="The Halden Gazette",
    published=date(2031, 3, 4),
)


def spans(*words: str) -> tuple[Span, ...]:
    """Where the words first stand in TEXT."""
    return tuple(Span(TEXT.index(w), TEXT.index(w) + len(w)) for w in words)


(MINISTER_AT,) = spans("interior minister")
HADRIK = Actor(
    "p1",
    "r1",
    ActorKind.PERSON,
    "Hadrik Vosse",
    (),
    (Office("Interior Minister", MINISTER_AT),),
    tuple(
        Mention(span, span, MentionKind.NOMINAL, "invented")
        for span in spans("The interior minister")
    ),
)
MINISTER = Attribution(
    "a1",
    "r1",
    spans("The interior minister"),
    spans("told reporters"),
    spans("that thirty people had been held"),
    QuoteType.INDIRECT,
    0.934,
    actor="p1",
)
MARROW = Attribution(
    "a2",
    "r1",
    spans("Ilse Marrow"),
    spans("wrote"),
    spans("“We will not be moved,”", "“and we shall be back.”"),
    QuoteType.DIRECT,
    0.999,
)
COURIER = Attribution(
    "a3",
    "r1",
    spans("the Halden Courier"),
    spans("According to"),
    spans("the harbour guild said that 41 were hurt"),
    QuoteType.INDIRECT,
    0.77,
)
GUILD = Attribution(
    "a4",
    "r1",
    spans("the harbour guild"),
    spans("said"),
    spans("that 41 were hurt"),
    QuoteType.INDIRECT,
    0.7,
    within="a3",
)
UNNAMED = Attribution(
    "a5", "r1", (), spans("were reported"), spans("dead"), QuoteType.INDIRECT, 0.41
)
READING = Reading(REPORT, (MINISTER, MARROW, COURIER, GUILD, UNNAMED), (HADRIK,))
EMPTY = Reading(Report("r2", "pages/quiet.txt", "A quiet day.", ()), ())
