from __future__ import annotations

import io
import json
from pathlib import Path
from random import Random

import pytest

import sayso
from sayso.export.whole import write
from sayso.ledger import Ledger, open_ledger
from sayso.pipeline import Pipeline
from sayso.records import Reading
from tests.ledger.quick import RUN
from tests.torture import reports

RECONCILE = Pipeline()  # its model is not asked


@pytest.fixture(scope="module")
def readings(tmp_path_factory: pytest.TempPathFactory) -> list[Reading]:
    """Many say one thing, in passages of one another: who is compared changes as they come."""
    rows = [json.dumps(row) + "\n" for row in reports.rows(0, 32)][:-1]
    source = tmp_path_factory.mktemp("crowd") / "crowd.jsonl"
    source.write_text("".join(rows), encoding="utf-8")
    return [one for one in sayso.read_all(source, workers=1) if isinstance(one, Reading)]


def told(ledger: Ledger) -> list[bytes]:
    out = io.BytesIO()
    write(ledger, out)
    return sorted(out.getvalue().splitlines())


def test_what_crowds_and_copies_put_forward_is_the_same_when_all_is_read_anew(
    tmp_path: Path, readings: list[Reading]
) -> None:
    with open_ledger(tmp_path / "a.db", create=True) as ledger:
        for reading in readings:
            ledger.add(reading, RUN, RECONCILE)
        added = told(ledger)
        for reading in readings:
            ledger.reread(reading, RUN, RECONCILE)
        assert told(ledger) == added


def test_what_crowds_and_copies_put_forward_is_the_same_in_another_order(
    tmp_path: Path, readings: list[Reading]
) -> None:
    pages = list({one.report.url or one.report.id: one for one in readings}.values())
    found = []
    for name, some in (("a.db", pages), ("b.db", Random(1).sample(pages, len(pages)))):
        with open_ledger(tmp_path / name, create=True) as ledger:
            for reading in some:
                ledger.add(reading, RUN, RECONCILE)
            found.append(told(ledger))
    assert found[0] == found[1]
