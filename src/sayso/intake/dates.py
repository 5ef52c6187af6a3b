"""When a report was published, as pages and tables write it."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

_SHORT_OFFSET = re.compile(r"([+-]\d\d)(\d\d)$")
_SLASHED = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})")
_WORDED = re.compile(
    r"(?:[A-Za-z]{3,9},? )?(?:(?P<day>\d{1,2})(?:st|nd|rd|th)? (?P<month>[A-Za-z]{3,9})\.?"
    r"|(?P<month_first>[A-Za-z]{3,9})\.? (?P<day_after>\d{1,2})(?:st|nd|rd|th)?),? (?P<year>\d{4})"
)
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
# What lies outside is what software writes where it knows no date: 0001-01-01, 9999-12-31.
_YEARS = range(1600, 2200)
_SECONDS = (10**8, 7 * 10**9)  # since 1970: from 1973 to 2191; above, they are milliseconds


def parse_published(written: object) -> date | datetime | None:
    """A date, a time where one is given, or None for what tells none for certain.

    Understood are ISO 8601, RFC 5322, "5 March 2031", "March 5, 2031", 2031/3/5, and seconds or
    milliseconds since 1970. What day 3/5/2031 is depends on who wrote it.
    """
    found = _parse(written)
    return found if found is not None and found.year in _YEARS else None


def _parse(written: object) -> date | datetime | None:
    if isinstance(written, date):  # a datetime is one
        return written
    if isinstance(written, int | float):
        return _moment(written)
    if not isinstance(written, str):
        return None
    plain = _SHORT_OFFSET.sub(r"\1:\2", written.strip())
    try:
        return date.fromisoformat(plain) if len(plain) <= 10 else datetime.fromisoformat(plain)
    except ValueError:
        return _day(plain) or _mail_date(written)


def _moment(number: float) -> datetime | None:
    least, most = _SECONDS
    seconds = number if number < most else number / 1000
    return datetime.fromtimestamp(seconds, UTC) if least <= seconds < most else None


def _day(written: str) -> date | None:
    if written.isdecimal():
        return _moment(int(written))
    parts = _SLASHED.fullmatch(written)
    if parts is not None:
        return _date(*map(int, parts.groups()))
    worded = _WORDED.fullmatch(written)
    if worded is None:
        return None
    begun = (worded["month"] or worded["month_first"]).lower()
    month = next((n for n, name in enumerate(_MONTHS, 1) if name.startswith(begun)), 0)
    return _date(int(worded["year"]), month, int(worded["day"] or worded["day_after"]))


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _mail_date(written: str) -> datetime | None:
    try:
        return parsedate_to_datetime(written)
    except (ValueError, TypeError, OverflowError):
        return None
