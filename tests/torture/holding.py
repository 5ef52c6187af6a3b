"""What a ledger must hold after a fault: all that was acknowledged, whole, and nothing besides.

Lineage, actors and claims are held to a ledger that was never disturbed: the same readings, added
to an empty ledger in the order in which this one took them.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Collection
from pathlib import Path

import sqlalchemy as sa

from sayso.adding import read_with
from sayso.errors import NoLedger, SaysoError
from sayso.ledger import open_ledger
from tests.torture.by_heart import ByHeart

# What depends on people, on when and how often it was written, or on what failed before.
_NOT_COMPARED = ("judgements", "failures", "changes", "ledger_version")


def unsound(address: str) -> list[str]:
    """What is wrong with a ledger as a database: damage, and rows that refer to none."""
    if "://" in address or not Path(address).exists():
        return []
    conn = sqlite3.connect(address)
    try:
        found = [row[0] for row in conn.execute("PRAGMA integrity_check") if row[0] != "ok"]
        orphans = Counter(row[0] for row in conn.execute("PRAGMA foreign_key_check"))
    except sqlite3.Error as error:
        return [f"damaged: {error}"]
    finally:
        conn.close()
    return found + [f"{many} orphans in {table}" for table, many in orphans.items()]


def lost(address: str, acknowledged: Collection[str]) -> list[str]:
    """What of the reports and judgements that were acknowledged is not there, or cannot be read."""
    wrong = unsound(address)
    if not acknowledged and "://" not in address and not Path(address).exists():
        return []
    try:
        with open_ledger(address) as ledger:
            there = {report.id for report in ledger.reports()}
            kept, _ = ledger.judgements(top=1_000_000)
            there |= {one.judgement.id for one in kept}
            there |= {one.judgement.note or "" for one in kept}
    except NoLedger as error:
        return [f"it does not open: {error}"] if acknowledged else wrong
    except SaysoError as error:
        return [*wrong, f"it does not open: {error}"]
    return wrong + [f"lost: {id}" for id in sorted(set(acknowledged) - there)]


def unlike(address: str, folder: Path) -> list[str]:
    """How a ledger differs from one that took the same readings in the same order, undisturbed."""
    path = folder / "untouched.db"
    path.unlink(missing_ok=True)
    pipeline = ByHeart()
    run = read_with(pipeline)
    with open_ledger(address) as ledger, open_ledger(path, create=True) as untouched:
        for report in ledger.reports():
            (reading,) = pipeline.read_reports([report])
            if isinstance(reading, SaysoError):
                return [f"cannot be read: {reading}"]
            untouched.add(reading, run, pipeline)
    wrong = apart(exported(str(path)), exported(address))
    found, right = _counts(address), _counts(str(path))
    path.unlink()
    if wrong:
        return wrong
    return [
        f"rows of {name}: {many}, not {right.get(name)}"
        for name, many in found.items()
        if many != right.get(name)
    ]


def exported(address: str) -> Counter[tuple[str, str]]:
    """All that a ledger tells of reports, each row as its kind and its words."""
    with open_ledger(address) as ledger:
        return Counter(_told(ledger.rows()))


def apart(before: Counter[tuple[str, str]], after: Counter[tuple[str, str]]) -> list[str]:
    """What a ledger tells no longer, or tells besides what it did."""
    wrong = [f"{many} {kind} not there" for kind, many in _by_kind(before - after).items()]
    return wrong + [f"{many} {kind} too many" for kind, many in _by_kind(after - before).items()]


def _told(rows: object) -> list[tuple[str, str]]:
    return [
        (str(row["record"]), repr({**row, "run": None}))  # an import has another run
        for row in rows  # type: ignore[attr-defined]
        if row["record"] not in ("judgement", "failure", "run")
    ]


def _by_kind(rows: Counter[tuple[str, str]]) -> Counter[str]:
    found: Counter[str] = Counter()
    for (kind, _), many in rows.items():
        found[kind] += many
    return found


def _counts(address: str) -> dict[str, int]:
    """How many rows each table has: what the export does not tell may be left over too."""
    engine = sa.create_engine(address if "://" in address else f"sqlite:///{address}")
    with engine.connect() as conn:
        names = [
            name
            for name in sa.inspect(conn).get_table_names()
            if name not in _NOT_COMPARED and not name.startswith("search")
        ]
        found = {
            name: conn.scalar(sa.select(sa.func.count()).select_from(sa.table(name))) or 0
            for name in names
        }
    engine.dispose()
    return found
