"""Reports with toponyms and where they lie: GeoWebNews and GeoVirus, as their XML has them."""

from __future__ import annotations

import hashlib
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass
from pathlib import Path

from sayso.errors import CorpusError
from sayso.records import Span

MEND = "point --corpora at the folder that holds places/"
FILES = {"gwn": Path("places") / "GWN.xml", "geovirus": Path("places") / "GeoVirus.xml"}

# What GeoWebNews marks as a place in the literal sense; of the rest, "Washington said" and "French"
# are no places to Sayso, and hotels inside the names of firms are nobody's to find.
LITERAL = frozenset(("Literal", "Mixed", "Coercion", "Literal_Modifier", "Non_Literal_Modifier"))


@dataclass(frozen=True, slots=True)
class Toponym:
    """A name with its point, in degrees; ``must`` is whether a recogniser should find it."""

    span: Span
    latitude: float
    longitude: float
    must: bool


@dataclass(frozen=True, slots=True)
class Located:
    """A text with its toponyms; ``half`` is "tuned" or "kept", by a hash of its address."""

    name: str
    text: str
    toponyms: tuple[Toponym, ...]
    half: str


def read_located(path: Path) -> tuple[Located, ...]:
    """The texts of one corpus. Raises CorpusError."""
    try:
        root = ElementTree.parse(path).getroot()
    except (OSError, ElementTree.ParseError) as error:
        raise CorpusError(str(path), f"cannot be read ({error})", MEND) from None
    found = []
    for number, article in enumerate(root):
        text = article.findtext("text") or ""
        name = article.findtext("link") or article.findtext("source") or str(number)
        marks = [*article.iter("toponym"), *article.iter("location")]
        toponyms = tuple(t for mark in marks if (t := _toponym(mark, text)))
        digest = int(hashlib.sha256(name.encode()).hexdigest()[:8], 16)
        found.append(Located(name, text, toponyms, ("tuned", "kept")[digest % 2]))
    return tuple(found)


def _toponym(mark: ElementTree.Element, text: str) -> Toponym | None:
    """None where the corpus marks no place, or its characters are not those of the name."""
    first = int(mark.tag == "location")  # GeoVirus counts characters from 1
    span = Span(int(mark.findtext("start") or 0) - first, int(mark.findtext("end") or 0) - first)
    name = mark.findtext("extractedName") or mark.findtext("name") or ""
    latitude = mark.findtext("latitude") or mark.findtext("lat")
    longitude = mark.findtext("longitude") or mark.findtext("lon")
    kind = mark.findtext("type")
    if not latitude or not longitude:
        return None
    if span.of(text) != name:
        return None
    point = float(latitude), float(longitude)
    return Toponym(span, *point, kind is None or kind in LITERAL)
