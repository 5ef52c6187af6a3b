from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.cli import main
from sayso.errors import SaysoError
from sayso.export.whole import write
from sayso.importing.whole import Whole
from sayso.ledger import Ledger, open_ledger
from sayso.records import Judgement
from sayso.terms import Added, Verdict
from tests.importing.conftest import hexed
from tests.ledger.sampled import RECONCILE, RUN, sample_readings


def exported(ledger: Ledger) -> bytes:
    out = io.BytesIO()
    write(ledger, out)
    return out.getvalue()


def brought(data: bytes, ledger: Path, file: Path) -> Iterator[Added | Judgement | SaysoError]:
    file.write_bytes(data)
    with open_ledger(ledger, create=True) as opened:
        yield from Whole(opened, RECONCILE).bring(file)


def again(data: bytes, folder: Path) -> bytes:
    assert not any(
        isinstance(it, SaysoError) for it in brought(data, folder / "b.db", folder / "a")
    )
    with open_ledger(folder / "b.db") as opened:
        return exported(opened)


def test_a_ledger_made_from_its_export_gives_the_same_export(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "a.db", create=True) as ledger:
        for reading in reversed(sample_readings()):
            ledger.add(reading, RUN, RECONCILE)
        first, second = (one.id for one in sample_readings()[0].attributions[:2])
        ledger.judge(second, Verdict.REJECT, "Ilse", note="„no“\n")
        ledger.judge(first, Verdict.ACCEPT, "Ann")
        ledger.undo("Ann")
        ledger.fail(SaysoError("a.html", "no", "mend"))
        data = exported(ledger)
    assert again(data, tmp_path) == data


def test_hostile_text_and_all_that_a_reading_tells_come_back(
    ledger: Ledger, tmp_path: Path
) -> None:
    data = exported(ledger)
    assert again(data, tmp_path) == data


def test_bringing_it_in_twice_adds_nothing(ledger: Ledger, tmp_path: Path) -> None:
    ledger.judge(hexed("a1"), Verdict.REJECT, "Ilse")
    data = exported(ledger)
    first = list(brought(data, tmp_path / "b.db", tmp_path / "a"))
    assert first[:-1] == [Added.NEW] * 3
    assert list(brought(data, tmp_path / "b.db", tmp_path / "a")) == [Added.SAME] * 3


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        (b"{", "no record of a ledger"),
        (b"[1]", "no record of a ledger"),
        (b'{"record": "song"}', "no record is called song"),
        (b'{"record": "judgement", "id": 1}', "the judgement is not whole"),
        (b'{"record": "actor", "report": "x"}', "its report does not stand before it"),
        (b'{"record": "failure", "kind": "annotations"}', "no error is called"),
    ],
)
def test_a_broken_line_is_told_with_its_number_and_the_rest_is_taken(
    ledger: Ledger, tmp_path: Path, broken: bytes, told: str
) -> None:
    data = exported(ledger)
    found = list(brought(broken + b"\n" + data, tmp_path / "b.db", tmp_path / "a"))
    (error,) = (one for one in found if isinstance(one, SaysoError))
    assert error.where == f"{tmp_path / 'a'}#1"
    assert told in error.what
    with open_ledger(tmp_path / "b.db") as opened:
        assert exported(opened) == data


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b'"start": 0,', b'"start": -1,'),
        (b'"start": 0,', b'"start": 99999999,'),
        (b'"start": 0,', b'"start": 99999999999999999999,'),
        (b'"title": "', b'"title": "\\ud800'),
        (b'"outlet": "', b'"outlet": [[]], "x": "'),
        (b'"language": ', b'"language": {}, "x": '),
    ],
)
def test_a_row_that_lies_costs_itself_or_its_report_and_nothing_else(
    ledger: Ledger, tmp_path: Path, before: bytes, after: bytes
) -> None:
    data = exported(ledger)
    assert before in data
    found = list(brought(data.replace(before, after, 1), tmp_path / "b.db", tmp_path / "a"))
    assert any(isinstance(one, SaysoError) for one in found)
    assert found.count(Added.NEW) >= 2


def test_the_command_line_makes_the_ledger(
    ledger: Ledger, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.jsonl").write_bytes(exported(ledger))
    assert main(["import", str(tmp_path / "b.db"), "jsonl", str(tmp_path / "a.jsonl")]) == 0
    assert "3 added" in capsys.readouterr().err
    assert main(["import", str(tmp_path / "b.db"), "jsonl", str(tmp_path / "no.jsonl")]) == 1
