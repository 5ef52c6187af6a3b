"""Reports that somebody might write, and such as nobody would."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from hypothesis import strategies as st

from sayso.intake import text_report
from sayso.intake.limits import Limits
from sayso.records import Report

NAMES = ("Ilka Marren", "General Vosse", "José Ode", "Mayor Tan", "The ministry", "Echo", "Ílan 🛰")
SAID = ("said", "denied", "told reporters", "claimed", "according to")
WHAT = (
    "the harbour of Dovane was closed on Tuesday",
    "at least 14 people were killed at the gate",
    "“nobody was hurt at all”",
    "that nobody had left the harbour, “not one”",
    "3.5 tonnes of bread e\u0301 ﬁne\u00a0stayed",
)
# Sentences that the pattern in the place of the model, and the model itself, find something in.
SENTENCES = st.builds(
    "{0} {1} {2}.".format, st.sampled_from(NAMES), st.sampled_from(SAID), st.sampled_from(WHAT)
)
BREAKS = st.sampled_from(
    (" ", "\n", "\n\n", "\n\nUpdated 3:00 pm\n", "\nPhoto: Echo\n", "\u2028", "")
)
ODD = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20)
PARTS = st.one_of(SENTENCES, SENTENCES, SENTENCES, BREAKS, ODD)
TEXTS = st.lists(PARTS, min_size=1, max_size=14, unique=True).map(" ".join)


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """A report of some text, from one of three outlets, with a date or without."""
    return text_report(
        draw(TEXTS),
        f"{draw(st.integers(0, 99))}.txt",
        outlet=draw(st.sampled_from(("Echo", "The Courier", "Radio One", None))),
        published=draw(st.none() | st.dates(date(2031, 4, 1), date(2031, 5, 30))),
    )


def crowd(random: Random, many: int) -> list[Report]:
    """Reports of four outlets that copy, edit and quote one another, some under every report.

    With more than 32 of them there is a passage that everybody has.
    """
    shared = [_sentence(random, length) for length in (6, 8, 13, 13, 16, 25, 25, 40)]
    below = {outlet: _sentence(random, 20) for outlet in ("echo", "courier", "one")}
    found = []
    for number in range(many):
        outlet = random.choice(("echo", "courier", "one", None))
        parts = [_sentence(random, 12), shared[-1], *random.sample(shared, random.randrange(3))]
        if outlet and random.random() < 0.8:
            parts.append(below[outlet])
        day = date(2031, 4, 1) + timedelta(random.randrange(9)) if random.random() < 0.7 else None
        found.append(
            text_report(
                "\n\n".join(_edited(random, part) for part in parts),
                f"{number}.txt",
                outlet=outlet,
                published=day,
                url=outlet and f"https://{outlet}.example/{number}",
                limits=Limits(any_language=True),
            )
        )
    return found


def _sentence(random: Random, length: int) -> str:
    return " ".join(
        random.choice("bdfghjklmnprst") + random.choice(("ane", "oru", "imi", "ultos", "erra"))
        for _ in range(length)
    )


def _edited(random: Random, sentence: str) -> str:
    words = sentence.split()
    for _ in range(random.choice((0, 0, 1, 3))):
        words[random.randrange(len(words))] = _sentence(random, 1)
    return " ".join(words) + "."
