"""Lines that hand over to a passage of another outlet, as pages do that collect what others wrote.

Such a line ends in ":", is short, may break over two or three lines where it was a link, and does
not introduce a quotation: "He said:" before somebody's words is the report's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.intake.furniture import is_finished
from sayso.intake.paragraphs import Paragraph

_LONGEST = 260  # characters of one introduction
_LINE = 110  # characters of a line that runs on in the next
_LINES = 3
_PASSAGE = 60  # characters; shorter lines after a ":" are a list, not a passage

_SPEECH = re.compile(
    r"\b(?:sa(?:id|ys|ying|y)|t(?:old|ells?|elling)|wr(?:ote|ites?|iting)|read(?:s|ing)?"
    r"|(?:tweet|add|ask|post|explain|warn|insist|answer|respond|recall|remark|comment|quipp?)"
    r"(?:ed|s|ing)?|(?:stat|declar|continu|conclud|announc|not|argu|quot)(?:ed?|es|ing)"
    r"|repl(?:ied|ies|y)|according to|statement|following|follows)\b",
    re.IGNORECASE,
)
_SPEECH_REACH = 8  # words before the ":" in which a cue introduces a quotation
_OUTLET = (
    r"(?:[\w'’&-]+ ){0,3}?(?:Times|Post|Herald|News|Tribune|Journal|Gazette|Guardian|Mail|Mirror"
    r"|Star|Sun|Agency|Press|Radio|Television|TV|Courier|Chronicle|Observer|Standard|Telegraph"
    r"|Independent|Dispatch|Reuters|Bloomberg|Politico|Wire|Daily|Weekly|Review|Monitor|Today"
    r"|[A-Z]{2,5}|(?:Radio|Agence|Voice of|Al) [A-Z][\w-]+)"
)
_BY_OUTLET = re.compile(
    rf"(?:(?:[Aa]s )?(?:[Tt]he )?(?P<says>{_OUTLET})"
    r" (?:reports?|reported|writes|wrote|has more|adds)\b.{0,60}"
    rf"|(?:From|[Vv]ia|[Uu]pdate from|[Mm]ore from) (?:the )?(?P<of>{_OUTLET})"
    r"(?: \(.{1,40}\))?) ?:$"
)
_WORDED = re.compile(r"[^\W\d_]")
_OPENS_QUOTE = ('"', "“", "‘", "'", "«", "•", "-", "–", "—", "*", ">")


@dataclass(frozen=True, slots=True)
class Introduction:
    """Paragraphs ``[first, last]`` that introduce what follows.

    ``broken``: it runs over several lines. ``outlet``: whom it names as the passage's origin.
    """

    first: int
    last: int
    broken: bool
    outlet: str | None


def find_introductions(
    paragraphs: Sequence[Paragraph], free: Sequence[bool], collects_from: int | None
) -> list[Introduction]:
    """Introductions among the ``free`` paragraphs (those that are nothing else yet).

    One that names no outlet counts only where the page is known to collect: after the editor's
    note at ``collects_from``, or if two of them are broken over lines, as links are.
    """
    candidates = list(_candidates(paragraphs, free))
    broken = [found.first for found in candidates if found.broken]
    collects = len(paragraphs) if collects_from is None else collects_from
    if len(broken) > 1:
        collects = min(collects, broken[0] - 1)
    return [found for found in candidates if found.outlet or found.first > collects]


def _candidates(paragraphs: Sequence[Paragraph], free: Sequence[bool]) -> Iterator[Introduction]:
    for last, paragraph in enumerate(paragraphs[:-1]):
        if not (free[last] and paragraph.words.endswith(":")):
            continue
        first = _first_line(paragraphs, free, last)
        words = " ".join(p.words for p in paragraphs[first : last + 1])
        outlet = _outlet(words)
        if _hands_over(words, outlet, paragraphs[last + 1 : last + 4]):
            yield Introduction(first, last, first < last, outlet)


def _first_line(paragraphs: Sequence[Paragraph], free: Sequence[bool], last: int) -> int:
    """Where a sentence that ends in ":" began, one or two unfinished lines above."""
    first = last
    while first > 0 and last - first + 1 < _LINES:
        above = paragraphs[first - 1]
        alone = paragraphs[first].words == ":"
        if not free[first - 1] or is_finished(above.words) or not _WORDED.search(above.words):
            break
        if not alone and (len(above.words) > _LINE or paragraphs[first].after_gap):
            break
        first -= 1
    return first


def _outlet(words: str) -> str | None:
    match = _BY_OUTLET.fullmatch(words)
    return (match["says"] or match["of"]) if match else None


def _hands_over(words: str, outlet: str | None, following: Sequence[Paragraph]) -> bool:
    if not 2 < len(words) <= _LONGEST or words.startswith(_OPENS_QUOTE):
        return False
    if following[0].words.startswith(_OPENS_QUOTE):
        return False
    # A picture's credit and caption may stand between the introduction and the passage.
    if all(len(p.words) < _PASSAGE for p in following):
        return False
    ending = " ".join(words.rstrip(" :").split()[-_SPEECH_REACH:])
    return outlet is not None or not _SPEECH.search(ending)
