"""The sentences that every form of a dossier has."""

from __future__ import annotations

from datetime import date

from sayso.dossier.parts import Citation, Clash, Line
from sayso.printable import plain

PREFACE = (
    "Sayso keeps what reports say, by whom and in which words, and does not decide what is true."
    " Copies of one story, and one source in many reports, count as one line."
)


def date_of(when: date | str | None) -> str:
    """A day written out; "undated" where there is none."""
    if not when:
        return "undated"
    found = date.fromisoformat(when[:10]) if isinstance(when, str) else when
    return f"{found.day} {found:%B %Y}"


def source_of(cited: Citation) -> str:
    """Where the words stand, for a footnote: the title, the report's id and the characters."""
    title = f"“{cited.title}”, " if cited.title and cited.title != cited.outlet else ""
    return plain(f"{title}report {cited.report[:12]}, {cited.characters}")


def apart(clash: Clash) -> str:
    """Wherein the two part: "They part in number: at least 14 people and 11"."""
    return plain(f"They part in {clash.reason}")


def copies(line: Line) -> str:
    """Who has it from the first of a line; "" for nobody."""
    if line.said < 2:
        return ""
    named = list(dict.fromkeys(one.outlet for one in line.others))
    more = line.said - 1 - len(line.others)
    rest = f" and {more} more" if more > 0 else ""
    return plain(f"the same line also in {', '.join(named)}{rest}")
