"""Reuse between two reports, inside one, and among all of a set.

Whether two reports share a passage is told by these two alone. Whether a short one is a line that
its outlet sets under everything is told by all pairs of passages: so the reuses of a set of reports
are the same in whatever order they come.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable

from sayso.reconcile.alignment import Aligned, align, align_within
from sayso.reconcile.candidates import MemoryIndex
from sayso.reconcile.direction import Side, publisher, tell_direction
from sayso.reconcile.passages import passages
from sayso.reconcile.words import find_words, same_marks
from sayso.records import Report, Reuse, Shared, Span, identify
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
_STANDING = 3  # other reports of an outlet with the same short passage: it stands under all of them
_SHORT = 60  # words


def find_lineage(report: Report, index: MemoryIndex) -> tuple[Reuse, ...]:
    """What ``report`` shares with others of the ``index``, and what it says twice, in its order.

    Others of the same address are not compared with it; the index is not changed. Of lines that
    stand under an outlet's reports only its own are known here: ``find_all`` knows all.
    """
    near = index.near(report, passages(report))
    shared = [one for other in near for one in find_shared(report, other)]
    return _in_order(report, [*find_repeats(report), *without_standing(shared)])


def find_all(reports: Iterable[Report]) -> tuple[Reuse, ...]:
    """Every reuse among reports, in the order of ids."""
    index = MemoryIndex()
    for report in reports:
        index.add(report, passages(report))
    shared = [
        one
        for report in index
        for other in index.near(report, passages(report))
        if report.id < other.id
        for one in find_shared(report, other)
    ]
    repeats = [reuse for report in index for reuse in find_repeats(report)]
    return tuple(sorted([*repeats, *without_standing(shared)], key=lambda reuse: reuse.id))


def find_repeats(report: Report) -> tuple[Reuse, ...]:
    """What a report says twice, in its order."""
    words = find_words(report.text)
    recaps = [block.span for block in report.blocks if block.kind is BlockKind.RECAP]
    pairs = align_within(words.hashes, _LEAST_RECAP if recaps else _LEAST_WITHIN)
    told: list[Span] = []
    found = []
    for pair in sorted(pairs, key=lambda pair: -pair.kept):
        left = words.span(pair.left, pair.left_end)
        right = words.span(pair.right, pair.right_end)
        if any(longer.holds(right) for longer in told) or pair.kept < _SIMILAR * pair.longer:
            continue
        known = any(recap.holds(right) for recap in recaps)
        if known or (pair.kept >= _LEAST_WITHIN and _is_prose(Side(report, left))):
            told.append(right)
            found.append(_reuse(*_sides(report, left, report, right), pair))
    return _in_order(report, found)


def find_shared(one: Report, other: Report) -> tuple[Shared, ...]:
    """What two reports share, in either order the same; nothing where they have one address."""
    if one.id == other.id or (one.url is not None and one.url == other.url):
        return ()
    left, right = sorted((one, other), key=lambda report: report.id)
    here, there = find_words(left.text), find_words(right.text)
    ours = publisher(left)
    one_house = bool(ours) and ours == publisher(right)
    found: dict[str, Shared] = {}
    for pair in align(here.hashes, there.hashes, _LEAST):
        span = here.span(pair.left, pair.left_end)
        if pair.kept >= _SIMILAR * pair.longer and _is_prose(Side(left, span)):
            sides = _sides(left, span, right, there.span(pair.right, pair.right_end))
            reuse = _reuse(*sides, pair)
            found.setdefault(reuse.id, Shared(reuse, one_house and pair.longer < _SHORT))
    return tuple(found.values())


def without_standing(shared: Collection[Shared]) -> list[Reuse]:
    """Reuses without the lines that outlets set under everything: how to subscribe, who owns it.

    Of the reports on either side all ``house`` pairs must be there for the answer to be right.
    """
    sides: defaultdict[str, list[tuple[Span, str]]] = defaultdict(list)
    for one in shared:
        if one.house:
            for mine, span, other in one.reuse.sides:
                sides[mine].append((span, other))
    return [
        one.reuse
        for one in shared
        if not one.house
        or not any(
            is_standing({o for theirs, o in sides[mine] if same_place(span, theirs)})
            for mine, span, _ in one.reuse.sides
        )
    ]


def same_place(one: Span, other: Span) -> bool:
    """Whether two spans of a report share more than half of the longer one."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    return 2 * shared > max(one.end - one.start, other.end - other.start)


def is_standing(others: Collection[object]) -> bool:
    """Whether a short passage that these other reports of its outlet have stands under all."""
    return len(others) >= _STANDING


def _in_order(report: Report, found: Iterable[Reuse]) -> tuple[Reuse, ...]:
    """As they stand in the report."""

    def place(reuse: Reuse) -> tuple[Span, str, str, Span]:
        mine = reuse.left if reuse.left_report == report.id else reuse.right
        return mine, reuse.left_report, reuse.right_report, reuse.right

    return tuple(sorted(found, key=place))


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


def _reuse(left: Side, right: Side, pair: Aligned) -> Reuse:
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
