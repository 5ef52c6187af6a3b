"""What sayso import asks of a ledger, on both databases."""

from __future__ import annotations

from sayso.ledger import Ledger
from sayso.ledger.judgements.keeping import list_judgements
from sayso.records import Judgement
from sayso.terms import Verdict
from tests.ledger.sampled import RECONCILE, RUN, sample_readings

MADE = Judgement("0a", "0b", Verdict.REJECT, "Ilse", "2031-04-30", None, "„no“", None, "0c", "{}")


def kept(ledger: Ledger) -> list[Judgement]:
    with ledger._database.reading() as conn:
        return [one.judgement for one in list_judgements(conn)[0]]


def test_a_judgement_is_restored_as_it_was_made_and_once(ledger: Ledger) -> None:
    assert ledger.restore(MADE)
    assert not ledger.restore(MADE)
    assert kept(ledger) == [MADE]


def test_a_review_is_kept_once_whatever_claim_it_is_found_for(ledger: Ledger) -> None:
    for reading in sample_readings():
        ledger.add(reading, RUN, RECONCILE)
    first, second, *_ = (page.id for page in ledger.every_claim())
    made = ledger.review(first, "Halden Checks", "rated so")
    assert made is not None
    assert (made.verdict, made.target) == (Verdict.REVIEW, first)
    assert ledger.review(second, "Halden Checks", "rated so") is None
    assert kept(ledger) == [made]
