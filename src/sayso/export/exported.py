"""What a folder of annotations was made of: beside them, so that what is missing later is known.

``exported.tsv`` has a line for each report: the name of its files, its id, and the ids of the
attributions in it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import IO

from sayso.export.brat import file_name
from sayso.records import Reading

LIST = "exported.tsv"
_ID = re.compile(r"(?:^|-)([0-9a-f]{16})(?=\.|/|$)")


def folder_name(reading: Reading) -> str:
    """Name of a report's files, without ending: where it was read, and its id."""
    name = file_name(reading.report)
    return name if name.endswith(reading.report.id) else f"{name}-{reading.report.id}"


def named_report(path: str) -> str | None:
    """The id of the report in the name of a file, or of the folder that it is in."""
    found = _ID.findall(path)
    return found[-1] if found else None


def list_exported(out: IO[str], reading: Reading) -> None:
    """Add a report to the list."""
    ids = (one.id for one in reading.attributions)
    out.write("\t".join((folder_name(reading), reading.report.id, *ids)) + "\n")


def read_exported(folder: Path) -> Mapping[str, frozenset[str]] | None:
    """Ids of the attributions that were written, by report; None where nothing says so."""
    try:
        lines = (folder / LIST).read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return None
    rows = (line.split("\t") for line in lines)
    return {row[1]: frozenset(row[2:]) for row in rows if len(row) > 1}
