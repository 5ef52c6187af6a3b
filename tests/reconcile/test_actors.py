from __future__ import annotations

import pytest

from sayso.across import Portrait
from sayso.ledger.actors.groups import SAME
from sayso.reconcile.actors import compare, name_keys, portraits
from sayso.records import Actor, Mention, Office, Reading, Report, Span
from sayso.terms import ActorKind, MentionKind
from tests.reconcile.portrayed import portrait

BODY, STATE = ActorKind.STATE_BODY, ActorKind.STATE
FRIENDS = ("marrow", "ode", "arlen")


def score(left: Portrait, right: Portrait) -> float:
    found, turned = compare(left, right), compare(right, left)
    assert found == turned
    return found.score if found else 0.0


def test_a_full_name_is_enough() -> None:
    assert score(portrait("Jane Harrow"), portrait("Jane Harrow", "r2")) >= SAME


def test_a_family_name_takes_company() -> None:
    alone = score(portrait("Jane Harrow"), portrait("Harrow", "r2"))
    together = score(
        portrait("Jane Harrow", company=FRIENDS), portrait("Harrow", "r2", company=FRIENDS[1:])
    )
    assert 0 < alone < SAME <= together


def test_disagreeing_given_names_are_no_link_whatever_the_company() -> None:
    left = portrait("Jane Harrow", company=FRIENDS, offices=("mayor",))
    assert compare(left, portrait("John Harrow", "r2", company=FRIENDS, offices=("mayor",))) is None


def test_an_office_in_common_speaks_for_it() -> None:
    offices = ("Defence Minister",)
    plain = score(portrait("Harrow"), portrait("Jane Harrow", "r2"))
    told = score(
        portrait("Harrow", offices=offices), portrait("Jane Harrow", "r2", offices=offices)
    )
    assert told >= SAME > plain


def test_a_person_and_a_body_of_one_name_are_not_taken_for_one() -> None:
    assert score(portrait("Philip Morrow"), portrait("Philip Morrow", "r2", kind=BODY)) < SAME


def test_a_known_id_decides_whatever_the_names() -> None:
    left = portrait("Cass Ode", known="Q1")
    assert score(left, portrait("Moh Arlen", "r2", known="Q1")) == 1
    assert compare(left, portrait("Cass Ode", "r2", known="Q2")) is None


def test_a_state_is_never_part_of_another() -> None:
    left, right = portrait("Halden", kind=STATE), portrait("South Halden", "r2", kind=STATE)
    assert compare(left, right) is None
    assert score(left, portrait("Halden", "r2", kind=STATE)) >= SAME


def test_a_body_that_is_only_described_takes_company() -> None:
    left = portrait("the army", kind=ActorKind.ARMED_FORCE, named=False, company=FRIENDS)
    same = portrait("the army", "r2", kind=ActorKind.ARMED_FORCE, named=False, company=FRIENDS)
    other = portrait("the army", "r3", kind=ActorKind.ARMED_FORCE, named=False)
    assert score(left, same) >= SAME > score(left, other)


def test_actors_of_one_report_are_not_compared() -> None:
    assert compare(portrait("Jane Harrow"), portrait("Harrow", company=FRIENDS)) is None


def test_a_link_says_in_words_why() -> None:
    found = compare(
        portrait("Harrow", company=FRIENDS, offices=("Mayor",)),
        portrait("Jane Harrow", "r2", company=("ode", "arlen", "pell"), offices=("mayor",)),
    )
    assert found is not None
    told = {feature.name: feature.detail for feature in found.features}
    assert told["name"].endswith("the family name alone")
    assert told["office"] == "both are called mayor"
    assert told["company"] == "both reports name Arlen, Ode"
    assert found.score == pytest.approx(sum(feature.points for feature in found.features))


MEETING = [
    ("Juan Guaidó", "GUAIDO", ActorKind.PERSON),
    ("Qassem Soleimani", "Suleimani", ActorKind.PERSON),
    ("Ministry of Defence", "Defense Ministry", BODY),
    ("Organisation for Harbour Care", "OHC", BODY),
]


@pytest.mark.parametrize(("left", "right", "kind"), MEETING)
def test_actors_that_may_be_one_share_a_key(left: str, right: str, kind: ActorKind) -> None:
    one, other = portrait(left, kind=kind), portrait(right, "r2", kind=kind)
    assert set(name_keys(one)) & set(name_keys(other))
    assert all(0 <= key < 1 << 63 for key in name_keys(one))


def actor(name: str, kind: ActorKind, mention: MentionKind, *offices: str) -> Actor:
    span = Span(0, 1)
    return Actor(
        name,
        "r1",
        kind,
        name,
        (),
        tuple(Office(title, span) for title in offices),
        (Mention(span, span, mention, "the same name"),),
    )


def test_a_body_that_is_described_by_a_name_has_one() -> None:
    bodies = (
        actor("the Halden government", BODY, MentionKind.NOMINAL),
        actor("the government", BODY, MentionKind.NOMINAL),
        actor("The Halden governor", ActorKind.ANONYMOUS, MentionKind.NOMINAL),
    )
    found = portraits(Reading(Report("r1", "r1", "x", ()), (), bodies))
    assert [one.named for one in found] == [True, False, False]


def test_a_portrait_has_the_company_that_its_report_names() -> None:
    actors = (
        actor("Jane Harrow", ActorKind.PERSON, MentionKind.NAME, "mayor", "mayor"),
        actor("Halden Gazette", ActorKind.ORGANISATION, MentionKind.NAME),
        actor("Halden", STATE, MentionKind.NAME),
        actor("the army", ActorKind.ARMED_FORCE, MentionKind.NOMINAL),
        actor("a source", ActorKind.ANONYMOUS, MentionKind.NOMINAL),
    )
    found = portraits(Reading(Report("r1", "r1", "x", ()), (), actors))
    assert found[0].offices == ("mayor",)
    assert [one.called for one in found] == ["harrow", "halden gazette", "", "", ""]
    assert found[0].company == {"harrow", "halden gazette"}
    assert found[0].company is found[2].company
    assert [one.named for one in found] == [True, True, True, False, False]


def test_whoever_has_no_name_of_its_own_meets_nobody() -> None:
    nobody = (
        actor("a source", ActorKind.ANONYMOUS, MentionKind.NOMINAL),
        actor("officials", ActorKind.COLLECTIVE, MentionKind.NOMINAL),
        actor("the judge", ActorKind.PERSON, MentionKind.NOMINAL),
        actor("it", ActorKind.ORGANISATION, MentionKind.PRONOUN),
        actor("Her office", ActorKind.ORGANISATION, MentionKind.NOMINAL),
        actor("a group", ActorKind.ORGANISATION, MentionKind.NOMINAL),
    )
    for one in portraits(Reading(Report("r1", "r1", "x", ()), (), nobody)):
        assert name_keys(one) == ()
