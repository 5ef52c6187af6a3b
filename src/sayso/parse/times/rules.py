"""The expressions that are known: what they look like, and who tells what they mean.

A pattern's braces are pieces of lexicon.py, a space in it is any white space, and "~" is white
space or a hyphen. Patterns are tried only near a word of their trigger.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from sayso.parse.times import days, lengths, periods
from sayso.parse.times.lexicon import any_of, pieces, words
from sayso.parse.times.moment import Meaning, Moment, said

Means = Callable[[re.Match[str], Moment], Meaning | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of expression: its name, its pattern and what a match of it means."""

    name: str
    pattern: re.Pattern[str]
    means: Means


def _holiday(match: re.Match[str], moment: Moment) -> Meaning | None:
    month, day = words().holidays[said(match, "holiday")].split("-")
    return days.dated(int(month), int(day), said(match, "year"), moment)


_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_ONES = "one|two|three|four|five|six|seven|eight|nine"
_SPELLED = (
    rf"(?P<spelled>nineteen (?:(?:{_TENS})(?:~(?:{_ONES}))?)"
    rf"|two thousand(?: (?:and )?(?:{_ONES}))?)"
)
_CLOCK = (
    r"(?:(?:around|about) )?"
    r"(?:(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))?\s*(?P<half>[ap]\.m\.?|[ap]m\b)"
    r"|(?P<hour24>\d{1,2}):(?P<minute24>\d\d)(?= (?:hours|local|GMT|UTC|[ECMP][SD]?T|BST)\b)"
    r"(?: hours)?|(?P<hundreds>[012]\d)(?P<rest>[0-5]\d)(?= (?:hours|GMT|UTC)\b)(?: hours)?"
    r"|(?P<word>noon|midday|midnight)){zone}"
)
_CLOCK_DAY = r"(?:(?P<deictic>today|yesterday|tomorrow)|{weekday}|{month} {day}(?:,? {year})?)"
_OF_DAY = r"(?:(?:,? in the)? (?:(?:early|late|mid)~)?{of_day})?"
_LAST = r"last|past|previous|preceding|next|coming|following|upcoming|this past|this coming"
_DIRECTION = (
    r"(?P<direction>ago|earlier|later|from now|hence|(?:before|after|afterwards?)(?=\s*[.,;!?)]))"
)
_DIVISION = r"(?P<division>quarters?|half)\b"

#: By trigger, rules in the order in which they win over others of the same length.
_TABLE: dict[str, tuple[tuple[str, str, Means], ...]] = {
    "month": (
        (
            "month and day",
            r"{part}(?:(?:this )?(?:coming )?{weekday},? (?:the )?)?{month} (?:the )?{day}"
            r"(?:(?:,| of)? {year})?(?:(?:,? in the)? {of_day})?",
            days.date_of,
        ),
        (
            "day and month",
            r"(?:{weekday},? )?(?:the )?(?P<day>\d{1,2}(?:st|nd|rd|th)?|{ordinals}) (?:day )?"
            r"(?:of )?{month}(?:,? {year})?",
            days.date_of,
        ),
        (
            "month",
            r"{part}(?:(?:the )?(?P<which>" + _LAST + r"|this) )?{month}"
            r"(?:,?(?: of)? {year}| (?:of )?(?P<of_year>last|this|next) year"
            r"|,?(?: of)? " + _SPELLED + r")?",
            periods.month_of_year,
        ),
        ("every month", r"(?:every|each) {month}", lengths.every),
    ),
    "weekday": (
        (
            "weekday",
            r"{part}(?:(?:the )?(?P<which>"
            + _LAST
            + r"|this|every|each) )?{weekday}(?P<plural>s)?"
            + _OF_DAY
            + r"s?(?: (?:of )?(?P<week>last|next|this) week)?",
            days.weekday_of,
        ),
    ),
    "clock": (
        ("clock", _CLOCK + r"(?:,? (?:on )?" + _CLOCK_DAY + r")?", days.clock),
        ("clock of a day", _CLOCK_DAY + r"(?:,? at(?: about| around)?|,) " + _CLOCK, days.clock),
    ),
    "digits": (
        (
            "numeric",
            r"(?<![\d.,/$-])(?:(?P<iso_year>\d{4})-(?P<iso_month>\d\d)-(?P<iso_day>\d\d)"
            r"|(?P<first>\d{1,2})(?P<sign>[/.])(?P<second>\d{1,2})(?P=sign)"
            r"(?P<any_year>\d{4}|\d\d(?=[^\d.]|$)))(?![\d/-]|\.\d)",
            days.numeric,
        ),
        ("year", r"(?<![\d.,/$£€#-]){part}(?:(?:fiscal|the year) )?{year}", periods.plain_year),
        (
            "decade",
            r"{part}(?:the )?(?:early |late |mid~)?"
            r"(?:(?P<decade>(?:1[5-9]|20)\d0)['’]?s|['’](?P<short>\d0)['’]?s)",
            periods.decade,
        ),
        (
            "compared period",
            r"(?:the )?(?:comparable )?{year} (?:fiscal )?(?:period|quarter)\b",
            periods.compared,
        ),
        (
            "quarter of a year",
            r"(?:the )?(?:fiscal )?{year} {ordinal}~" + _DIVISION,
            periods.quarter,
        ),
    ),
    "year": (
        ("spelled year", r"{part}(?:the year )?" + _SPELLED, periods.plain_year),
        (
            "decade in words",
            r"(?:the )?{part}(?:nineteen )?"
            r"(?P<tens>twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)",
            periods.decade,
        ),
    ),
    "today": (
        (
            "today",
            r"{part}(?P<deictic>today|yesterday|tomorrow|the day before yesterday"
            r"|the day after tomorrow)(?: {of_day})?",
            days.deictic,
        ),
        ("tonight", r"{part}(?P<deictic>tonight)", days.deictic),
        (
            "this morning",
            r"{part}(?P<deictic>this|last)(?: (?:early|late|mid))?~{of_day}",
            days.deictic,
        ),
        (
            "part of day",
            r"{part}(?:that|the same|(?:the )?(?P<which>next|following|previous)|mid)~{of_day}"
            r"(?: (?P<before>before))?",
            days.part_of_day,
        ),
        (
            "part of a day",
            r"(?:mid~|(?:early|late) )?{of_day} (?P<deictic>today|yesterday|tomorrow)",
            days.deictic,
        ),
        ("every part of day", r"(?:every|each) {of_day}", lengths.every),
    ),
    "season": (
        (
            "season",
            r"{part}(?:(?P<which>(?:the )?(?:" + _LAST + r"|current)|this) |the )"
            r"{season}(?:,?(?: of)? (?:{year}|" + _SPELLED + r"))?",
            periods.season,
        ),
        ("season of a year", r"{part}{season}(?:,?(?: of)?) {year}", periods.season),
        ("every season", r"(?:every|each) {season}", lengths.every),
    ),
    "unit": (
        (
            "relative unit",
            r"{part}(?:the )?(?P<which>" + _LAST + r"|this|current|that|same|that same)"
            r"(?: (?:fiscal|calendar|full|whole|entire))? {unit}(?:~end)?(?!s)",
            periods.relative_unit,
        ),
        (
            "bare unit",
            r"{part}the (?:(?:full|fiscal|entire|whole) )*"
            r"(?P<unit>quarter|year|month|week|weekend)\b"
            r"(?!['’]s)(?=(?P<ended> (?:end|ended|ending|to)\b)?)",
            periods.bare_unit,
        ),
        (
            "end of the year",
            r"(?:(?:the )?(?P<unit>year|month|week)(?:['’]s~|~)end)\b"
            r"(?P<part>(?<=end))",
            periods.bare_unit,
        ),
        (
            "quarter",
            r"(?:the )?(?:fiscal~)?(?:(?P<of_year>last|this|next) year['’]s |(?P<ago>year~"
            r"(?:ago|earlier)) )?(?:fiscal~)?{ordinal}~" + _DIVISION + r"(?: of {year}"
            r"| (?:of )?(?P<year_of>last|this|next) year)?",
            periods.quarter,
        ),
        (
            "year-earlier",
            r"(?:the )?(?:comparable )?year~(?:ago|earlier)(?: (?:period|quarter))?",
            periods.compared,
        ),
        (
            "year's quarter",
            r"(?:the )?corresponding (?:period|quarter) last year"
            r"|last year['’]s (?:period|quarter)",
            periods.compared,
        ),
        (
            "latest quarter",
            r"(?:the )?(?:latest|recent|most recent|current) (?:quarter|period)\b",
            periods.latest_quarter,
        ),
        (
            "last units",
            r"(?:each of )?(?:the |these )?(?P<which>last|past|previous|next|coming|"
            r"following|first|preceding|latest) {count}~(?:trading~)?{any_unit}\b(?: or so)?",
            lengths.last_units,
        ),
        (
            "ago",
            r"{about}{count}~(?:trading~)?{any_unit}(?: or (?:so|more))? " + _DIRECTION,
            periods.ago,
        ),
        (
            "length",
            r"{about}(?:the (?=[^-]+s\b))?{count}~"
            r"(?:(?:full|whole|consecutive|straight|trading|additional)~)?{any_unit}"
            r"(?P<half> and a half)?(?:~(?:long|(?<=month-)old))?\b(?!['’]s|-old)",
            lengths.length,
        ),
        (
            "additional unit",
            r"(?P<count>an?) (?:additional|extra|full|whole) {unit}\b",
            lengths.length,
        ),
        (
            "many units",
            r"(?:(?<=\bfor\s)|(?<=\bwithin\s)|(?<=\bin\s)|(?<=\bover\s)|(?<=\bthan\s)"
            r"|(?<=\btook\s)|(?<=\btake\s)|(?<=\blast\s))(?:many )?{units}\b"
            r"(?: (?:or|and) (?:days|weeks|months|years))?(?! old)",
            lengths.many_units,
        ),
        ("over the years", r"the (?:early )?years\b", lengths.the_years),
        (
            "recent units",
            r"(?:the )?(?:most )?"
            r"(?P<towards>recent|coming|past|future|earlier|later|last|next) {units}\b",
            lengths.recent_units,
        ),
        ("every unit", r"(?:every|each)(?: {count})? {any_unit}\b", lengths.every),
        ("present", r"(?P<reference>these days)", lengths.reference),
        ("century", r"{part}(?:the )?{ordinal}~century\b", periods.century),
    ),
    "often": (
        ("often", r"(?P<often>hourly|daily|nightly|weekly|monthly|yearly|annually)", lengths.often),
    ),
    "reference": (("reference", r"(?P<reference>{references})", lengths.reference),),
    "holiday": (("holiday", r"{part}{holiday}(?:,? {year})?", _holiday),),
}
_NAME = re.compile(r"\{([a-z_]+)\}")


@cache
def rules() -> Mapping[str, tuple[Rule, ...]]:
    """The rules by trigger."""
    known = dict(pieces())
    known |= {"references": any_of(words().references), "ordinals": any_of(words().ordinals)}

    return {
        trigger: tuple(
            Rule(name, _compile(pattern, known), means) for name, pattern, means in table
        )
        for trigger, table in _TABLE.items()
    }


def _compile(pattern: str, known: Mapping[str, str]) -> re.Pattern[str]:
    spaced = pattern.replace(" ", r"\s+").replace("~", r"(?:\s+|-)")
    filled = _NAME.sub(lambda name: known[name[1]], spaced)
    return re.compile(rf"(?<!\w)(?:{filled})(?!\w)", re.IGNORECASE)


@cache
def triggers() -> re.Pattern[str]:
    """What tells that a sentence may have an expression; the group's name is the trigger."""
    known = words()
    seasons = any_of(known.seasons)
    days_ = any_of([*known.weekdays, *(f"{short}." for short in known.short_days)])
    parts = any_of(set(known.parts) - {"noon"})
    groups = {
        "month": any_of(known.months),
        "clock": r"noon|midday|midnight|\d{1,2}(?::\d\d)?\s*[ap]\.?m\b|\d\d?:\d\d"
        r"|[012]\d[0-5]\d(?=\s(?:hours|GMT|UTC)\b)",
        "weekday": days_ + "s?",
        "digits": r"(?:1[5-9]|20)\d\d(?:['’]?s)?|\d{1,2}[./]\d{1,2}[./]\d{2,4}",
        "year": r"nineteen|thousand|[a-z]+ties",
        "today": rf"today|yesterday|tomorrow|tonight|{parts}",
        "season": seasons,
        "unit": rf"(?:{any_of(known.units)})s?|centuries|periods?|half",
        "often": r"hourly|daily|nightly|weekly|monthly|yearly|annually",
        "reference": any_of({name.split()[-1] for name in known.references}),
        "holiday": any_of(known.holidays),
    }
    made = "|".join(f"(?P<{name}>{pattern})" for name, pattern in groups.items())
    # Looking for a word behind keeps the ends of words from being tried, half of all bounds.
    return re.compile(rf"\b(?=\w)(?:{made})(?!\w)", re.IGNORECASE)
