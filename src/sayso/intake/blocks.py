"""Blocks: what each paragraph of a report is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sayso.intake import furniture
from sayso.intake.introductions import Introduction, find_introductions
from sayso.intake.paragraphs import Paragraph, find_paragraphs
from sayso.intake.promotion import is_promotion
from sayso.intake.recap import find_recaps, squash
from sayso.records import Block, Span
from sayso.terms import BlockKind

_TOP = 6  # paragraphs in which a byline is looked for
_NOTE_PARAGRAPHS = 8  # that an editor may write before handing over to a passage
_PROSE = {BlockKind.BODY, BlockKind.EMBEDDED, BlockKind.EDITOR_NOTE, BlockKind.INTRODUCTION}


@dataclass(frozen=True, slots=True)
class Known:
    """What the page's own markup says a paragraph is.

    ``BODY`` says no more than that it is no caption: its own words may tell what it is.
    """

    kind: BlockKind
    origin: str | None = None


def find_blocks(
    text: str, title: str | None = None, known: Mapping[str, Known] | None = None
) -> tuple[Block, ...]:
    """Blocks of ``text``, one a paragraph, in order; an introduction may hold several lines.

    ``title`` is what the page or table calls the report: where there is one, no other line is
    taken for the headline. ``known`` maps the squashed words of a paragraph (``recap.squash``) to
    what markup says of it.
    """
    paragraphs = find_paragraphs(text)
    told = [known.get(squash(p.words)) if known else None for p in paragraphs]
    _tell_headline(paragraphs, told, title)
    _tell_furniture(paragraphs, told)
    _tell_posts(paragraphs, told)
    introductions = _tell_collection(paragraphs, told)
    return tuple(_repeated(_assemble(paragraphs, told, introductions), text))


def _tell_headline(
    paragraphs: Sequence[Paragraph], told: list[Known | None], title: str | None
) -> None:
    if title:
        for here, paragraph in enumerate(paragraphs[:_TOP]):
            if squash(paragraph.words) == squash(title):
                told[here] = Known(BlockKind.HEADLINE)
                return
    elif len(paragraphs) > 1 and told[0] is None:
        first, below = paragraphs[0], [p.words for p in paragraphs[1:4]]
        other = _furniture(first.words, 0) or furniture.comment_marker(first.words)
        if not other and furniture.is_headline(first.words, below, paragraphs[1].after_gap):
            told[0] = Known(BlockKind.HEADLINE)


def _tell_furniture(paragraphs: Sequence[Paragraph], told: list[Known | None]) -> None:
    """Bylines, credits, captions, editors' remarks and promotion, each by its own words."""
    for here, paragraph in enumerate(paragraphs):
        marked = told[here]
        if marked is not None and marked.kind is not BlockKind.BODY:
            continue
        kind = _furniture(paragraph.words, here)
        before = told[here - 1] if here else None
        under_credit = before is not None and before.kind is BlockKind.CREDIT
        if not (kind or marked) and under_credit and furniture.names_only(paragraph.words):
            kind = BlockKind.CAPTION
        told[here] = Known(kind) if kind else None


def _furniture(words: str, here: int) -> BlockKind | None:
    if furniture.is_credit(words):
        return BlockKind.CREDIT
    if furniture.is_caption(words):
        return BlockKind.CAPTION
    if furniture.is_note(words):
        return BlockKind.EDITOR_NOTE
    if is_promotion(words) and not furniture.post_author(words):
        return BlockKind.PROMOTION
    if (here < _TOP and furniture.is_byline(words)) or furniture.is_desk_line(words):
        return BlockKind.BYLINE
    return None


def _tell_posts(paragraphs: Sequence[Paragraph], told: list[Known | None]) -> None:
    """Posts that are signed ``— Name (@handle)``, on their own line or under it."""
    for here, paragraph in enumerate(paragraphs):
        signed = furniture.post_author(paragraph.words)
        if told[here] is not None or signed is None:
            continue
        start, handle = signed
        told[here] = Known(BlockKind.EMBEDDED, handle)
        if start == 0 and here and told[here - 1] is None:
            told[here - 1] = Known(BlockKind.EMBEDDED, handle)


def _tell_collection(
    paragraphs: Sequence[Paragraph], told: list[Known | None]
) -> dict[int, Introduction]:
    """Editor's notes, introductions and the passages that they hand over to."""
    markers = [
        here
        for here, paragraph in enumerate(paragraphs)
        if told[here] is None and furniture.comment_marker(paragraph.words)
    ]
    free = [known is None and here not in markers for here, known in enumerate(told)]
    found = find_introductions(paragraphs, free, markers[0] if markers else None)
    introductions = {introduction.first: introduction for introduction in found}
    for marker in markers:
        for here in range(marker, _note_end(paragraphs, marker, introductions)):
            told[here] = told[here] or Known(BlockKind.EDITOR_NOTE)
    for introduction in found:
        for here in range(introduction.first, introduction.last + 1):
            told[here] = Known(BlockKind.INTRODUCTION, introduction.outlet)
    if found and (markers or len(found) > 1):
        _tell_passages(told, found)
    return introductions


def _note_end(
    paragraphs: Sequence[Paragraph], marker: int, introductions: Mapping[int, Introduction]
) -> int:
    """An editor writes on up to the introduction of a passage; if none is near, one paragraph."""
    nearest = range(marker + 1, min(marker + 1 + _NOTE_PARAGRAPHS, len(paragraphs)))
    for here in nearest:
        if here in introductions:
            return here
    alone = furniture.comment_marker(paragraphs[marker].words) == len(paragraphs[marker].words)
    return min(marker + (2 if alone else 1), len(paragraphs))


def _tell_passages(told: list[Known | None], found: Sequence[Introduction]) -> None:
    ends = [introduction.first for introduction in found[1:]] + [len(told)]
    for introduction, end in zip(found, ends, strict=True):
        for here in range(introduction.last + 1, end):
            told[here] = told[here] or Known(BlockKind.EMBEDDED, introduction.outlet)


def _assemble(
    paragraphs: Sequence[Paragraph],
    told: Sequence[Known | None],
    introductions: Mapping[int, Introduction],
) -> list[Block]:
    blocks: list[Block] = []
    here = 0
    while here < len(paragraphs):
        last = introductions[here].last if here in introductions else here
        known = told[here] or Known(BlockKind.BODY)
        span = Span(paragraphs[here].span.start, paragraphs[last].span.end)
        blocks.append(Block(known.kind, span, known.origin))
        here = last + 1
    return blocks


def _repeated(blocks: list[Block], text: str) -> list[Block]:
    """The same blocks, those marked that only repeat prose above them."""
    prose = [here for here, block in enumerate(blocks) if block.kind in _PROSE]
    words = [" ".join(blocks[here].span.of(text).split()) for here in prose]
    for repeat in find_recaps([line[furniture.comment_marker(line) :] for line in words]):
        here = prose[repeat]
        blocks[here] = Block(BlockKind.RECAP, blocks[here].span)
    return blocks
