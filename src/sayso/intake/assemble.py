"""A report out of its text and what is known about it: the one place that makes Report records."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sayso.errors import NoProse
from sayso.intake.blocks import Known, find_blocks
from sayso.intake.language import guard_language, tell_language
from sayso.intake.limits import Limits
from sayso.records import Report, identify
from sayso.terms import BlockKind

_WORD = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class About:
    """What a page or a table says about a report, beside its text."""

    title: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: date | datetime | None = None
    url: str | None = None
    modified: date | datetime | None = None


def assemble_report(
    text: str,
    where: str,
    limits: Limits,
    about: About | None = None,
    known: Mapping[str, Known] | None = None,
) -> Report:
    """The report of ``text``. Raises TooLarge, NoProse, NotEnglish as the limits say."""
    limits.check_text(text, where)
    if not _WORD.search(text):
        raise NoProse(where, "there are no words in it", "give a file with a report in it")
    language = tell_language(text) if limits.any_language else guard_language(text, where)
    return make_report(text, where, about or About(), known, language)


def make_report(
    text: str,
    where: str,
    about: About,
    known: Mapping[str, Known] | None = None,
    language: str | None = None,
) -> Report:
    """The report of ``text``, unchecked. Its id does not depend on ``where``."""
    blocks = find_blocks(text, about.title, known)
    headline = next((block for block in blocks if block.kind is BlockKind.HEADLINE), None)
    title = (
        about.title or (headline and " ".join(headline.span.of(text).lstrip("#").split())) or None
    )
    return Report(
        id=identify("report", about.outlet or "", about.url or "", title or "", text),
        where=where,
        text=text,
        blocks=blocks,
        title=title,
        outlet=about.outlet,
        authors=about.authors,
        published=about.published,
        url=about.url,
        language=language,
        modified=about.modified,
    )
