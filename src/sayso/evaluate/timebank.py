"""TimeBank in TimeML: texts with their expressions of time, and the day each was written."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from xml.etree import ElementTree

from sayso.errors import CorpusError
from sayso.records import Span

MEND = "point --corpora at the folder that holds time/TimeBank/"
#: The rules of sayso.parse.times were tuned on the first; the second was only scored.
HALVES = ("tuned", "held")


@dataclass(frozen=True, slots=True)
class Dated:
    """A text with its expressions of time as (span, TIMEX3 value), and when it was written."""

    name: str
    text: str
    written: date | datetime
    times: tuple[tuple[Span, str], ...]

    @property
    def half(self) -> str:
        """Whether its expressions were looked at, by the hash of its name."""
        digest = hashlib.sha256(self.name.encode()).hexdigest()
        return HALVES[int(digest[:8], 16) % 2]


def timebank_files(corpora: Path) -> list[Path]:
    """Its files by name; raises CorpusError where there are none."""
    folder = corpora / "time" / "TimeBank"
    found = sorted(folder.glob("*.tml"))
    if not found:
        raise CorpusError(str(folder), "no TimeML there", MEND)
    return found


def read_timebank(path: Path) -> Dated:
    """One document. Raises CorpusError for a file that is no TimeML."""
    try:
        root = ElementTree.parse(path).getroot()
        written = root.find("DCT/TIMEX3")
        body = root.find("TEXT")
        if written is None or body is None:
            raise ValueError("no creation time, or no text")
        day = datetime.fromisoformat(written.attrib["value"])
    except (OSError, ValueError, KeyError, ElementTree.ParseError) as error:
        raise CorpusError(str(path), f"is no TimeML ({error})", "fetch the corpus again") from None
    pieces: list[str] = []
    times: list[tuple[Span, str]] = []
    _collect(body, pieces, times)
    times.sort()
    whole = "T" in written.attrib["value"]
    return Dated(path.stem, "".join(pieces), day if whole else day.date(), tuple(times))


def _collect(
    element: ElementTree.Element, pieces: list[str], times: list[tuple[Span, str]]
) -> None:
    """The text of an element, and the expressions in it."""
    start = sum(map(len, pieces))
    pieces.append(element.text or "")
    for child in element:
        _collect(child, pieces, times)
        pieces.append(child.tail or "")
    if element.tag == "TIMEX3":
        times.append((Span(start, sum(map(len, pieces))), element.get("value", "")))
