"""JSON lines: all records of a ledger, one object a line, from which it can be made again."""

from __future__ import annotations

import json
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from sayso.ledger import Ledger


def write(ledger: Ledger, out: IO[bytes]) -> None:
    """One object a line, in UTF-8; ``record`` says what it is."""
    for row in ledger.rows():
        out.write(json.dumps(row, ensure_ascii=False).encode() + b"\n")
