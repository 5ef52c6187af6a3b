"""When and where: of what was said, and of what it says, in words for people and as JSON has it."""

from __future__ import annotations

from sayso.export.spans import span_row
from sayso.records import Place, Reading, Setting, Time
from sayso.terms import Precision


def tell_setting(setting: Setting, reading: Reading) -> str:
    """As in "said Tuesday (2031-03-04), in Vienna · happened in Homs"; "" for nothing told."""
    said_on, happened_on = (
        None if number is None else reading.times[number]
        for number in (setting.said, setting.happened)
    )
    if happened_on and happened_on.start is None:
        happened_on = None  # "now", "in recent weeks": the content's own words say as much
    said = _told(said_on, setting.said_at, reading)
    happened = _told(happened_on, setting.happened_at, reading)
    parts = (("said", said), ("happened", happened))
    return " · ".join(f"{word} {told}" for word, told in parts if told)


def _told(time: Time | None, place: int | None, reading: Reading) -> str:
    text, parts = reading.report.text, []
    if time is not None:
        parts.append(_tell_time(time, text))
    if place is not None:
        parts.append(f"in {_words(reading.places[place], text)}")
    return ", ".join(parts)


def _tell_time(time: Time, text: str) -> str:
    """The report's words, and the calendar's where they are others and the year is known."""
    words = _words(time, text)
    return words if time.start is None or time.value == words else f"{words} ({stretch(time)})"


def stretch(time: Time) -> str:
    """The stretch of the calendar without TIMEX3's letters: the day of a morning, "1990s"."""
    if time.precision is Precision.DECADE:
        return f"{time.value}0s"
    if time.precision is Precision.PART_OF_DAY:
        return time.value[:10]
    if time.precision in (Precision.WEEK, Precision.INTERVAL):
        return f"{time.start} to {time.end}"
    return time.value.replace("T", " ")


def _words(held: Time | Place, text: str) -> str:
    return " ".join(held.span.of(text).split())


def setting_fields(setting: Setting, reading: Reading) -> dict[str, object]:
    """``said``, ``happened``, ``said_at``, ``happened_at``; None where the report does not tell."""
    text = reading.report.text
    times = {"said": setting.said, "happened": setting.happened}
    places = {"said_at": setting.said_at, "happened_at": setting.happened_at}
    rows: dict[str, object] = {}
    for field, number in times.items():
        rows[field] = None if number is None else time_row(reading.times[number], text)
    for field, number in places.items():
        rows[field] = None if number is None else place_row(reading.places[number], text)
    return rows


def time_row(time: Time, text: str) -> dict[str, object]:
    """A time with its words."""
    return {
        **span_row(time.span, text),
        "value": time.value,
        "precision": time.precision.value,
        "from": time.start,
        "to": time.end,
        "reason": time.reason,
    }


def place_row(place: Place, text: str) -> dict[str, object]:
    """A place with its words."""
    return {
        **span_row(place.span, text),
        "name": place.name,
        "known": place.known,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "radius": place.radius,
        "others": list(place.others),
        "reason": place.reason,
    }
