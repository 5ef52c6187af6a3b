"""Reuse between a report and those indexed before it, and inside the report itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sayso.reconcile.alignment import Aligned, align, align_within
from sayso.reconcile.candidates import PassageIndex, nearby
from sayso.reconcile.direction import Side, publisher, tell_direction
from sayso.reconcile.passages import all_keys
from sayso.reconcile.words import Words, find_words, same_marks
from sayso.records import Report, Reuse, Span, identify
from sayso.terms import BlockKind

# Calibrated on the reports of docs/lineage.md: between two reports that have nothing to do with
# each other, ten equal words are an office's name or a phrase of the trade, twelve are a quotation.
_LEAST = 12  # words kept
_LEAST_WITHIN = 8  # words kept inside one report: a tail repeats short lines
_LEAST_RECAP = 5  # words kept where the report is known to repeat itself
_SIMILAR = 0.7  # of the longer side's words
_PROSE = re.compile(r"(?<![^\W_])[^\W\d_A-Z][^\W\d_]{3,}")
_LEAST_PROSE = 3  # words of four letters and more in lower case; names and titles have fewer
_PAGE = re.compile(  # what a page says of itself, in the same words on every site
    r"\b(?:all rights reserved|reprint permission|privacy policy|terms of (?:use|service)"
    r"|opinions expressed|necessarily (?:represent|reflect) the|click (?:here|the box)"
    r"|sign(?:ing)? up (?:for|here|now|to)|newsletter sign|subscribe (?:to|now|here|today))\b"
    r"|\bcopyright ©",
    re.IGNORECASE,
)
_STANDING = 3  # reports of one outlet with the same short passage: it stands under all of them
_SHORT = 60  # words


@dataclass(frozen=True, slots=True)
class _Found:
    """Two sides in order, ``mine`` the one in the report that was looked up."""

    left: Side
    right: Side
    pair: Aligned
    mine: Span


def find_lineage(report: Report, index: PassageIndex) -> tuple[Reuse, ...]:
    """What ``report`` shares with reports in ``index``, and what it says twice, in its order.

    The report itself, and others of the same address, are not compared with it; the index is not
    changed. The cost depends on the reports that share a key, not on how many there are.
    """
    words = find_words(report.text)
    found = list(_within(report, words))
    across = [
        pair for other in _others(report, words, index) for pair in _across(report, words, other)
    ]
    found += _without_standing(report, across)
    found.sort(key=lambda one: (one.mine, one.left.report.id, one.right.report.id, one.right.span))
    return tuple(_reuse(one) for one in found)


def _others(report: Report, words: Words, index: PassageIndex) -> Iterator[Report]:
    keys = dict.fromkeys(all_keys(words.hashes).tolist())
    near = [id for id in nearby(index.holders(keys)) if id != report.id]
    for other in index.reports(near) if near else ():
        if report.url is None or other.url != report.url:
            yield other


def _within(report: Report, words: Words) -> Iterator[_Found]:
    recaps = [block.span for block in report.blocks if block.kind is BlockKind.RECAP]
    pairs = align_within(words.hashes, _LEAST_RECAP if recaps else _LEAST_WITHIN)
    told: list[Span] = []
    for pair in sorted(pairs, key=lambda pair: -pair.kept):
        left = words.span(pair.left, pair.left_end)
        right = words.span(pair.right, pair.right_end)
        if any(longer.holds(right) for longer in told) or pair.kept < _SIMILAR * pair.longer:
            continue
        known = any(recap.holds(right) for recap in recaps)
        if known or (pair.kept >= _LEAST_WITHIN and _is_prose(Side(report, left))):
            told.append(right)
            yield _Found(*_sides(report, left, report, right), pair, left)


def _across(report: Report, words: Words, other: Report) -> Iterator[_Found]:
    theirs = find_words(other.text)
    mine_left = report.id < other.id
    sides = ((report, words), (other, theirs)) if mine_left else ((other, theirs), (report, words))
    (left, left_words), (right, right_words) = sides
    for pair in align(left_words.hashes, right_words.hashes, _LEAST):
        here = left_words.span(pair.left, pair.left_end)
        there = right_words.span(pair.right, pair.right_end)
        if pair.kept >= _SIMILAR * pair.longer and _is_prose(Side(left, here)):
            mine = here if mine_left else there
            yield _Found(*_sides(left, here, right, there), pair, mine)


def _sides(left: Report, here: Span, right: Report, there: Span) -> tuple[Side, Side]:
    """Both sides, with the marks around their words as far as they are the same."""
    before, after = same_marks(left.text, here, right.text, there)
    return (
        Side(left, Span(here.start - before, here.end + after)),
        Side(right, Span(there.start - before, there.end + after)),
    )


def _is_prose(side: Side) -> bool:
    """Whether there is more to it than names and titles, and it is not about the page itself."""
    words = side.span.of(side.report.text)
    about_page = len(words.split()) < _SHORT and _PAGE.search(words)
    promotion = all(block.kind is BlockKind.PROMOTION for block in side.blocks())
    return not (about_page or promotion) and len(_PROSE.findall(words)) >= _LEAST_PROSE


def _without_standing(report: Report, found: Sequence[_Found]) -> Iterable[_Found]:
    """Without the lines that an outlet sets under everything: how to subscribe, who owns it."""
    ours = publisher(report)
    house = [one for one in found if ours and publisher(_other(one, report)) == ours]
    for one in found:
        alike = {_other(h, report).id for h in house if _overlap(h.mine, one.mine)}
        if one not in house or one.pair.longer >= _SHORT or len(alike) < _STANDING:
            yield one


def _other(one: _Found, report: Report) -> Report:
    return one.right.report if one.left.report.id == report.id else one.left.report


def _overlap(one: Span, other: Span) -> bool:
    """Whether they share more than half of the longer one."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    return 2 * shared > max(one.end - one.start, other.end - other.start)


def _reuse(found: _Found) -> Reuse:
    left, right, pair = found.left, found.right, found.pair
    direction, reason = tell_direction(left, right, pair.kept)
    ends = (left.span.start, left.span.end, right.span.start, right.span.end)
    return Reuse(
        id=identify("reuse", left.report.id, right.report.id, *map(str, ends)),
        left_report=left.report.id,
        left=left.span,
        right_report=right.report.id,
        right=right.span,
        similarity=pair.kept / pair.longer,
        direction=direction,
        reason=reason,
    )
