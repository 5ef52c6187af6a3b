"""Claims and accounts of the samples, as the commands show them."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from sayso.cli import main
from sayso.ledger import open_ledger
from tests.ledger.sampled import RECONCILE, RUN, sample_readings

Captured = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("samples") / "event.db"
    with open_ledger(path, create=True) as ledger:
        for reading in sample_readings():
            ledger.add(reading, RUN, RECONCILE)
    return str(path)


def rows(capsys: Captured) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def table(capsys: Captured) -> list[dict[str, str]]:
    return list(csv.DictReader(capsys.readouterr().out.splitlines()))


def test_accounts_name_both_sides_their_words_and_the_clash(samples: str, capsys: Captured) -> None:
    assert main(["accounts", samples]) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert "the events as “a *coup attempt* staged for foreign viewers” Hadrik Vosse" in out
    assert "that this was ‘an *uprising*, not a coup’ Pavo Estling, Open Harbour" in out
    assert "contradicts in label: “coup” and “uprising” exclude each other" in out


def test_a_claim_with_several_against_it_comes_once(samples: str, capsys: Captured) -> None:
    assert main(["accounts", samples]) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert out.count("that any unit had *changed* sides") == 1
    assert "Hadrik Vosse, Corvane Wire, 2026-05-12 denied; also Hadrik Vosse in The" in out
    assert "that some 300 soldiers had *joined* her at Tolva Ridge Air Base" in out
    assert "that 26 *deserters* had left their posts" in out


def test_accounts_are_a_table_with_a_row_a_claim_and_its_side(
    samples: str, capsys: Captured
) -> None:
    assert main(["accounts", samples, "--csv"]) == 0
    found = table(capsys)
    assert main(["accounts", samples, "--json"]) == 0
    claims = [
        (row["id"], str(number), claim["id"])
        for row in rows(capsys)
        for number, side in enumerate(row["sides"], 1)
        for claim in side["claims"]
    ]
    assert [(row["dispute"], row["side"], row["claim"]) for row in found] == claims
    said = {(row["ground"], row["who"], row["clash"]) for row in found}
    assert ("polarity", "Hadrik Vosse", "changed") in said


def test_a_dispute_has_its_sides_and_all_pairs_between_them(samples: str, capsys: Captured) -> None:
    assert main(["accounts", samples, "--json"]) == 0
    first = rows(capsys)[0]
    side_of = {
        claim["id"]: number
        for number, side in enumerate(first["sides"])
        for claim in side["claims"]
    }
    assert (first["ground"], len(first["sides"])) == ("number", 4)
    for one in first["against"]:
        assert side_of[one["left"]["claim"]] != side_of[one["right"]["claim"]]


def test_a_claim_is_listed_with_its_counts_and_copies_under_their_line(
    samples: str, capsys: Captured
) -> None:
    assert main(["claims", samples, "--source", "Dovane"]) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert "2 reports, 1 independent line, 1 source contested that some 300 soldiers" in out
    assert "Maril Dovane, Corvane Wire, 2026-05-12; also Maril Dovane in The Quenara Courier" in out


def test_the_table_of_claims_says_who_was_first_on_each_line(
    samples: str, capsys: Captured
) -> None:
    assert main(["claims", samples, "--csv", "--contested"]) == 0
    who = {row["who"]: (row["reports"], row["lines"]) for row in table(capsys)}
    assert who["Her office; Dovane’s office"] == ("3", "2")


def test_a_claim_and_a_relation_are_shown_by_their_ids(samples: str, capsys: Captured) -> None:
    assert main(["accounts", samples, "--json"]) == 0
    first = rows(capsys)[0]
    claim = first["sides"][0]["claims"][0]
    assert main(["show", samples, claim["id"]]) == 0
    out = capsys.readouterr().out
    assert out.startswith(claim["words"].split(" and ")[0])
    assert "line 2, said once" in out
    assert main(["show", samples, first["against"][0]["id"], "--json"]) == 0
    (shown,) = rows(capsys)
    assert (shown["record"], shown["id"]) == ("relation", first["against"][0]["id"])


def test_whoever_judges_a_relation_sees_it_at_both_claims(
    samples: str, capsys: Captured, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.db"
    copy.write_bytes(Path(samples).read_bytes())
    assert main(["accounts", samples, "--json", "--top", "1"]) == 0
    (first,) = rows(capsys)
    for one in first["against"]:
        assert main(["judge", str(copy), one["id"], "reject", "--judge", "Ann"]) == 0
    capsys.readouterr()
    for side in first["sides"]:
        assert main(["show", str(copy), side["claims"][0]["id"]]) == 0
        assert "judged: reject by Ann" in capsys.readouterr().out
    assert main(["judge", str(copy), "--undo", "--judge", "Ann"]) == 0


def test_nothing_contested_is_said_so(tmp_path: Path, capsys: Captured) -> None:
    empty = str(tmp_path / "empty.db")
    open_ledger(empty, create=True).close()
    assert main(["accounts", empty]) == 0
    assert capsys.readouterr() == ("", "sayso: nothing contradicts anything else\n")
