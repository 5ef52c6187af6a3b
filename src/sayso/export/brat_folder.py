"""brat: a folder with a text and an annotation file a report, to be corrected and taken back.

Beside PolNeAR's labels an attribution has attributes (quote type, manner, distance, certainty),
and a note with its id, by which ``sayso import`` finds it again.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.export.brat import format_brat, on_lines
from sayso.export.exported import LIST, folder_name, list_exported
from sayso.export.how import tell_judged
from sayso.records import Attribution, Reading
from sayso.terms import Certainty, Distance, Manner, QuoteType

if TYPE_CHECKING:
    from sayso.ledger import Ledger

ATTRIBUTES: dict[str, type[StrEnum]] = {
    "QuoteType": QuoteType,
    "Manner": Manner,
    "Distance": Distance,
    "Certainty": Certainty,
}
_CONF = """[entities]
Source
Cue
Content

[events]
Attribution\tCue*:Cue, Source*:Source, Content*:Content
Attribution-no-source\tCue*:Cue, Content*:Content

[relations]

[attributes]
"""


def write_folder(ledger: Ledger, folder: Path) -> None:
    """``NAME.txt`` and ``NAME.ann`` of the newest version of each report, and brat's settings."""
    values = (f"{name}\tArg:<EVENT>, Value:{'|'.join(kind)}\n" for name, kind in ATTRIBUTES.items())
    (folder / "annotation.conf").write_text(_CONF + "".join(values), encoding="utf-8")
    with (folder / LIST).open("w", encoding="utf-8", newline="\n") as exported:
        for reading in ledger.readings(whole=False, added=True):
            name = folder_name(reading)
            (folder / f"{name}.txt").write_bytes(reading.report.text.encode())
            (folder / f"{name}.ann").write_bytes(format_told(reading).encode())
            list_exported(exported, reading)


def format_told(reading: Reading) -> str:
    """The ``.ann`` file of a reading with attributes and notes."""
    text = reading.report.text
    written = [one for one in reading.attributions if on_lines([one.spans], text)]
    names = {actor.id: actor.name for actor in reading.actors}
    lines = [format_brat(reading)]
    attributes = 0
    for event, one in enumerate(written, 1):
        for attribute, value in _attributes(one):
            attributes += 1
            lines.append(f"A{attributes}\t{attribute} E{event} {value}\n")
        told = "; ".join([f"sayso {one.id}", *_notes(one, names.get(one.actor or ""))])
        lines.append(f"#{event}\tAnnotatorNotes E{event}\t{told}\n")
    return "".join(lines)


def _attributes(one: Attribution) -> Iterator[tuple[str, str]]:
    yield "QuoteType", one.quote_type.value
    if how := one.how:
        yield "Manner", how.manner.value
        yield "Distance", how.distance.value
        yield "Certainty", how.certainty.value


def _notes(one: Attribution, actor: str | None) -> Iterator[str]:
    yield f"confidence {one.confidence:.4f}"
    if told := tell_judged(one.judged):
        yield " ".join(told.split())
    if one.within is not None:
        yield f"within {one.within}"
    if actor is not None:
        yield f"actor {' '.join(actor.split())}"
    for hop in one.how.hops if one.how else ():
        yield " ".join(f"channel {hop.kind.value} {hop.name or ''}".split())
