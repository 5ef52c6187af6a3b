from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sayso.export.followthemoney import dataset_of
from sayso.export.formats import FORMATS
from sayso.export.upheld import upheld
from sayso.ledger import open_ledger
from sayso.records import Reading
from tests.export.hostile import odd
from tests.export.test_every_format import write

pytest.importorskip("followthemoney", reason="followthemoney, which needs ICU, is not installed")

FORM = FORMATS["followthemoney"]


@pytest.fixture(scope="module")
def folder(sampled: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(FORM, sampled, tmp_path_factory.mktemp("ftm") / "out")


@pytest.fixture(scope="module")
def readings(sampled: Path) -> list[Reading]:
    with open_ledger(sampled) as ledger:
        return list(upheld(ledger))


def entities(folder: Path) -> Iterator[dict[str, Any]]:
    for line in (folder / "entities.ftm.json").read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def statements(folder: Path) -> list[Any]:
    from followthemoney.statement.serialize import read_csv_statements

    with (folder / "statements.csv").open("rb") as file:
        return list(read_csv_statements(file))


def test_entities_are_as_the_model_cleans_them(folder: Path) -> None:
    from followthemoney import model

    for row in entities(folder):
        cleaned = model.get_proxy(row, cleaned=False).to_dict()
        got = {name: sorted(values) for name, values in cleaned["properties"].items()}
        assert got == {name: sorted(values) for name, values in row["properties"].items()}


def test_a_statement_has_the_id_and_the_type_that_the_package_gives_it(folder: Path) -> None:
    found = statements(folder)
    assert len({one.id for one in found}) == len(found) > 1000
    with (folder / "statements.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for one, row in zip(found, rows, strict=True):
        assert one.id == one.generate_key()
        assert one.prop_type == row["prop_type"]


def test_statements_keep_the_outlet_the_day_and_the_words(
    folder: Path, readings: list[Reading]
) -> None:
    named = {one["name"]: one["title"] for one in json.loads(
        (folder / "datasets.json").read_text(encoding="utf-8")
    )["datasets"]}  # fmt: skip
    reports = {one.report.id: one.report for one in readings}
    for one in statements(folder):
        id, _, place = one.origin.partition("#char=")
        report = reports[id]
        assert named[one.dataset] == (report.outlet or "reports that name no outlet")
        assert bool(one.first_seen) == bool(report.published)
        if one.prop == "name" and place:
            start, end = map(int, place.split(","))
            words = report.text[start:end]
            assert one.schema != "Mention" or " ".join(words.split()) == one.value


def test_who_is_one_over_reports_has_one_canonical_id(
    folder: Path, sampled: Path, readings: list[Reading]
) -> None:
    from followthemoney import StatementEntity
    from followthemoney.dataset import Dataset

    with open_ledger(sampled) as ledger:
        groups = ledger.actors()[0]
    group = max(groups, key=lambda one: len(one.actors))
    of_it = [one for one in statements(folder) if one.canonical_id == group.id]
    assert {one.entity_id for one in of_it} == set(group.actors)
    whole = StatementEntity.from_statements(Dataset({"name": "all", "title": "All"}), of_it)
    assert group.name in whole.get("name")


def test_the_words_that_a_value_was_made_of_stay_beside_it(hostile: Path, tmp_path: Path) -> None:
    folder = write(FORM, hostile, tmp_path / "out")
    report = odd().report
    found = [one for one in statements(folder) if one.prop == "publisher"]
    assert [one.value for one in found] == [report.outlet]
    (body,) = [one for one in statements(folder) if one.prop == "bodyText" and len(one.value) < 999]
    assert body.original_value == report.text


def test_outlets_that_are_spelt_alike_are_two_datasets() -> None:
    names = {dataset_of(one) for one in ("The Hour", "the hour", "Час", None)}
    assert len(names) == 4
    assert all(name.isascii() for name in names)
