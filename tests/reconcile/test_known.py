from __future__ import annotations

from sayso.across import KnownActor
from sayso.reconcile.known import KnownActors
from sayso.records import Actor, Mention, Span
from sayso.terms import ActorKind, MentionKind

KNOWN = KnownActors(
    [
        KnownActor("Q1", ("Ode Márrow", "Marrow"), ActorKind.PERSON),
        KnownActor("Q2", ("Organisation for Harbour Care",), ActorKind.ORGANISATION),
        KnownActor("Q3", ("Jane Harrow",)),
        KnownActor("Q4", ("Jane Harrow",)),
        KnownActor("Q5", ("Michael Pell", "Ironhand")),
    ]
)


def known(*names: str, kind: ActorKind = ActorKind.PERSON, named: bool = True) -> str | None:
    span = Span(0, 1)
    how = MentionKind.NAME if named else MentionKind.NOMINAL
    mentions = (Mention(span, span, how, "as the test says"),)
    actor = Actor("a", "r", kind, names[0], names[1:], (), mentions)
    (found,) = KNOWN.recognise([actor])
    return found.known


def test_a_full_name_gives_the_id() -> None:
    assert known("Ode Marrow") == "Q1"
    assert known("Ode T. Marrow", "Marrow") == "Q1"
    assert known("Mike Pell") == "Q5"


def test_a_name_that_the_file_gives_alone_is_enough_alone() -> None:
    assert known("Marrow") == "Q1"
    assert known("Ironhand") == "Q5"
    assert known("Pell") is None


def test_a_full_name_that_disagrees_is_no_other_ones_short_name() -> None:
    assert known("Ilse Marrow", "Marrow") is None


def test_a_body_is_known_by_its_initials_too() -> None:
    body = ActorKind.STATE_BODY
    assert known("the Organization for Harbor Care", "OHC", kind=body) == "Q2"
    assert known("OHC", kind=body) == "Q2"


def test_two_that_fit_alike_give_no_id() -> None:
    assert known("Jane Harrow") is None


def test_a_person_is_not_taken_for_a_body_nor_a_description_for_anybody() -> None:
    assert known("Ode Marrow", kind=ActorKind.ORGANISATION) is None
    assert known("Ode Marrow", named=False) is None
