"""A ledger made again out of the export of another, by the command line."""

from __future__ import annotations

import json
from pathlib import Path

from sayso.cli import main
from sayso.ledger import Ledger


def made_again(ledger: Ledger, folder: Path) -> str:
    """Where the new one lies, in ``folder``."""
    lines, again = folder / "event.jsonl", str(folder / "again.db")
    lines.write_text("".join(json.dumps(row) + "\n" for row in ledger.rows()), encoding="utf-8")
    assert main(["import", again, "jsonl", str(lines)]) == 0
    return again
