"""What a person added is handed on, what one corrected is handed on so, and both say who did."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.export.formats import FORMATS
from sayso.export.upheld import upheld
from sayso.ledger import Change, open_ledger
from sayso.records import Attribution, Judged, Span, words_of
from sayso.terms import Manner, QuoteType, Verdict
from tests.export.test_every_format import contents, write
from tests.ledger.people import RECONCILE, peopled, who
from tests.ledger.quick import RUN

TEXT = "Padrino said the bridge was closed.\nIlse Marn: “The bridge is wide open.”"
READING = peopled(TEXT, who("Padrino"), who("Ilse Marn"))
(READ,) = READING.attributions


def at(words: str) -> tuple[Span]:
    return (Span(TEXT.index(words), TEXT.index(words) + len(words)),)


ADDED = Change(
    source=at("Ilse Marn"), content=at("The bridge is wide open."), quote_type=QuoteType.DIRECT
)
CORRECTED = Change(
    source=at("Ilse Marn"), content=at("the bridge"), manner=Manner.DENY, quote_type=QuoteType.MIXED
)
QUOTING = ("csv", "parquet", "schema-org", "web-annotation", "followthemoney", "stix", "gkg")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with open_ledger(tmp_path / "event.db", create=True) as ledger:
        ledger.add(READING, RUN, RECONCILE)
    return tmp_path / "event.db"


def judge(path: Path, verdict: Verdict, judge: str, change: Change | None = None) -> str:
    id = READING.report.id if verdict is Verdict.ADD else READ.id
    with open_ledger(path) as ledger:
        return ledger.judge(id, verdict, judge, change=change).target


def exported(name: str, path: Path, place: Path) -> bytes:
    """All but the table of judgements, which has what was taken back too."""
    found = contents(write(FORMATS[name], path, place))
    return b"".join(data for file, data in found if not file.startswith("judgements"))


@pytest.mark.parametrize("name", QUOTING)
def test_what_was_added_is_handed_on_with_who_did_until_it_is_taken_back(
    name: str, path: Path, tmp_path: Path
) -> None:
    before = exported(name, path, tmp_path / "before")
    judge(path, Verdict.ADD, "Ann Added", ADDED)
    handed = exported(name, path, tmp_path / "with")
    assert b"Ann Added" in handed
    with open_ledger(path) as ledger:
        ledger.undo("Ann Added")
    assert exported(name, path, tmp_path / "after") == before


@pytest.mark.parametrize("name", QUOTING)
def test_what_was_corrected_is_handed_on_so_and_says_who_did(
    name: str, path: Path, tmp_path: Path
) -> None:
    judge(path, Verdict.EDIT, "Bob Edited", CORRECTED)
    assert b"Bob Edited" in exported(name, path, tmp_path / "with")


@pytest.mark.parametrize("name", [one for one in QUOTING if one not in ("csv", "parquet")])
def test_what_was_added_and_rejected_is_not_handed_on(
    name: str, path: Path, tmp_path: Path
) -> None:
    before = exported(name, path, tmp_path / "before")
    id = judge(path, Verdict.ADD, "Ann", ADDED)
    with open_ledger(path) as ledger:
        ledger.judge(id, Verdict.REJECT, "Bob")
    assert exported(name, path, tmp_path / "after") == before


def test_tables_say_who_rejected_it(path: Path, tmp_path: Path) -> None:
    judge(path, Verdict.REJECT, "Bob")
    place = write(FORMATS["csv"], path, tmp_path / "tables")
    with (place / "attributions.csv").open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["judged_rejected_by"], row["judged_added_by"]) == ("Bob", "")


def handed_on(path: Path) -> Iterator[Attribution]:
    with open_ledger(path) as ledger:
        for reading in upheld(ledger):
            yield from reading.attributions


def test_a_correction_counts_in_all_that_it_says(path: Path) -> None:
    judge(path, Verdict.EDIT, "Bob", CORRECTED)
    (one,) = handed_on(path)
    told = (words_of(one.source, TEXT), words_of(one.cue, TEXT), words_of(one.content, TEXT))
    assert told == ("Ilse Marn", "said", "the bridge")
    assert one.id == READ.id
    assert one.actor == next(who.id for who in READING.actors if who.name == "Ilse Marn")
    assert one.quote_type is QuoteType.MIXED
    assert one.how
    assert one.how.manner is Manner.DENY
    assert one.judged == Judged(edited_by="Bob")


def test_whose_words_they_are_may_be_said_by_name(path: Path) -> None:
    judge(path, Verdict.EDIT, "Bob", Change(actor="marn"))
    (one,) = handed_on(path)
    assert one.actor == next(who.id for who in READING.actors if who.name == "Ilse Marn")
    judge(path, Verdict.EDIT, "Bob", Change(actor="Nobody Here"))
    assert [one.actor for one in handed_on(path)] == [None]


def test_corrections_of_several_come_together_until_somebody_accepts_what_was_read(
    path: Path,
) -> None:
    judge(path, Verdict.EDIT, "Bob", Change(manner=Manner.DENY))
    judge(path, Verdict.EDIT, "Cid", Change(content=at("the bridge")))
    (one,) = handed_on(path)
    assert one.how
    assert (one.how.manner, words_of(one.content, TEXT)) == (Manner.DENY, "the bridge")
    assert one.judged == Judged(edited_by="Cid")
    judge(path, Verdict.ACCEPT, "Dora")
    assert list(handed_on(path)) == [READ]
    judge(path, Verdict.REJECT, "Eve")
    assert list(handed_on(path)) == []


@pytest.mark.parametrize("name", ["brat", "webanno"])
def test_what_is_there_to_be_corrected_is_as_the_machine_read_it(
    name: str, path: Path, tmp_path: Path
) -> None:
    before = exported(name, path, tmp_path / "before")
    judge(path, Verdict.EDIT, "Bob", CORRECTED)
    assert exported(name, path, tmp_path / "after") == before


def test_json_lines_have_the_correction_as_a_judgement(path: Path) -> None:
    with open_ledger(path) as ledger:
        before = list(ledger.rows())
        ledger.judge(READ.id, Verdict.EDIT, "Bob", change=CORRECTED)
        assert [row for row in ledger.rows() if row["record"] != "judgement"] == before
