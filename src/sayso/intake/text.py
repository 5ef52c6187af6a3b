"""Plain text: what a file says, all of it; front matter above it tells of the report."""

from __future__ import annotations

import json
from dataclasses import replace

from sayso.errors import NotText
from sayso.intake.assemble import assemble_report
from sayso.intake.decode import decode, normalise
from sayso.intake.front_matter import split_front_matter
from sayso.intake.limits import Limits
from sayso.records import Report


def read_text(
    data: bytes, where: str, limits: Limits, charset: str | None = None, url: str | None = None
) -> Report:
    """The report of a plain text, which was fetched at ``url``.

    Raises NotText, NoProse, NotEnglish, TooLarge.
    """
    text = normalise(decode(data, where, charset))
    limits.check_text(text, where)
    if text.lstrip()[:1] in ("{", "[") and _is_json(text):
        told = "it is JSON, but not one report a line"
        raise NotText(where, told, "write each report as an object on one line of a .jsonl file")
    about, text = split_front_matter(text)
    if url:  # whatever the text says: it could be another outlet's
        about = replace(about, url=url)
    return assemble_report(text, where, limits, about)


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True
