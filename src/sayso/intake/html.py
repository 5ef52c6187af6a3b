"""HTML pages: the article as a person sees it, without the page around it."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from sayso.errors import NoProse
from sayso.intake import metadata
from sayso.intake.assemble import About, assemble_report
from sayso.intake.blocks import Known
from sayso.intake.decode import decode, normalise
from sayso.intake.elements import flatten, words_of
from sayso.intake.furniture import is_finished
from sayso.intake.limits import Limits
from sayso.intake.placing import is_beside, place_missing
from sayso.intake.recap import squash
from sayso.intake.set_in import Piece, find_headings, find_pieces, known_lines
from sayso.records import Report
from sayso.terms import BlockKind

_TAG = re.compile(r"<(?:!doctype|!--|/?[a-z][a-z0-9:-]*[\s/>])", re.IGNORECASE)
_SENTENCE_WORDS = 8  # an article has a finished line of so many; menus and link lists have none
_ARTICLE_WORDS = 20
_LEAST_SHARE = 0.3  # of the words of a page's finished paragraphs; 35 of 36 pages keep 0.5 and more
_TOP = 4  # lines in which an extraction may hold the headline
_EMBEDDED_SHARE = 0.6  # of the lines; above, blockquotes are how the page is laid out


def read_html(
    data: bytes,
    where: str,
    limits: Limits,
    charset: str | None = None,
    url: str | None = None,
    published: date | datetime | None = None,
) -> Report:
    """The report of a page. Raises NotText, NoProse, NotEnglish, TooLarge.

    ``url`` is where it was fetched; ``published`` what is said of it elsewhere, for a page that
    does not say it.
    """
    page = decode(data, where, charset)
    if not _TAG.search(page):
        told = "there is no HTML in it, though its name says so"
        raise NoProse(where, told, "name it .txt if it is plain text")
    tree, document = _extract(page, url)
    lines = _lines(document)
    if not _is_article(lines):
        raise NoProse(where, "no article is found on the page", "give the article's text as .txt")
    about = _about(tree, document, lines, url, published)
    pieces = find_pieces(tree)
    lines = place_missing(_parted(lines, pieces), tree, pieces)
    known = find_headings(tree) | _in_use(known_lines(pieces), lines)
    text = "\n".join(_topped(lines, tree, about, known))
    return assemble_report(text, where, limits, about, known)


def _extract(page: str, url: str | None) -> tuple[Any, Any]:
    """The page's tree and trafilatura's document, either None where there is nothing in it."""
    from trafilatura import load_html

    # Python prints the warnings of libraries that have no handler; they are not for users.
    for library in ("trafilatura", "htmldate"):
        logging.getLogger(library).setLevel(logging.CRITICAL)
    tree = load_html(page)
    if tree is None:
        return None, None
    flatten(tree)
    # fast: keeps as many of 105 wanted strings on 36 labelled pages, in half the time; where it
    # loses the article, it loses nearly all of it.
    document = _document(tree, url, fast=True)
    lines = _lines(document)
    if not _is_article(lines) or _count_words(lines) < _LEAST_SHARE * _prose_words(tree):
        slow = _document(tree, url, fast=False)
        if _count_words(_lines(slow)) > _count_words(lines):
            document = slow
    return tree, document


def _document(tree: Any, url: str | None, *, fast: bool) -> Any:
    from trafilatura import bare_extraction

    return bare_extraction(tree, url=url, fast=fast, include_comments=False, with_metadata=True)


def _lines(document: Any) -> list[str]:
    text = normalise(document.text or "") if document is not None else ""
    return [line.strip() for line in text.split("\n") if line.strip()]


def _is_article(lines: list[str]) -> bool:
    return _count_words(lines) >= _ARTICLE_WORDS and any(map(_is_prose, lines))


def _is_prose(line: str) -> bool:
    return is_finished(line) and len(line.split()) >= _SENTENCE_WORDS


def _count_words(lines: Iterable[str]) -> int:
    return sum(len(line.split()) for line in lines)


def _prose_words(tree: Any) -> int:
    """Words of the finished paragraphs that stand in no list of comments or of other stories."""
    own = (words_of(part) for part in tree.iter("p") if not is_beside(part))
    return _count_words(filter(_is_prose, own))


def _about(
    tree: Any, document: Any, lines: list[str], url: str | None, published: date | datetime | None
) -> About:
    title = metadata.find_headline(tree, document.title, lines[:_TOP])
    return About(
        title=normalise(title) if title else None,
        outlet=_outlet(document, title),
        authors=tuple(
            name for part in (document.author or "").split(";") if (name := part.strip())
        ),
        published=metadata.find_published(tree, document.date) or published,
        url=metadata.find_address(tree, url) or document.url,
        modified=metadata.find_modified(tree),
    )


def _outlet(document: Any, title: str | None) -> str | None:
    name = re.sub(r"^https?://(?:www\.)?|/$", "", document.sitename or "")
    is_title = bool(title) and squash(name) == squash(title or "")
    return document.hostname if not name or is_title else normalise(name)


def _topped(lines: list[str], tree: Any, about: About, known: dict[str, Known]) -> list[str]:
    """The lines, headline and byline first as the page shows them; ``known`` learns of both."""
    top: list[str] = []
    byline = metadata.find_byline(tree, about.authors)
    for line, kind in ((about.title, BlockKind.HEADLINE), (byline, BlockKind.BYLINE)):
        if not line:
            continue
        line = normalise(line)
        plain = squash(line)
        known[plain] = Known(kind)
        lines = [seen for seen in lines[:_TOP] if squash(seen) != plain] + lines[_TOP:]
        top.append(line)
    return top + lines


def _parted(lines: list[str], pieces: list[Piece]) -> list[str]:
    """The lines, captions parted from the credits that the extraction wrote on one line with them.

    The page's own element says that they are two.
    """
    whole: dict[str, list[str]] = {}
    for caption, credit in pairwise(pieces):
        if credit.known.kind is BlockKind.CREDIT and caption.known.kind is BlockKind.CAPTION:
            parts = [*caption.lines, *credit.lines]
            whole[squash(words_of(caption.element))] = [normalise(part) for part in parts]
    return [part for line in lines for part in whole.get(squash(line), [line])]


def _in_use(known: dict[str, Known], lines: list[str]) -> dict[str, Known]:
    """What markup says of the lines, set-in passages looked at twice.

    One that only repeats a stretch of another line is a pull quote; and where most of the page is
    set in, that is how the page is laid out.
    """
    plain = [squash(line) for line in lines]
    embedded = {line for line in plain if line in known and _is_embedded(known[line])}
    if len(embedded) > _EMBEDDED_SHARE * len(plain):
        return {line: told for line, told in known.items() if not _is_embedded(told)}
    if embedded:
        others = "\n".join(line for line in plain if line not in embedded)
        pulled = {line for line in embedded if line and line in others}
        known |= dict.fromkeys(pulled, Known(BlockKind.RECAP))
    return known


def _is_embedded(known: Known) -> bool:
    return known.kind is BlockKind.EMBEDDED
