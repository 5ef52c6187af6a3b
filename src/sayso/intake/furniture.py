"""What a single paragraph is, told from its own words: credit, caption, byline, editor's note."""

from __future__ import annotations

import re
from collections.abc import Sequence

_AGENCY = (
    r"(?:AP|A\.P\.|AFP|EPA|EFE|PA|ANSA|DPA|Reuters|Getty(?: Images)?|Shutterstock|Alamy|Bloomberg"
    r"|Xinhua|Anadolu(?: Agency)?|TASS|Sputnik|Magnum|Rex(?: Features)?|iStock|Associated Press)"
)
_PICTURE = (
    r"(?:Photo(?:graph)?|Image|Picture|Illustration|Video|Footage|Screen ?(?:shot|grab)|Graphic)"
)

_CREDIT = re.compile(
    rf"\([cC]\)|[\[(]?(?:©|Copyright\b|{_PICTURE}s? (?:credit|copyright|courtesy|by)\b"
    rf"|(?:{_PICTURE}s?|Credits?)\s?[:/©|])",
    re.IGNORECASE,
)
_RIGHTS = re.compile(r"(?:©|\([cC]\)|Copyright\b).*\bAll rights reserved\b", re.IGNORECASE)
_AGENCY_ALONE = re.compile(rf"[\w .'’-]{{0,40}}(?:/| via |\| ?){_AGENCY}(?:\b.{{0,25}})?", re.I)
_CAPTION_OPENS = re.compile(
    r"(?:FILE PHOTO|FILE PICTURE|FILE IMAGE|PHOTO|HANDOUT)\s?[:\-–—]|FILE\s?[-–—]"
    r"|(?:Media playback is (?:un|not )supported on your device )?(?:Image|Media|Video) caption\b"
    r"|Pictured\b.{0,20}:|Image copyright .{2,60} Image caption\b"
)
_CAPTION_CLOSES = re.compile(
    rf"(?:{_PICTURE}s?(?: credit| by)?\s?[:/] ?[^.]{{2,60}}"
    rf"|[(|.”\"] ?[^.(|]{{0,40}}(?:\b{_AGENCY} {_PICTURE}|(?:/ ?|\bvia ){_AGENCY}\b|\bREUTERS/)"
    r"[^.]{0,50})[).\]]*$"
)
_BYLINE = re.compile(r"(?:By|Written by|Reported by|Story by|Posted by)\s+[^\W\d_a-z]")
_DESK_LINE = re.compile(
    r"[\[(]?(?:(?:Additional |Further )?(?:[Rr]eporting|[Ww]riting)|Editing|Compiled)"
    r"(?: and \w+)? by [^\W\d_a-z]"
)
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\b"
_DATED = re.compile(
    rf"(?:(?:First )?(?:Published|Posted|Updated)|Last (?:updated|modified))\b.*\d"
    rf"|(?:\w+day,? )?(?:{_MONTH}\.? \d{{1,2}}|\d{{1,2}}(?:st|nd|rd|th)? {_MONTH})"
    r"|\d{4}-\d\d-\d\d",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"[\[(*]*(?:(?:Editor|Ed|Writer|Author|Translator|Publisher)(?:['’]?s|s['’])?\.?\s?"
    r"(?:note|comment|remark)?|Corrections?|Clarification|Update)(?: \(.{1,40}\))?\s?[:—–]"
    r"|[\[(*]*(?:This|An earlier version of this) (?:story|article|report|post|page)(?:'s \w+)? "
    r"(?:(?:has been|was|have been)\b.*(?:updated|corrected|amended|clarified|revised)"
    r"|misstated|incorrectly)",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"(?:(?:Editor['’]?s|Our|Site) )?Comments?\s?:\s*", re.IGNORECASE)
_DATELINE = re.compile(r"[^\W\d_a-z][\w .,'’/-]{1,60}?(?: \([\w .]+\))? ?(?:—|–|--| - )")
_SIGNED_POST = re.compile(r"[—–-]{1,2} ?[^()]{1,60}\((@\w{1,30})\)")
_TERMINAL = re.compile(r"[.?!…:;][\"'”’)\]]*$")

_HEADLINE_WORDS = range(2, 31)
_HEADLINE_CHARACTERS = 220
_CREDIT_WORDS = 16
_BYLINE_WORDS = 16
_CAPTION_CHARACTERS = 450  # longer than any of the 230 figcaptions of 36 news pages
_NAME_WORDS = 8


def is_credit(words: str) -> bool:
    """Whose picture or text it is: ``© ...``, ``Photo: ...``, ``Someone/AFP``."""
    if len(words.split()) > _CREDIT_WORDS:
        return len(words) <= _CAPTION_CHARACTERS and bool(_RIGHTS.match(words))
    return bool(_CREDIT.match(words) or _AGENCY_ALONE.fullmatch(words))


def is_caption(words: str) -> bool:
    """What a picture shows, told by how wires open or close such a line."""
    if len(words) > _CAPTION_CHARACTERS:
        return False
    return bool(_CAPTION_OPENS.match(words) or _CAPTION_CLOSES.search(words))


def names_only(words: str) -> bool:
    """A short line of names, such as stands under a picture: nobody does anything in it."""
    parts = words.split()
    if len(parts) > _NAME_WORDS or is_finished(words):
        return False
    return all(part[0].isupper() or len(part) <= 3 or part[0] in "(\"'“‘" for part in parts)


def is_byline(words: str) -> bool:
    """Who wrote the report, or when it was published."""
    if len(words.split()) > _BYLINE_WORDS:
        return False
    if _DATED.match(words):
        return not is_finished(words) and len(words.split()) <= 10
    return bool(_BYLINE.match(words)) and not is_finished(words)


def is_desk_line(words: str) -> bool:
    """Who reported and edited, as wires say at the end."""
    return bool(_DESK_LINE.match(words))


def is_note(words: str) -> bool:
    """A correction, an update or a remark that an editor signs as such."""
    return bool(_NOTE.match(words))


def comment_marker(words: str) -> int:
    """Length of the ``Comment:`` that opens an editor's note; 0 if there is none."""
    match = _COMMENT.match(words)
    return match.end() if match else 0


def post_author(words: str) -> tuple[int, str] | None:
    """Where a post's signature ``— Name (@handle)`` begins, and the handle."""
    match = _SIGNED_POST.search(words)
    return (match.start(), match.group(1)) if match else None


def is_headline(words: str, following: Sequence[str], gap: bool) -> bool:
    """Whether the first line of a text stands over the ``following`` ones as their headline.

    One that ends in a full stop is told by the gap and the dateline after it.
    """
    if len(words.split()) not in _HEADLINE_WORDS or len(words) > _HEADLINE_CHARACTERS:
        return False
    if words.endswith((":", ";", ",")) or (words[0] in "\"“‘'" and words[-1] in "\"”’'"):
        return False
    if words.endswith((".", ".”", '."')):
        return gap and bool(_DATELINE.match(following[0]))
    return is_byline(following[0]) or any(len(below) > len(words) for below in following)


def is_finished(words: str) -> bool:
    """Whether it ends as a sentence does."""
    return bool(_TERMINAL.search(words))
