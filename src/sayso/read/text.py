"""Plain text: what a file says, all of it."""

from __future__ import annotations

import json

from sayso.errors import NotText
from sayso.read.assemble import About, assemble_report
from sayso.read.decode import decode, normalise
from sayso.read.limits import Limits
from sayso.records import Report


def read_text(data: bytes, where: str, limits: Limits, charset: str | None = None) -> Report:
    """The report of a plain text. Raises NotText, NoProse, NotEnglish, TooLarge."""
    text = normalise(decode(data, where, charset))
    limits.check_text(text, where)
    if text.lstrip()[:1] in ("{", "[") and _is_json(text):
        told = "it is JSON, but not one report a line"
        raise NotText(where, told, "write each report as an object on one line of a .jsonl file")
    url = where if where.startswith(("http://", "https://")) else None
    return assemble_report(text, where, limits, About(url=url))


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True
