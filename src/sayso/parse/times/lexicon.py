"""The words of data/times.toml, and the patterns that expressions of time are made of."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Words:
    """times.toml by lower-case word. Months and weekdays are numbers from 1, as in ISO 8601."""

    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    short_days: Mapping[str, int]
    units: Mapping[str, str]
    parts: Mapping[str, tuple[str, int, int]]
    seasons: Mapping[str, tuple[str, int, int]]
    numbers: Mapping[str, int]
    ordinals: Mapping[str, int]
    holidays: Mapping[str, str]
    references: Mapping[str, str]
    approximations: tuple[str, ...]
    past: frozenset[str]
    past_auxiliaries: frozenset[str]
    future: frozenset[str]
    future_auxiliaries: frozenset[str]
    asking: frozenset[str]
    asked: frozenset[str]
    titles: tuple[str, ...]


@cache
def words() -> Words:
    """The lexicon, read once."""
    data = tomllib.loads((files("sayso") / "data" / "times.toml").read_text(encoding="utf-8"))
    numbered = list(enumerate(data["weekdays"].items(), 1))
    return Words(
        months={
            name: n for n, names in enumerate(data["months"].values(), 1) for name in _list(names)
        },
        weekdays={day: n for n, (day, _) in numbered},
        short_days={name: n for n, (_, names) in numbered for name in _list(names)},
        units=data["units"],
        parts={name: _timed(row) for name, row in data["parts"].items()},
        seasons={name: _timed(row) for name, row in data["seasons"].items()},
        numbers=data["numbers"],
        ordinals=data["ordinals"],
        holidays=data["holidays"],
        references={
            name: value for value, names in data["references"].items() for name in _list(names)
        },
        approximations=tuple(_list(data["approximations"]["words"])),
        past=frozenset(data["past"]["verbs"].split()),
        past_auxiliaries=frozenset(data["past"]["auxiliaries"].split()),
        future=frozenset(data["future"]["verbs"].split()),
        future_auxiliaries=frozenset(data["future"]["auxiliaries"].split()),
        asking=frozenset(data["asked"]["verbs"].split()),
        asked=frozenset(data["asked"]["things"].split()),
        titles=tuple(_list(data["titles"]["names"])),
    )


def _list(names: str) -> list[str]:
    return [" ".join(name.split()) for name in names.split(",") if name.strip()]


def _timed(row: str) -> tuple[str, int, int]:
    letters, first, last = row.split()
    return letters, int(first), int(last)


def any_of(names: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first; a space is any white space."""
    ordered = sorted(set(names), key=lambda name: (-len(name), name))
    return "|".join(re.escape(name).replace(r"\ ", r"\s+").replace("'", "['’]") for name in ordered)


_STOP = r"(?:(?:(?<=\b[a-z]{3})(?<!may)|(?<=\bsept))\.)?"


@cache
def pieces() -> Mapping[str, str]:
    """What stands in braces in a rule's pattern."""
    known = words()
    bare = any_of(set(known.numbers) - {"a", "an"})
    more = rf"(?:[\s-]+(?:and\s+)?(?:{bare}))*"
    spelled = rf"(?:an?\s+(?:dozen|hundred|thousand){more}|an?|(?:{bare}){more})"
    digits = r"\d{1,4}(?:,\d{3})*(?:\.\d+)?(?:\s+1/2)?"
    many = rf"(?:{digits}|{spelled})"
    few = r"(?:a\s+)?(?:few|couple\s+of|couple)|several|some|many|half\s+an?"
    part = (
        r"(?P<part>early|earlier|late|later|mid"
        r"|(?:the\s+)?(?:very\s+)?(?:end|close|beginning|start|middle)\s+of)"
    )
    return {
        "about": rf"(?:(?P<about>{any_of(known.approximations)})(?!\s+(?:several|many|some))\s+)?",
        "count": rf"(?P<count>{few}|{many}(?:\s+(?:or|to)\s+{many})?)",
        "holiday": rf"(?P<holiday>{any_of(known.holidays)})",
        # A full stop belongs to what is cut short: "Aug. 2", and not to "in August."
        "month": rf"(?P<month>{any_of(known.months)})\b{_STOP}",
        "ordinal": rf"(?P<ordinal>{any_of(known.ordinals)}|\d{{1,2}}(?:st|nd|rd|th))",
        "day": rf"(?P<day>\d{{1,2}}(?:st|nd|rd|th)?|{any_of(known.ordinals)})\b(?![.:,]?\d)",
        "part": rf"(?:{part}(?:[\s-]+in)?[\s-]+)?",
        "of_day": rf"(?P<of_day>{any_of(set(known.parts) - {'noon'})})",
        "season": rf"(?P<season>{any_of(known.seasons)})",
        "unit": rf"(?P<unit>{any_of(known.units)})",
        "units": rf"(?P<unit>(?:{any_of(known.units)})s|centuries)",
        "any_unit": rf"(?P<unit>(?:{any_of(known.units)})s?|centuries)",
        "weekday": rf"(?P<weekday>{any_of(known.weekdays)}|(?:{any_of(known.short_days)})\.)",
        "year": r"(?P<year>(?:1[5-9]|20)\d\d)(?![\d%]|,\d|\.\d|-\d|/\d)",
        "zone": r"(?:\s+(?P<zone>(?:local\s+)?time|[A-Z][a-z]+\s+time|[ECMP][SD]?T|GMT|UTC|BST))?",
    }
