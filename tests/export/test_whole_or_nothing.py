from __future__ import annotations

import errno
from pathlib import Path
from typing import IO

import pytest

from sayso.cli import main
from sayso.export import jsonl, whole
from sayso.ledger import open_ledger


@pytest.mark.parametrize("before", [None, "an export of yesterday"])
def test_an_export_that_finds_no_room_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: str | None
) -> None:
    def write(ledger: object, out: IO[bytes]) -> None:
        out.write(b"half")
        raise OSError(errno.ENOSPC, "No space left on device")

    for module in (jsonl, whole):
        monkeypatch.setattr(module, "write", write, raising=False)
    ledger, out = tmp_path / "event.db", tmp_path / "event.jsonl"
    open_ledger(ledger, create=True).close()
    if before:
        out.write_text(before)
    assert main(["export", str(ledger), "--format", "jsonl", "--output", str(out)]) != 0
    assert (out.read_text() if out.exists() else None) == before
    assert not list(tmp_path.glob("*.part"))
