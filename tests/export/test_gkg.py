from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

from sayso.export.formats import FORMATS
from sayso.export.gkg import COLUMNS
from sayso.export.upheld import upheld
from sayso.ledger import open_ledger
from sayso.terms import QuoteType
from tests.export.hostile import odd
from tests.export.test_every_format import write


def rows(ledger: Path, place: Path) -> list[dict[str, str]]:
    data = write(FORMATS["gkg"], ledger, place).read_bytes().decode()
    found = [line.split("\t") for line in data.removesuffix("\n").split("\n")]
    return [dict(zip(COLUMNS, cells, strict=True)) for cells in found]


def test_a_report_is_a_row_of_27_columns_with_an_id_of_its_own(
    sampled: Path, tmp_path: Path
) -> None:
    assert len(COLUMNS) == 27
    found = rows(sampled, tmp_path / "out")
    with open_ledger(sampled) as ledger:
        assert len({row["GKGRECORDID"] for row in found}) == len(list(upheld(ledger)))


def test_a_quotation_is_found_by_its_character_and_length(sampled: Path, tmp_path: Path) -> None:
    found = {row["GKGRECORDID"].rpartition("-")[2]: row for row in rows(sampled, tmp_path / "out")}
    with open_ledger(sampled) as ledger:
        for reading in upheld(ledger):
            quoted = found[reading.report.id]["V2.1QUOTATIONS"]
            direct = [
                span for one in reading.attributions for span in one.content
                if one.quote_type is not QuoteType.INDIRECT
            ]  # fmt: skip
            assert len(quoted.split("#") if quoted else []) == len(direct)
            for one in filter(None, quoted.split("#")):
                start, length, cue, words = one.split("|")
                text = reading.report.text[int(start) : int(start) + int(length)]
                assert [*filter(str.isalnum, words)] == [*filter(str.isalnum, text)]
                assert cue


def test_names_and_places_stand_where_their_character_says(sampled: Path, tmp_path: Path) -> None:
    found = {row["GKGRECORDID"].rpartition("-")[2]: row for row in rows(sampled, tmp_path / "out")}
    with open_ledger(sampled) as ledger:
        for reading in upheld(ledger):
            row, text = found[reading.report.id], reading.report.text
            for one in filter(None, row["V2.1ALLNAMES"].split(";")):
                name, _, start = one.rpartition(",")
                assert text.startswith(name.split()[0], int(start))
            for one in filter(None, row["V2ENHANCEDLOCATIONS"].split(";")):
                assert len(one.split("#")) == 9


def test_what_separates_values_is_never_in_one(hostile: Path, tmp_path: Path) -> None:
    (row,) = [row for row in rows(hostile, tmp_path / "out") if row["V2.1QUOTATIONS"]]
    report = odd().report
    assert [len(one.split("|")) for one in row["V2.1QUOTATIONS"].split("#")] == [4, 4, 4]
    extras = ElementTree.fromstring(f"<x>{row['V2EXTRASXML']}</x>")
    assert extras.findtext("PAGE_TITLE") == (report.title or "").replace("\n", " ")
    assert len((extras.findtext("PAGE_AUTHORS") or "").split(";")) == len(report.authors)
