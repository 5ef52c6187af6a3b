from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.desk.correcting import Asked, change_of, spans_in, spans_told
from sayso.errors import LedgerError
from sayso.ledger import Change
from sayso.records import Span
from sayso.terms import ChannelKind, Manner, Verdict
from tests.ledger.told import told

ODE = told().attributions[0]


def asked(**said: object) -> Asked:
    return Asked(id=ODE.id, verdict=Verdict.EDIT, **said)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("40-61", (Span(40, 61),)),
        ("40-61, 70-82", (Span(40, 61), Span(70, 82))),
        (" 40:61;70–82 ", (Span(40, 61), Span(70, 82))),
        ("", ()),
    ],
)
def test_bounds_are_read_as_people_write_them(text: str, spans: tuple[Span, ...]) -> None:
    assert spans_in(text, "event.db") == spans
    assert spans_in(spans_told(spans), "event.db") == spans


def test_bounds_that_are_none_are_told() -> None:
    with pytest.raises(LedgerError, match="'forty' is no stretch"):
        spans_in("forty", "event.db")


def test_what_a_form_says_as_the_machine_does_is_no_correction() -> None:
    assert ODE.how is not None
    same = asked(
        source=spans_told(ODE.source),
        content=spans_told(ODE.content),
        manner=ODE.how.manner,
        channels=[hop.kind for hop in ODE.how.hops],
        actor="Ode",
    )
    assert change_of(same, ODE, "Ode", "event.db") == Change()


def test_what_differs_is_the_correction() -> None:
    other = asked(source="", manner="deny", channels=["video", ""], actor="Rusk")
    assert change_of(other, ODE, "Ode", "event.db") == Change(
        source=(), manner=Manner.DENY, channels=(ChannelKind.VIDEO,), actor="Rusk"
    )


def test_an_attribution_that_was_not_described_is_described_by_a_person() -> None:
    plain = replace(ODE, how=None)
    told = asked(manner="claim", certainty="")
    assert change_of(told, plain, "", "event.db") == Change(manner=Manner.CLAIM)
