"""Dossiers of the samples: what an editor reads, and where it says that the words stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest

from sayso.dossier import FORMATS, Dossier, Note, gather, write
from sayso.dossier.writing import escape
from sayso.errors import NoRecord
from sayso.ledger import Ledger, open_ledger
from sayso.terms import Verdict
from tests.ledger.sampled import RECONCILE, RUN, sample_readings

DAY = date(2026, 5, 14)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with open_ledger(tmp_path_factory.mktemp("dossier") / "event.db", create=True) as found:
        for reading in sample_readings():
            found.add(reading, RUN, RECONCILE)
        yield found


@pytest.fixture(scope="module")
def toll(ledger: Ledger) -> str:
    """The claim that at least 14 died."""
    pages, _ = ledger.claims(contested=True)
    return next(page.id for page in pages if "14 people were killed" in page.stated.words)


@pytest.fixture(scope="module")
def dossier(ledger: Ledger, toll: str) -> Dossier:
    return gather(ledger, [Note(toll, "Ask for the log.")], title="The toll", on=DAY)


def test_every_quotation_is_what_stands_at_its_characters(ledger: Ledger, dossier: Dossier) -> None:
    cited = [clash.here for clash in dossier.entries[0].clashes]
    cited += [line.first for line in dossier.entries[0].account.lines]
    assert cited
    for one in cited:
        text = ledger.reading(one.report).report.text
        assert one.words == " … ".join(span.of(text) for span in one.spans)


def test_a_quotation_names_who_says_it_by_which_words_where_and_when(dossier: Dossier) -> None:
    text = write(dossier, "md").decode()
    assert "an official of the city’s ambulance service, “said”, in [Corvane Wire](" in text
    assert re.search(r"12 May 2026\. “[^”]+”, report [0-9a-f]{12}, characters \d+-\d+\.", text)


def test_what_cannot_hold_together_with_a_claim_stands_below_it_with_the_words_that_clash(
    dossier: Dossier,
) -> None:
    text = write(dossier, "md").decode()
    (clash, *_) = dossier.entries[0].clashes
    assert f"They part in {clash.reason}." in text
    assert [f"**{words}**" in text for words, clashes in clash.there.parts if clashes] == [True]


def test_claims_keep_the_order_of_the_person_and_come_once(ledger: Ledger, toll: str) -> None:
    pages, _ = ledger.claims(contested=True)
    order = [toll, *(page.id for page in pages if page.id != toll)][:3]
    asked = [Note(id) for id in (*order, toll)]
    found = gather(ledger, asked, title="All", on=DAY)
    assert [entry.account.claim for entry in found.entries] == order


def test_a_judgement_is_told_with_its_judge(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "own.db", create=True) as ledger:
        for reading in sample_readings():
            ledger.add(reading, RUN, RECONCILE)
        (page, *_), _many = ledger.claims(contested=True)
        ledger.judge(page.id, Verdict.ACCEPT, "Ann", note="two witnesses")
        found = gather(ledger, [Note(page.id)], title="Judged", on=DAY)
    assert "Judged by Ann: accept (two witnesses)." in write(found, "md").decode()


def test_what_is_no_claim_is_told(ledger: Ledger) -> None:
    with pytest.raises(NoRecord, match="is no claim"):
        gather(ledger, [Note(sample_readings()[0].report.id)], title="", on=DAY)


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_dossier_is_the_same_file(dossier: Dossier, form: str) -> None:
    if form != "pdf":  # a PDF holds the minute of its making
        assert write(dossier, form) == write(dossier, form)
    assert len(write(dossier, form)) > 1000


def test_a_pdf_says_how_many_characters_it_could_not_show(dossier: Dossier) -> None:
    plain, other = (
        len(write(replace(dossier, note=note), "pdf")) for note in ("In print", "In print 漢字")
    )
    assert other > plain
    assert write(dossier, "pdf").startswith(b"%PDF-")


class Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(tag)
        self.found += [name for name, _ in attrs if name.startswith("on")]


def test_nothing_in_a_note_or_a_title_becomes_markup(dossier: Dossier) -> None:
    hostile = replace(dossier, title="<script>alert(1)</script>", note='<img src=x onerror="x">')
    page = Elements()
    page.feed(write(hostile, "html").decode())
    assert not {"script", "img", "onerror"} & set(page.found)


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("# Not a heading", r"\# Not a heading"),
        ("1. not a list", r"\1. not a list"),
        ("a *star* [x](y) <b>", r"a \*star\* \[x\](y) \<b\>"),
        ("two\nlines", "two lines"),
        ("turned \u202eround", "turned \ufffdround"),
    ],
)
def test_words_stay_words_in_markdown(words: str, written: str) -> None:
    assert escape(words) == written
