"""What an extraction left out of an article, put back at the place where a person sees it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sayso.intake.elements import Element
from sayso.intake.recap import squash
from sayso.intake.set_in import Piece
from sayso.terms import BlockKind

_HEAD = 24  # squashed characters by which an element is known to hold a line
_TEXTUAL = ("p", "li", "h1", "h2", "h3", "h4", "blockquote", "div", "td", "figcaption")
_SHORT = 40  # squashed characters; a shorter line may stand inside another one by chance
_WHOLE = frozenset({"body", "html"})
_FRAMES = frozenset({"nav", "footer", "form"})
_OTHERS = re.compile(
    r"related|recommend|promo|teaser|newsletter|most-?(?:read|popular)|sidebar|comments?\b|outbrain"
    r"|taboola|more-?(?:on|from|stories)|read-?(?:more|next)|advert",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Mark:
    """The element number at which a line begins."""

    at: int
    line: int


def place_missing(lines: list[str], tree: Element, pieces: Sequence[Piece]) -> list[str]:
    """The lines, with those of the pieces that are not among them, in the order of the page.

    A piece counts if it stands in the article: between two of the lines, or with one of them in
    the same ``article`` or ``main``. One in a list of other stories or a sidebar does not.
    """
    plain = [squash(line) for line in lines]
    whole = "\n".join(plain)
    known = set(plain)
    missing = [piece for piece in pieces if not _is_there(piece, known, whole)]
    if not missing:
        return lines
    page = list(tree.iter())
    numbers = {element: number for number, element in enumerate(page)}
    marks = _marks(page, plain)
    added: list[tuple[int, int, str]] = []
    seen = set(known)
    for piece in missing:
        place = _place(piece, page, numbers, marks)
        if place is None or not _is_of_the_article(piece):
            continue
        new = [line for line in piece.lines if squash(line) not in seen]
        added += [(place, numbers[piece.element], line) for line in new]
        if piece.known.kind is not BlockKind.CREDIT:  # pages carry pictures twice, for phones
            seen.update(map(squash, new))
    return _merged(lines, sorted(added, key=lambda item: item[:2]))


def _merged(lines: list[str], added: Sequence[tuple[int, int, str]]) -> list[str]:
    merged = list(lines)
    for place, _, line in reversed(added):
        merged.insert(place, line)
    return merged


def _is_there(piece: Piece, plain: Collection[str], whole: str) -> bool:
    squashed = [squash(line) for line in piece.lines]
    return all(
        not line or line in plain or (len(line) >= _SHORT and line in whole) for line in squashed
    )


def _marks(page: Sequence[Element], plain: Sequence[str]) -> list[_Mark]:
    """Where the lines begin on the page, in its order; a line counts where it is seen first."""
    heads: dict[str, int] = {}
    for number, start in enumerate(plain):
        heads.setdefault(start[:_HEAD], number)
    marks: list[_Mark] = []
    last = -1
    for at, element in enumerate(page):
        if element.tag not in _TEXTUAL:
            continue
        line = heads.get(_head(element), -1)
        if line > last:  # so that a teaser below that repeats a line moves nothing
            marks.append(_Mark(at, line))
            last = line
    return marks


def _head(element: Element) -> str:
    """The squashed beginning of an element's text."""
    head = ""
    for text in element.itertext():
        head += squash(text[: 4 * _HEAD])
        if len(head) >= _HEAD:
            break
    return head[:_HEAD]


def _place(
    piece: Piece, page: Sequence[Element], numbers: dict[Element, int], marks: Sequence[_Mark]
) -> int | None:
    """The line before which a piece belongs; None if it stands outside of the article."""
    if not marks:
        return None
    start = numbers[piece.element]
    end = start + sum(1 for _ in piece.element.iter())
    ats = [mark.at for mark in marks]
    before, after = bisect_left(ats, start), bisect_right(ats, end - 1)
    # Inside the piece itself lines may be kept; what misses of it goes before them.
    if before < after or (0 < before < len(marks)):
        return marks[before].line
    near = marks[0] if before == 0 else marks[-1]
    if not _share_article(piece.element, page[near.at]):
        return None
    return near.line if before == 0 else near.line + 1


def _share_article(one: Element, other: Element) -> bool:
    article = next((above for above in one.iterancestors("article", "main")), None)
    return article is not None and any(above is article for above in other.iterancestors())


def is_beside(element: Element) -> bool:
    """Whether it stands in a box that its page calls a list of comments, of other stories, ..."""
    boxes = (element, *element.iterancestors())
    return any(box.tag in _FRAMES or _is_other(box) for box in boxes if box.tag not in _WHOLE)


def _is_of_the_article(piece: Piece) -> bool:
    aside = piece.known.kind in (BlockKind.RECAP, BlockKind.EDITOR_NOTE)
    for element in (piece.element, *piece.element.iterancestors()):
        if element.tag in ("article", "main", "body"):
            return True
        if element.tag in _FRAMES or (element.tag in ("aside", "a", "li") and not aside):
            return False
        if _is_other(element):
            return False
    return True


def _is_other(element: Element) -> bool:
    return bool(_OTHERS.search(f"{element.get('class') or ''} {element.get('id') or ''}"))
