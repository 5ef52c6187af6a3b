"""Where something was said, and where what it says is said to have happened, as JSON has it."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.records import Place, Setting


def tell_places(setting: Setting, places: Sequence[Place], text: str) -> str:
    """Where it was said and where it happened: "said in Vienna · in Homs"; "" for neither."""
    parts = []
    if setting.said_at is not None:
        parts.append(f"said in {places[setting.said_at].span.of(text)}")
    if setting.happened_at is not None:
        parts.append(f"in {places[setting.happened_at].span.of(text)}")
    return " · ".join(parts)


def place_fields(setting: Setting, places: Sequence[Place], text: str) -> dict[str, object]:
    """``said_at`` and ``happened_at``, None where the report does not tell."""
    numbers = {"said_at": setting.said_at, "happened_at": setting.happened_at}
    return {
        field: None if number is None else place_row(places[number], text)
        for field, number in numbers.items()
    }


def place_row(place: Place, text: str) -> dict[str, object]:
    """A place with its words."""
    return {
        "start": place.span.start,
        "end": place.span.end,
        "text": place.span.of(text),
        "name": place.name,
        "known": place.known,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "radius": place.radius,
        "others": list(place.others),
        "reason": place.reason,
    }
