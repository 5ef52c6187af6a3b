"""The invented reports of one day, read once, in ledgers."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import sayso.samples
from sayso.ledger import Ledger
from sayso.pipeline import Pipeline
from sayso.records import Reading, Run

FOLDER = Path(sayso.samples.__file__).parent
PLANTED = [
    json.loads(line)
    for line in (FOLDER / "relations.jsonl").read_text(encoding="utf-8").splitlines()
]
DISPUTES = [row for row in PLANTED if "dispute" in row]
RUN = Run("sayso test", "shipped")
RECONCILE = Pipeline()


@cache
def sample_readings() -> list[Reading]:
    """What Sayso reads in them, in the order of their files."""
    found = RECONCILE.read([str(FOLDER / "reports")])
    return [one for one in found if isinstance(one, Reading)]


def disputes_of(words: str) -> set[str]:
    """Which of the planted disputes some words take part in."""
    plain = " ".join(words.split())
    return {row["dispute"] for row in DISPUTES if any(side in plain for side in row["sides"])}


def told(ledger: Ledger) -> list[dict[str, object]]:
    """All claims and relations, as the export has them."""
    return [row for row in ledger.rows() if row["record"] in ("claim", "relation")]
