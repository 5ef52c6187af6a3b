from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.errors import NoRecord
from sayso.ledger import Change, Ledger, open_ledger
from sayso.ledger.disputes.listing import Dispute
from sayso.records import Span
from sayso.terms import RelationKind, Verdict
from tests.ledger.sampled import RECONCILE, RUN, sample_readings
from tests.ledger.stories import story


@pytest.fixture(scope="module")
def event(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """The samples."""
    with open_ledger(tmp_path_factory.mktemp("comparing") / "event.db", create=True) as ledger:
        for reading in sample_readings():
            ledger.add(reading, RUN, RECONCILE)
        yield ledger


def shown(disputes: tuple[Dispute, ...]) -> list[list[str]]:
    return [[side.id for side in one.sides] for one in disputes]


def test_it_is_the_same_on_either_database(event: Ledger, ledger: Ledger) -> None:
    for reading in sample_readings():
        ledger.add(reading, RUN, RECONCILE)
    one, other = event.glance(), ledger.glance()
    assert (one.lines, one.days, one.called, one.takers) == (
        other.lines, other.days, other.called, other.takers,
    )  # fmt: skip
    assert [actor.name for actor in one.speakers] == [actor.name for actor in other.speakers]
    assert shown(event.disputes().found) == shown(ledger.disputes().found)
    claim = event.disputes().found[0].sides[0].id
    assert event.beside(claim) == ledger.beside(claim)


def test_claims_that_hang_together_are_one_dispute(event: Ledger) -> None:
    found = event.disputes()
    assert found.many == len(found.found)
    contested, _ = event.claims(contested=True)
    pairs = [{one.left_claim, one.right_claim} for page in contested for one in page.against]
    together = [(one.ground, {side.id for side in one.sides}) for one in found.found]
    assert all(any(pair <= one for _, one in together) for pair in pairs)
    for ground, one in together:
        assert not any(one & other for also, other in together if also == ground and one != other)
    assert sum(found.grounds.values()) == found.many


def test_a_page_of_disputes_is_a_part_of_all(event: Ledger) -> None:
    whole = shown(event.disputes().found)
    parts = [shown(event.disputes(skip=at, top=1).found) for at in range(len(whole))]
    assert [one for part in parts for one in part] == whole


def test_a_claim_is_beside_all_that_stand_against_it_a_few_at_a_time(event: Ledger) -> None:
    claim = max(event.claims(contested=True)[0], key=lambda one: len(one.against)).id
    whole = event.beside(claim, rivals=50)
    assert len(whole.rivals) == whole.rivals_in_all > 1
    assert all(whole.against(rival) for rival in whole.rivals)
    second = event.beside(claim, skip=1, rivals=1)
    assert [one.id for one in second.rivals] == [whole.rivals[1].id]
    assert sum(whole.days[claim].values()) == sum(line.said for line in whole.claim.lines)


def test_what_corroborates_and_what_qualifies_a_claim_are_kept_apart(event: Ledger) -> None:
    for claim in event.claims()[0]:
        beside = event.beside(claim.id)
        for kind, some in beside.others.items():
            assert {one.relation.kind for one in some} <= {kind}
            assert beside.others_in_all[kind] >= len(some)
            assert all(claim.id in (one.left_claim, one.right_claim) for one in some)
    assert set(beside.others) == {RelationKind.CORROBORATES, RelationKind.QUALIFIES}


def test_an_attribution_is_no_claim(event: Ledger) -> None:
    said = event.disputes().found[0].sides[0].stated.excerpt.attribution.id
    with pytest.raises(NoRecord, match="is no claim"):
        event.claim_meant(said)


def test_an_empty_ledger_has_a_glance(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "none.db", create=True) as ledger:
        glance = ledger.glance()
        assert (glance.reports, glance.lines, glance.days, glance.added) == (0, 0, (), ())
        assert ledger.disputes().found == ()


def test_a_report_for_the_most_part_in_another_is_no_line_of_its_own(ledger: Ledger) -> None:
    body = "\n".join(f"Minister Padrino said the bridge number {n} was calm." for n in range(12))
    ledger.add(story(body), RUN, RECONCILE)
    ledger.add(story(body + "\nNobody else came.", outlet="Sallow Bay Examiner"), RUN, RECONCILE)
    ledger.add(story("José Guaidó denied that he had fled to the sea."), RUN, RECONCILE)
    assert (ledger.glance().reports, ledger.glance().lines) == (3, 2)


def test_what_is_written_changes_the_glance(ledger: Ledger) -> None:
    ledger.add(story(), RUN, RECONCILE)
    assert ledger.glance().reports == 1
    ledger.add(story("José Guaidó denied that he had fled to the sea."), RUN, RECONCILE)
    assert ledger.glance().reports == 2


def test_judgements_are_listed_the_last_first_with_those_taken_back(ledger: Ledger) -> None:
    reading = story()
    ledger.add(reading, RUN, RECONCILE)
    one, other = (found.id for found in reading.attributions[:2])
    first = ledger.judge(one, Verdict.ACCEPT, "Ilse")
    change = Change(content=(Span(0, 8),), actor="Rusk")
    second = ledger.judge(other, Verdict.EDIT, "Otto", change=change)
    back = ledger.undo("Ilse", first.id)
    found, many = ledger.judgements()
    assert [(kept.judgement.id, kept.undone) for kept in found] == [
        (back.id, False), (second.id, False), (first.id, True),
    ]  # fmt: skip
    assert many == 3
    assert Change.from_json(second.change or "") == change
    assert [kept.judgement.id for kept in ledger.judgements(judge="Ilse", top=1)[0]] == [back.id]
    assert ledger.judgements(target=other)[1] == 1
    assert ledger.judges() == [("Ilse", 2), ("Otto", 1)]
