"""About how many reports there will be, so that progress can tell the time that is left."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

_BY_LINE = {".jsonl", ".ndjson", ".csv", ".tsv"}
_UNTOLD = {".warc", ".gz", ".parquet", ".xml", ".rss", ".atom", ".opml"}


def expected_reports(sources: Iterable[str]) -> int | None:
    """The number of reports in local files, None where only reading them would tell."""
    total = 0
    for source in sources:
        found = _expected(source)
        if found is None:
            return None
        total += found
    return total


def _expected(source: str) -> int | None:
    if source == "-" or "://" in source:
        return None
    path = Path(source)
    if not path.is_dir():
        return _in_file(path)
    files = (Path(here, name) for here, _, names in os.walk(path) for name in names)
    return expected_reports(str(file) for file in files if not file.name.startswith("."))


def _in_file(path: Path) -> int | None:
    ending = path.suffix.lower()
    if ending in _UNTOLD:
        return None
    if ending not in _BY_LINE:
        return 1
    try:
        with path.open("rb") as file:
            return sum(part.count(b"\n") for part in iter(lambda: file.read(1 << 20), b""))
    except OSError:
        return 1
