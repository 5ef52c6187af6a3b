"""When a report was published, as pages and tables write it."""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

_SHORT_OFFSET = re.compile(r"([+-]\d\d)(\d\d)$")


def parse_published(written: object) -> date | datetime | None:
    """A date, a time where one is given, or None for what is neither ISO 8601 nor RFC 5322."""
    if isinstance(written, date):  # a datetime is one
        return written
    if not isinstance(written, str):
        return None
    plain = _SHORT_OFFSET.sub(r"\1:\2", written.strip())
    try:
        return date.fromisoformat(plain) if len(plain) <= 10 else datetime.fromisoformat(plain)
    except ValueError:
        return _mail_date(written)


def _mail_date(written: str) -> datetime | None:
    try:
        return parsedate_to_datetime(written)
    except (ValueError, TypeError, OverflowError):
        return None
