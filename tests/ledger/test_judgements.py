from __future__ import annotations

import json
from dataclasses import replace

import pytest

from sayso.errors import LedgerError, NoRecord
from sayso.ledger import Change, Ledger, Query
from sayso.ledger.pages import AttributionPage, OrphanPage, ReportPage
from sayso.records import Judgement, Reading, Run, Span
from sayso.terms import Certainty, ChannelKind, Manner, QuoteType, Verdict
from tests.ledger.quick import RUN
from tests.ledger.stories import story

READING = story()
PADRINO, GUAIDO = (attribution.id for attribution in READING.attributions)


@pytest.fixture
def judged(ledger: Ledger) -> Ledger:
    ledger.add(READING, RUN)
    return ledger


def page_of(ledger: Ledger, id: str = PADRINO) -> AttributionPage:
    page = ledger.show(id)
    assert isinstance(page, AttributionPage)
    return page


def said(judgements: tuple[Judgement, ...]) -> list[tuple[str, Verdict | None]]:
    return [(judgement.judge, judgement.verdict) for judgement in judgements]


def test_what_two_people_decide_is_kept_beside_the_machines_row(judged: Ledger) -> None:
    judged.judge(PADRINO, Verdict.ACCEPT, "Ann", note="clear")
    judged.judge(PADRINO[:6], Verdict.REJECT, "Bob")
    page = page_of(judged)
    assert page.excerpt.attribution == READING.attributions[0]
    assert said(page.judgements) == [("Ann", Verdict.ACCEPT), ("Bob", Verdict.REJECT)]
    (hit,) = judged.search(Query("calm"))
    assert hit.judgements == page.judgements


def test_a_person_may_change_their_mind_and_both_are_kept(judged: Ledger) -> None:
    judged.judge(PADRINO, Verdict.ACCEPT, "Ann")
    judged.judge(PADRINO, Verdict.REJECT, "Ann")
    assert said(page_of(judged).judgements) == [("Ann", Verdict.REJECT)]
    assert len(page_of(judged).history) == 2


def test_an_edit_says_what_is_right(judged: Ledger) -> None:
    change = Change(source=(Span(0, 8),), content=(Span(17, 20), Span(30, 33)))
    made = judged.judge(PADRINO, Verdict.EDIT, "Ann", change=change)
    assert Change.from_json(made.change or "") == change
    assert page_of(judged).judgements == (made,)


def test_an_edit_says_what_manner_channel_and_certainty_are_right(judged: Ledger) -> None:
    change = Change(manner=Manner.DENY, channels=(), certainty=Certainty.DENIED)
    made = judged.judge(PADRINO, Verdict.EDIT, "Ann", change=change)
    assert Change.from_json(made.change or "") == change
    two = Change(channels=(ChannelKind.POST, ChannelKind.OUTLET))
    assert Change.from_json(two.to_json()) == two
    judged.undo("Ann")
    assert page_of(judged).judgements == ()


WRONG = [
    Change(),
    Change(source=(Span(0, 5000),)),
    Change(source=(Span(4, 4),)),
    Change(content=()),
    Change(cue=(Span(0, 5), Span(3, 8))),
]


@pytest.mark.parametrize("change", WRONG, ids=repr)
def test_an_edit_that_cannot_be_is_refused(judged: Ledger, change: Change) -> None:
    with pytest.raises(LedgerError):
        judged.judge(PADRINO, Verdict.EDIT, "Ann", change=change)
    assert page_of(judged).history == ()


def test_undoing_is_a_row_too(judged: Ledger) -> None:
    made = judged.judge(PADRINO, Verdict.ACCEPT, "Ann")
    undone = judged.undo("Bob", made.id)
    assert (undone.undoes, undone.judge, undone.verdict) == (made.id, "Bob", None)
    assert page_of(judged).judgements == ()
    assert page_of(judged).history == (made, undone)


def test_undoing_takes_the_last_that_stands(judged: Ledger) -> None:
    first = judged.judge(PADRINO, Verdict.ACCEPT, "Ann")
    second = judged.judge(GUAIDO, Verdict.ACCEPT, "Ann")
    third = judged.judge(PADRINO, Verdict.REJECT, "Ann")
    assert [judged.undo("Ann", of).undoes for of in (GUAIDO, third.id, None)] == [
        second.id,
        third.id,
        first.id,
    ]
    with pytest.raises(NoRecord, match="no judgement of Ann to undo"):
        judged.undo("Ann")


def test_undoing_takes_back_ones_own_unless_anothers_is_named(judged: Ledger) -> None:
    mine = judged.judge(PADRINO, Verdict.ACCEPT, "Ann")
    theirs = judged.judge(PADRINO, Verdict.REJECT, "Bob")
    assert judged.undo("Ann").undoes == mine.id
    with pytest.raises(NoRecord, match="no judgement of Ann to undo"):
        judged.undo("Ann", PADRINO)
    assert judged.undo("Ann", theirs.id).undoes == theirs.id


def test_four_letters_do_to_undo_where_they_name_one(judged: Ledger) -> None:
    first = judged.judge(PADRINO, Verdict.ACCEPT, "Ann")
    judged.judge(GUAIDO, Verdict.ACCEPT, "Ann")
    assert judged.undo("Ann", PADRINO[:4]).undoes == first.id
    with pytest.raises(NoRecord, match="'x' is no id"):
        judged.undo("Ann", "x")


def test_the_judgement_before_stands_again_after_an_undo(judged: Ledger) -> None:
    judged.judge(PADRINO, Verdict.ACCEPT, "Ann")
    judged.judge(PADRINO, Verdict.REJECT, "Ann")
    judged.undo("Ann")
    assert said(page_of(judged).judgements) == [("Ann", Verdict.ACCEPT)]


def test_judgements_survive_a_reading_that_finds_the_same(judged: Ledger) -> None:
    judged.judge(PADRINO, Verdict.ACCEPT, "Ann")
    before = [row for row in judged.rows() if row["record"] != "run"]
    judged.reread(READING, RUN)
    assert [row for row in judged.rows() if row["record"] != "run"] == before
    assert said(page_of(judged).judgements) == [("Ann", Verdict.ACCEPT)]


def test_a_judgement_outlives_its_attribution_with_the_words(judged: Ledger) -> None:
    made = judged.judge(PADRINO, Verdict.EDIT, "Ann", change=Change(quote_type=QuoteType.MIXED))
    judged.reread(Reading(READING.report, READING.attributions[1:]), Run("sayso test", "newer"))
    assert judged.search(Query("calm")) == ()
    page = judged.show(READING.report.id)
    assert isinstance(page, ReportPage)
    assert page.orphans == (made,)
    assert json.loads(made.words)["content"] == "the air base was calm"
    assert judged.show(PADRINO) == OrphanPage(PADRINO, (made,))
    judged.reread(READING, RUN)
    assert page_of(judged).judgements == (made,)


def test_only_attributions_are_judged(judged: Ledger) -> None:
    with pytest.raises(NoRecord, match="no attribution"):
        judged.judge(READING.report.id, Verdict.ACCEPT, "Ann")


def test_several_that_begin_alike_are_named(ledger: Ledger) -> None:
    alike = tuple(
        replace(attribution, id=f"abcd{number:012d}")
        for number, attribution in enumerate(READING.attributions)
    )
    ledger.add(Reading(READING.report, alike), RUN)
    with pytest.raises(NoRecord, match="several ids begin with abcd"):
        ledger.judge("abcd", Verdict.ACCEPT, "Ann")


def test_one_record_is_not_the_same_as_another_nor_reviewed(judged: Ledger) -> None:
    for verdict in (Verdict.SAME, Verdict.REVIEW):
        with pytest.raises(LedgerError, match="accept, reject or edit"):
            judged.judge(PADRINO, verdict, "Ann")
