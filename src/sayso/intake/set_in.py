"""What is set into a page beside its running text: captions, credits, posts, quotes, notes."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import islice

from sayso.intake.blocks import Known
from sayso.intake.elements import Element, lines_of, words_of
from sayso.intake.furniture import is_credit, is_finished
from sayso.intake.recap import squash
from sayso.terms import BlockKind

_SET_IN_CHARACTERS = 20_000
_CAPTION_CHARACTERS = 600
_NOTE_CHARACTERS = 2000
_STANDFIRST_CHARACTERS = 400
_PICTURES = ("img", "picture", "video")
_LEVELS, _LEVELS_UP = 3, 6  # boxes around a caption and around its picture that may be the same
_MOST = 2000  # pieces of one page; none that people wrote has so many
_NO_CAPTION = re.compile(r"(?:advertis|slide ?show|gallery|\d+ of \d+\b)", re.IGNORECASE)
_HANDLE = re.compile(r"\((@\w{1,30})\)")
_POST_PATH = re.compile(r"https?://(?:www\.|mobile\.)?(?:twitter|x)\.com/(\w{1,15})/status/")
_NAME_WORDS = 6  # of an outlet or a person that a quote names as its origin
_CREDIT_CLASS = re.compile(r"credit|copyright|photographer|attribution|image-?source", re.I)
_CAPTION_CLASS = re.compile(r"(?:^|[\s_-])caption(?:[\s_-]|text|$)", re.I)
_PULL_CLASS = re.compile(r"pull-?_?quote", re.I)
_NOTE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:corrections?|clarifications?|editors?-?s?-?_?note|update-?note)(?:[\s_-]|$)",
    re.I,
)
_STANDFIRST_CLASS = re.compile(
    r"(?:^|[\s_-])(?:standfirst|sub-?title|sub-?head(?:line|ing)?|dek|lede|intro|article-?summary)"
    r"(?:[\s_-]|$)",
    re.I,
)
_BOXES = frozenset({"p", "div", "span", "aside", "section", "figure", "em", "h2", "h3", "small"})


@dataclass(frozen=True, slots=True)
class Piece:
    """An element that is set in, what it is, and its lines as a person sees them."""

    element: Element
    known: Known
    lines: tuple[str, ...]


def find_pieces(tree: Element) -> list[Piece]:
    """Pieces in the order of the page, none within another of its kind."""
    found: list[Piece] = []
    inside: set[Element] = set()
    pictured = {
        box for picture in tree.iter(*_PICTURES) for box in islice(_above(picture), _LEVELS_UP)
    }
    leads = set(_leads(tree))
    for element in tree.iter("blockquote", "figcaption", *_BOXES):
        if element in inside:
            continue
        if len(found) > _MOST:
            break
        pieces = list(_pieces(element, pictured))
        if not pieces and element in leads:
            pieces = list(_piece(element, Known(BlockKind.BODY), _STANDFIRST_CHARACTERS))
        found += pieces
        if pieces:
            inside.update(element.iter())
    return found


def find_headings(tree: Element) -> dict[str, Known]:
    """Squashed headings of the page's parts: names alone in them are no caption."""
    return {squash(words_of(part)): Known(BlockKind.BODY) for part in tree.iter("h2", "h3", "h4")}


def known_lines(pieces: list[Piece]) -> dict[str, Known]:
    """Squashed lines of the pieces, in the ways in which an extraction may write them."""
    known: dict[str, Known] = {}
    for piece in pieces:
        ways = [words_of(piece.element)]
        if piece.known.kind is not BlockKind.CREDIT:
            ways += [
                words_of(part) for part in piece.element.iter("p", "li", "div", "span", "cite")
            ]
        for line in ways:
            known.setdefault(squash(line), piece.known)
    for piece in pieces:
        known |= {squash(line): piece.known for line in piece.lines}
    known.pop("", None)
    return known


def _leads(tree: Element) -> Iterator[Element]:
    """Sentences that stand with the headline in its box."""
    for header in tree.iter("header"):
        if next(header.iter("h1"), None) is not None:
            yield from (lead for lead in header.iter("p") if is_finished(words_of(lead)))


def _pieces(element: Element, pictured: Collection[Element]) -> Iterator[Piece]:
    if element.tag == "blockquote":
        yield from _quote(element)
    elif element.tag == "figcaption":
        yield from _caption(element)
    elif name := f"{element.get('class') or ''} {element.get('id') or ''}".strip():
        yield from _box(element, name, pictured)


def _box(element: Element, name: str, pictured: Collection[Element]) -> Iterator[Piece]:
    if _PULL_CLASS.search(name):
        yield from _piece(element, Known(BlockKind.RECAP), _NOTE_CHARACTERS)
    elif _NOTE_CLASS.search(name):
        yield from _piece(element, Known(BlockKind.EDITOR_NOTE), _NOTE_CHARACTERS)
    elif _CAPTION_CLASS.search(name):
        inner = any(_CAPTION_CLASS.search(child.get("class") or "") for child in element)
        # Headings of boxes are called captions too; those of pictures stand beside one.
        if not inner and any(box in pictured for box in islice(_above(element), _LEVELS)):
            yield from _caption(element)
    elif _STANDFIRST_CLASS.search(name):
        yield from _piece(element, Known(BlockKind.BODY), _STANDFIRST_CHARACTERS)


def _quote(element: Element) -> Iterator[Piece]:
    words = words_of(element)
    if len(words) > _SET_IN_CHARACTERS:  # a page that is all one blockquote sets nothing in
        return
    pulled = _PULL_CLASS.search(element.get("class") or "")
    known = Known(BlockKind.RECAP) if pulled else Known(BlockKind.EMBEDDED, _origin(element, words))
    yield from _piece(element, known, _SET_IN_CHARACTERS)


def _caption(element: Element) -> Iterator[Piece]:
    """The caption, and the credits in it by themselves."""
    credits = [
        part
        for part in element.iter("span", "cite", "small", "p", "div", "em", "i")
        if part is not element and _CREDIT_CLASS.search(part.get("class") or "")
    ]
    outer = [part for part in credits if not any(above in credits for above in _above(part))]
    yield from _piece(element, Known(BlockKind.CAPTION), _CAPTION_CHARACTERS, outer)
    for part in outer:
        yield from _piece(part, Known(BlockKind.CREDIT), _CAPTION_CHARACTERS)


def _above(element: Element) -> Iterator[Element]:
    while (element := element.getparent()) is not None:
        yield element


def _piece(
    element: Element, known: Known, longest: int, without: list[Element] | None = None
) -> Iterator[Piece]:
    lines = tuple(lines_of(element, without or ()))
    if known.kind in (BlockKind.CAPTION, BlockKind.CREDIT):
        lines = (" ".join(lines),)
        if is_credit(lines[0]):
            known = Known(BlockKind.CREDIT)
        if _NO_CAPTION.match(lines[0]):
            return
    if 0 < sum(map(len, lines)) <= longest:
        yield Piece(element, known, lines)


def _origin(quote: Element, words: str) -> str | None:
    """Whom a set-in passage names as its own: a handle, an address, a name under it."""
    handle = _HANDLE.search(words)
    if handle:
        return handle.group(1)
    for link in quote.iter("a"):
        post = _POST_PATH.match(link.get("href") or "")
        if post:
            return f"@{post.group(1)}"
    host = _host(quote.get("cite"))
    if host:
        return host
    names = [words_of(part).strip("—–- ") for part in quote.iter("cite", "footer")]
    return next((name for name in names if 0 < len(name.split()) <= _NAME_WORDS), None)


def _host(address: str | None) -> str | None:
    match = re.match(r"https?://(?:www\.)?([^/:]+)", address or "")
    return match.group(1) if match else None
