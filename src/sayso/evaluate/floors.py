"""Floors under the scores: a file of figures that may rise unasked and sink only with a reason."""

from __future__ import annotations

import json
import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from sayso.errors import CorpusError

FLOORS = Path(__file__).with_name("floors.toml")

# Points of a percentage between a measured figure and its floor: room for processors whose int8
# products round otherwise. Of the 20 articles that CI reads, it is 4 spans in 450.
MARGIN = 0.8

HEADING = """\
# Floors of `sayso eval CORPUS --gate`, in per cent, with the hash of the corpus they hold for.
# Written by `--write-floors`, which raises them and lowers none without `--lower "reason"`.
"""


@dataclass(frozen=True, slots=True)
class Floor:
    """The least that a figure may be, in per cent, and why it was lowered, if it ever was."""

    least: float
    lowered: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """The floors of one part of a corpus; ``corpus`` is the hash of its files."""

    corpus: str
    floors: Mapping[str, Floor]


def read_floors(path: Path = FLOORS) -> dict[str, Section]:
    """Sections by name (``polnear.dev.20``); none where there is no file. Raises CorpusError."""
    if not path.exists():
        return {}
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        return dict(_sections("", table))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        mend = "restore it from the last commit"
        raise CorpusError(str(path), f"not a file of floors ({error})", mend) from None


def _sections(name: str, table: Mapping[str, object]) -> list[tuple[str, Section]]:
    found: list[tuple[str, Section]] = []
    if isinstance(corpus := table.get("corpus"), str):
        rows = table["floors"]
        assert isinstance(rows, dict)
        floors = {
            figure: Floor(float(row["least"]), tuple(row.get("lowered", ())))
            for figure, row in rows.items()
        }
        found.append((name, Section(corpus, floors)))
    for key, value in table.items():
        if isinstance(value, dict) and key != "floors":
            found += _sections(f"{name}.{key}" if name else key, value)
    return found


def write_floors(sections: Mapping[str, Section], path: Path = FLOORS) -> None:
    """Write them all, in the order of their names."""
    lines = [HEADING]
    for name, section in sorted(sections.items()):
        lines += [f"[{name}]", f'corpus = "{section.corpus}"', "", f"[{name}.floors]"]
        for figure, floor in section.floors.items():
            reasons = ", ".join(json.dumps(reason, ensure_ascii=False) for reason in floor.lowered)
            lowered = f", lowered = [{reasons}]" if reasons else ""
            lines.append(f"{figure} = {{ least = {floor.least:.1f}{lowered} }}")
        lines.append("")
    path.write_text("\n".join(lines), encoding="utf-8")


def shortfalls(section: Section | None, measured: Mapping[str, float], corpus: str) -> list[str]:
    """What keeps the gate shut, one line each; nothing when every figure holds."""
    if section is None:
        return ["there are no floors for this part; write them with --write-floors"]
    if section.corpus != corpus:
        return [
            f"the corpus is not the one of the floors (sha256 {corpus[:12]}, "
            f"floors {section.corpus[:12]}); fetch it again, or write floors anew with --lower"
        ]
    found = []
    for figure, floor in section.floors.items():
        value = measured.get(figure)
        if value is None:
            found.append(f"{figure}: not measured, floor {floor.least:.1f}")
        elif value < floor.least:
            found.append(f"{figure}: {value:.2f} is below its floor {floor.least:.1f}")
    return found


def raise_floors(
    section: Section | None, measured: Mapping[str, float], corpus: str, reason: str | None
) -> tuple[Section, list[str]]:
    """The section with floors under what was measured, and what is refused for want of a reason.

    A figure that holds its floor keeps or raises it; one that does not has it lowered, with the
    reason beside it. To hold for another corpus than before takes a reason too.
    """
    floors = dict(section.floors) if section else {}
    refused: list[str] = []
    if section and section.corpus != corpus and not reason:
        refused.append("the corpus is not the one of the floors")
    for figure, value in measured.items():
        least = max(math.floor((value - MARGIN) * 10) / 10, 0.0)
        old = floors.get(figure)
        if old is None:
            floors[figure] = Floor(least)
        elif value >= old.least:
            floors[figure] = replace(old, least=max(least, old.least))
        elif reason:
            note = f"{old.least:.1f} to {least:.1f}: {_one_line(reason)}"
            floors[figure] = Floor(least, (*old.lowered, note))
        else:
            refused.append(f"{figure}: {value:.2f} is below its floor {old.least:.1f}")
    return Section(corpus, floors), refused


def _one_line(reason: str) -> str:
    """A reason as TOML can hold it."""
    return " ".join("".join(c if c.isprintable() else " " for c in reason).split())
