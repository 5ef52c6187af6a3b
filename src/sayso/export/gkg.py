"""GDELT's Global Knowledge Graph 2.1: a report a row of 27 columns, with its quotations.

What GDELT's codebook marks as separators (tab, ";", "#", "|", ",") is a space in the values.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from typing import IO, TYPE_CHECKING
from xml.sax.saxutils import escape

from sayso.export.how import tell_judged
from sayso.export.iris import address, iri
from sayso.export.upheld import upheld
from sayso.records import Actor, Place, Reading, Span, Time, words_of
from sayso.terms import ActorKind, MentionKind, Precision, QuoteType

if TYPE_CHECKING:
    from sayso.ledger import Ledger

COLUMNS = (
    "GKGRECORDID", "V2.1DATE", "V2SOURCECOLLECTIONIDENTIFIER", "V2SOURCECOMMONNAME",
    "V2DOCUMENTIDENTIFIER", "V1COUNTS", "V2.1COUNTS", "V1THEMES", "V2ENHANCEDTHEMES",
    "V1LOCATIONS", "V2ENHANCEDLOCATIONS", "V1PERSONS", "V2ENHANCEDPERSONS", "V1ORGANIZATIONS",
    "V2ENHANCEDORGANIZATIONS", "V1.5TONE", "V2.1ENHANCEDDATES", "V2GCAM", "V2.1SHARINGIMAGE",
    "V2.1RELATEDIMAGES", "V2.1SOCIALIMAGEEMBEDS", "V2.1SOCIALVIDEOEMBEDS", "V2.1QUOTATIONS",
    "V2.1ALLNAMES", "V2.1AMOUNTS", "V2.1TRANSLATIONINFO", "V2EXTRASXML",
)  # fmt: skip
_WEB, _CITED = "1", "2"  # a report with an address, and one without
_COUNTRY, _PLACE = "1", "4"  # GDELT's kinds of places that are told apart here
_PERSONS = {ActorKind.PERSON, ActorKind.ANONYMOUS}
# A day and its year, a month, a year: GDELT's resolutions of dates.
_RESOLUTION = {Precision.DAY: "3", Precision.PART_OF_DAY: "3", Precision.INSTANT: "3",
               Precision.MONTH: "2", Precision.YEAR: "1"}  # fmt: skip
_SEPARATORS = re.compile(r"[\x00-\x20\x7f-\x9f,;#|\u2028\u2029]+")
_NO_XML = re.compile("[\x00-\x1f\x7f-\x9f\ufffe\uffff]")


def write(ledger: Ledger, out: IO[bytes]) -> None:
    """A line a report, in UTF-8, without a header, as GDELT has it."""
    for reading in upheld(ledger):
        found = _row(reading)
        out.write("\t".join(found.get(name, "") for name in COLUMNS).encode() + b"\n")


def _row(reading: Reading) -> dict[str, str]:
    report = reading.report
    stamp, url = _stamp(report.published), address(report)
    persons = [one for one in reading.actors if one.kind in _PERSONS]
    others = [
        one
        for one in reading.actors
        if one.kind not in _PERSONS and one.kind is not ActorKind.DOCUMENT
    ]
    return {
        "GKGRECORDID": f"{stamp}-{report.id}",
        "V2.1DATE": stamp,
        "V2SOURCECOLLECTIONIDENTIFIER": _WEB if url else _CITED,
        "V2SOURCECOMMONNAME": _plain(report.outlet or ""),
        "V2DOCUMENTIDENTIFIER": url or iri("report", report.id),
        "V1LOCATIONS": ";".join(dict.fromkeys(_place(one) for one in reading.places)),
        "V2ENHANCEDLOCATIONS": ";".join(_place(one, whole=True) for one in reading.places),
        "V1PERSONS": ";".join(dict.fromkeys(_plain(one.name) for one in persons)),
        "V2ENHANCEDPERSONS": ";".join(_called(persons)),
        "V1ORGANIZATIONS": ";".join(dict.fromkeys(_plain(one.name) for one in others)),
        "V2ENHANCEDORGANIZATIONS": ";".join(_called(others)),
        "V2.1ENHANCEDDATES": ";".join(filter(None, map(_date, reading.times))),
        "V2.1QUOTATIONS": "#".join(_quotations(reading)),
        "V2.1ALLNAMES": ";".join(_names(reading)),
        "V2.1AMOUNTS": ";".join(_amounts(reading)),
        "V2EXTRASXML": "".join(_extras(reading)),
    }


def _stamp(when: date | None) -> str:
    """Year to second, by UTC; zeros where nothing tells."""
    if isinstance(when, datetime):
        when = when.astimezone(UTC) if when.tzinfo else when
        return when.strftime("%Y%m%d%H%M%S")
    return when.strftime("%Y%m%d000000") if when else "0" * 14


def _plain(words: str) -> str:
    return _SEPARATORS.sub(" ", words).strip()


def _place(place: Place, *, whole: bool = False) -> str:
    """Kind, name, country, region, (second region,) latitude, longitude, id(, character)."""
    known = place.known or ""
    kind = _COUNTRY if known.startswith("iso:") else _PLACE
    point = ["" if number is None else str(number) for number in (place.latitude, place.longitude)]
    regions, at = (["", "", ""], [str(place.span.start)]) if whole else (["", ""], [])
    return "#".join([kind, _plain(place.name), *regions, *point, _plain(known), *at])


def _called(actors: Iterable[Actor]) -> Iterator[str]:
    """Each actor by its fullest name, at every mention."""
    found = [(one.span.start, _plain(actor.name)) for actor in actors for one in actor.mentions]
    return (f"{name},{start}" for start, name in sorted(found))


def _names(reading: Reading) -> Iterator[str]:
    text = reading.report.text
    found = {
        one.span
        for actor in reading.actors
        for one in actor.mentions
        if one.kind is MentionKind.NAME
    }
    return (f"{_plain(span.of(text))},{span.start}" for span in sorted(found))


def _date(time: Time) -> str | None:
    """Resolution, month, day, year and character."""
    resolution = _RESOLUTION.get(time.precision)
    if resolution is None or time.start is None:
        return None
    year, month, day = time.start[:10].split("-")
    parts = (
        int(month) if resolution != "1" else 0,
        int(day) if resolution == "3" else 0,
        int(year),
        time.span.start,
    )
    return "#".join([resolution, *map(str, parts)])


def _quotations(reading: Reading) -> Iterator[str]:
    """Character, length, cue and words of each stretch that is quoted, in the order of the text."""
    text = reading.report.text
    found: list[tuple[Span, str]] = []
    for one in reading.attributions:
        if one.quote_type is not QuoteType.INDIRECT:
            cue = _plain(words_of(one.cue, text))
            found += [(span, cue) for span in one.content]
    for span, cue in sorted(found):
        yield f"{span.start}|{span.end - span.start}|{cue}|{_plain(span.of(text))}"


def _judged(reading: Reading) -> Iterator[str]:
    """Character of each quotation that people added or corrected, and who did."""
    found = [
        (span.start, _plain(told))
        for one in reading.attributions
        if one.quote_type is not QuoteType.INDIRECT and (told := tell_judged(one.judged))
        for span in one.content
    ]
    return (f"{start},{told}" for start, told in sorted(found))


def _amounts(reading: Reading) -> Iterator[str]:
    """Number, what it counts, and character."""
    found = {
        (one.span.start, f"{one.value:g}", _plain(one.unit))
        for event in reading.events
        for one in event.quantities
    }
    return (f"{value},{unit},{start}" for start, value, unit in sorted(found))


def _extras(reading: Reading) -> Iterator[str]:
    report = reading.report
    values = {
        "PAGE_PRECISEPUBTIMESTAMP": _stamp(report.published) if report.published else "",
        "PAGE_AUTHORS": ";".join(map(_plain, report.authors)),
        "PAGE_TITLE": report.title or "",
        "SAYSO_JUDGED": ";".join(_judged(reading)),
    }
    for name, value in values.items():
        if value:
            yield f"<{name}>{escape(_NO_XML.sub(' ', value))}</{name}>"
