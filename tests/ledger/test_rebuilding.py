from __future__ import annotations

import io
import json
from pathlib import Path

import sayso
from sayso.export.whole import write
from sayso.ledger import Ledger, open_ledger
from sayso.pipeline import Pipeline
from sayso.records import Reading
from tests.ledger.quick import RUN
from tests.torture import reports

RECONCILE = Pipeline()  # its model is not asked


def told(ledger: Ledger) -> list[bytes]:
    out = io.BytesIO()
    write(ledger, out)
    return sorted(out.getvalue().splitlines())


def test_what_crowds_and_copies_put_forward_is_the_same_when_all_is_read_anew(
    tmp_path: Path,
) -> None:
    """Many say one thing, in passages of one another: who is compared changes as they come."""
    rows = [json.dumps(row) + "\n" for row in reports.rows(0, 32)][:-1]
    source = tmp_path / "crowd.jsonl"
    source.write_text("".join(rows), encoding="utf-8")
    readings = [one for one in sayso.read_all(source, workers=1) if isinstance(one, Reading)]
    with open_ledger(tmp_path / "a.db", create=True) as ledger:
        for reading in readings:
            ledger.add(reading, RUN, RECONCILE)
        added = told(ledger)
        for reading in readings:
            ledger.reread(reading, RUN, RECONCILE)
        assert told(ledger) == added
