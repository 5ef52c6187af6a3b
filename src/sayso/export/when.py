"""When something was said, and when what it says is said to have happened, as JSON has it."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.records import Setting, Time


def tell_times(setting: Setting, times: Sequence[Time], text: str) -> str:
    """When it was said and when it happened: "said Tuesday (2031-03-04)"; "" for neither."""
    numbers = {"said": setting.said, "happened": setting.happened}
    return " · ".join(
        f"{word} {_told(times[number], text)}"
        for word, number in numbers.items()
        if number is not None
    )


def _told(time: Time, text: str) -> str:
    """The report's words, and the calendar's where they are others and the year is known."""
    words = " ".join(time.span.of(text).split())
    return words if time.start is None or time.value == words else f"{words} ({time.value})"


def time_fields(setting: Setting, times: Sequence[Time], text: str) -> dict[str, object]:
    """``said`` and ``happened``, None where the report does not tell."""
    numbers = {"said": setting.said, "happened": setting.happened}
    return {
        field: None if number is None else time_row(times[number], text)
        for field, number in numbers.items()
    }


def time_row(time: Time, text: str) -> dict[str, object]:
    """A time with its words."""
    return {
        "start": time.span.start,
        "end": time.span.end,
        "text": time.span.of(text),
        "value": time.value,
        "precision": time.precision.value,
        "from": time.start,
        "to": time.end,
        "reason": time.reason,
    }
