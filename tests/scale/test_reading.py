from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import pytest

from sayso.adding import read_with
from sayso.errors import LedgerError, NotFound, SaysoError
from sayso.pipeline import Pipeline, open_gazetteer
from sayso.records import Run
from sayso.scale import Dataset, Here, dataset_lines, prepare, read_into, shards
from sayso.scale.shards import plan
from sayso.scale.storage import Storage
from tests.intake.test_warc import archive, page
from tests.scale.world import RUN, files, logging, quick, read, write_lines

pytest.importorskip("fsspec", reason="sayso scale takes the extra ray")
pyarrow = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")


def wheres(folder: Path) -> list[str]:
    found = sorted((folder / "reports").rglob("*.parquet"))
    return [row["where"] for path in found for row in parquet.read_table(path).to_pylist()]


def test_reports_come_in_the_order_of_the_input_and_failures_are_rows(tmp_path: Path) -> None:
    lines = write_lines(tmp_path / "a.jsonl", 10, broken=3)
    counts = read([str(lines)], tmp_path / "out", Here())
    assert (counts.reports, counts.failures) == (9, 1)
    assert wheres(tmp_path / "out") == [f"{lines}#{n}" for n in range(1, 11) if n != 4]
    failed = parquet.read_table(tmp_path / "out" / "failures").to_pylist()
    assert [(row["where"], row["kind"]) for row in failed] == [(f"{lines}#4", "NotText")]
    assert "not JSON" in failed[0]["what"]
    assert failed[0]["mend"]


def test_blocks_of_a_large_table_tell_the_same_places_as_the_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = write_lines(tmp_path / "a.jsonl", 30)
    rows = tmp_path / "b.parquet"
    told = [json.loads(line) for line in lines.open()]
    parquet.write_table(pyarrow.Table.from_pylist(told), rows, row_group_size=4)
    read([str(lines), str(rows)], tmp_path / "whole", Here())
    monkeypatch.setattr(shards, "BLOCK", 700)
    monkeypatch.setattr(shards, "_CHUNK", 100)
    assert len(plan([str(lines), str(rows)], (), bool)) > 6
    read([str(lines), str(rows)], tmp_path / "blocks", Here())
    assert wheres(tmp_path / "blocks") == wheres(tmp_path / "whole")


def test_pages_of_a_folder_are_read_as_add_reads_them(tmp_path: Path) -> None:
    for name in ("z.txt", "b/x.txt", "b/a.txt", "a/y.txt", "b.md", ".hidden.txt", "c.bin"):
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"The mayor of {name} said on Monday that the bridge was shut. It rained.")
    read([str(tmp_path / "in")], tmp_path / "out", Here())
    assert wheres(tmp_path / "out") == [
        one.where
        for one in Pipeline().reports([str(tmp_path / "in")])
        if not isinstance(one, SaysoError)
    ]


def test_a_job_that_was_stopped_goes_on_and_the_dataset_is_the_same(tmp_path: Path) -> None:
    lines = write_lines(tmp_path / "a.jsonl", 20, broken=9)
    read([str(lines)], tmp_path / "whole", Here())
    dataset = Dataset(str(tmp_path / "out"))
    made = prepare([str(lines)], dataset, RUN, part=4, reads=bool)
    stopped = read_into(dataset, made, Here(), make=partial(logging, tmp_path / "log"))
    for _ in range(3):
        next(stopped)
    stopped.close()
    counts = read([str(lines)], tmp_path / "out", Here(), partial(logging, tmp_path / "log"))
    assert files(tmp_path / "out") == files(tmp_path / "whole")
    assert len((tmp_path / "log").read_text().splitlines()) == 19
    assert (counts.reports, counts.before, counts.failures) == (11, 8, 1)
    again = read([str(lines)], tmp_path / "out", Here(), partial(logging, tmp_path / "log"))
    assert (again.reports, again.before) == (0, 19)


def test_new_inputs_are_added_and_old_ones_are_not_read_again(tmp_path: Path) -> None:
    first, second = (write_lines(tmp_path / name, 5) for name in ("a.jsonl", "b.jsonl"))
    read([str(first)], tmp_path / "out", Here())
    counts = read([str(first), str(second)], tmp_path / "out", Here())
    assert (counts.reports, counts.before) == (5, 5)


def test_a_dataset_that_was_read_with_another_model_is_left_as_it_is(tmp_path: Path) -> None:
    lines = write_lines(tmp_path / "a.jsonl", 5)
    read([str(lines)], tmp_path / "out", Here())
    dataset = Dataset(str(tmp_path / "out"))
    with pytest.raises(LedgerError, match="another version, model"):
        prepare([str(lines)], dataset, Run("sayso test", "other"), reads=bool)


@pytest.mark.parametrize(
    ("given", "told"),
    [("nothing.jsonl", "no such file"), ("ftpp://a/b", "Protocol not known"), (".", "no file in")],
)
def test_what_is_no_input_is_told_in_one_line(
    tmp_path: Path, given: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(NotFound, match=told):
        plan([given], (), bool)


def test_any_address_that_fsspec_knows_will_do(tmp_path: Path) -> None:
    import fsspec

    lines = write_lines(tmp_path / "a.jsonl", 6)
    with fsspec.open("memory://crawl/day/a.jsonl", "wb") as file:
        file.write(lines.read_bytes())
    counts = read(["memory://crawl/day"], "memory://mine/out", Here())
    assert (counts.reports, counts.failures) == (6, 0)
    told = [line for line, _ in dataset_lines(Dataset("memory://mine/out"))]
    assert sum(b'"record": "version"' in line for line in told) == 6
    assert b"memory://crawl/day/a.jsonl#6" in told[-2]
    assert read(["memory://crawl/day"], "memory://mine/out", Here(), quick).before == 6


def test_pages_of_an_archive_are_read_as_add_reads_them(tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").write_bytes(archive(*map(page, range(6))))
    counts = read([str(tmp_path / "a.warc.gz")], tmp_path / "out", Here())
    assert (counts.reports, counts.failures) == (6, 0)
    found = sorted((tmp_path / "out" / "reports").rglob("*.parquet"))
    assert len(found) == 2
    told = [row["id"] for path in found for row in parquet.read_table(path).to_pylist()]
    assert told == [
        one.id
        for one in Pipeline().reports([str(tmp_path / "a.warc.gz")])
        if not isinstance(one, SaysoError)
    ]


def test_places_of_ones_own_are_part_of_what_a_dataset_was_read_with(tmp_path: Path) -> None:
    lines = write_lines(tmp_path / "a.jsonl", 5)
    (tmp_path / "places.csv").write_text("name,latitude,longitude\nOldquay,51.5,-0.1\n")
    places, faults = open_gazetteer(tmp_path / "places.csv")
    assert not faults
    dataset = Dataset(str(tmp_path / "out"))
    prepare([str(lines)], dataset, read_with(Pipeline()), reads=bool)
    with pytest.raises(LedgerError, match="--gazetteer"):
        prepare([str(lines)], dataset, read_with(Pipeline(gazetteer=places)), reads=bool)


def test_what_another_process_took_out_first_is_taken_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Storage, "has", lambda *_: True)  # it was there when it was looked for
    Storage(str(tmp_path)).delete("begun.json")
    assert list(tmp_path.iterdir()) == []
