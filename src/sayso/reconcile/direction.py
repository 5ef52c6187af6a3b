"""Who has the words from whom, where the reports tell it, and by what they tell it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sayso.records import Block, Report, Span
from sayso.terms import BlockKind, Direction

# Wires that other outlets print, by every name that they are credited with.
_WIRES = (
    frozenset({"reuters", "thomson reuters"}),
    frozenset({"associated press", "ap", "a p", "the associated press", "ap news"}),
    frozenset({"afp", "agence france presse", "agence france presse afp"}),
    frozenset({"dpa", "deutsche presse agentur"}),
    frozenset({"efe", "agencia efe"}),
    frozenset({"pa", "press association", "pa media"}),
    frozenset({"tass", "itar tass"}),
    frozenset({"xinhua", "xinhua news agency"}),
    frozenset({"upi", "united press international"}),
    frozenset({"anadolu", "anadolu agency"}),
    frozenset({"interfax"}),
    frozenset({"bloomberg", "bloomberg news"}),
)
_TOP = 200  # characters of the first prose in which a dateline stands
_BRACKETED = re.compile(r"\(([^()\n]{2,40})\)")
_BY = re.compile(r"^(?:by|from|source|via)\b[\s:]*", re.IGNORECASE)
_PARTS = re.compile(r"\s+(?:and|with|via|of|in|for|at)\s+|[,;/|•·–—-]\s*|\s{2,}")
_TOLD = re.compile(
    r"\b(?:told|tells|interview (?:with|by)|statement to|spoke (?:to|with)|according to) "
    r"((?:[Tt]he )?[A-Z][\w&.-]*(?: [A-Z\d][\w&.-]*){0,3})"
)
_PLAIN = re.compile(r"[^\w\s]|_")
_QUOTED = re.compile(r"“[^“”\n]*”?|\"[^\"\n]*\"?|(?<!\w)‘[^‘\n]*?’(?!\w)|(?<!\w)'[^'\n]*?'(?!\w)")
_HOST = re.compile(r"\w+://(?:www\.)?([^/:?#]+)", re.IGNORECASE)
_MOSTLY = 0.6  # of a passage's characters between quotation marks
_TELLING = (
    20  # words; fewer can stand in two reports that have them from a third, whatever the dates
)


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two places of the same words."""

    report: Report
    span: Span

    @property
    def outlet(self) -> str:
        """How a reason names its report."""
        return self.report.outlet or self.report.title or "a report without an outlet"

    def blocks(self) -> Iterator[Block]:
        """The blocks in which its words stand."""
        for block in self.report.blocks:
            if block.span.start < self.span.end and self.span.start < block.span.end:
                yield block


def publisher(report: Report) -> str:
    """Who published a report: the host of its address, else its outlet; empty if neither is known.

    Outlets come under several names (a desk's, a columnist's), their hosts do not.
    """
    host = _HOST.match(report.url or "")
    return host[1].casefold() if host else _plain(report.outlet or "")


def tell_direction(left: Side, right: Side, words: int) -> tuple[Direction, str]:
    """The direction and the reason for it in words; the stronger evidence first.

    ``words`` is how many the two sides share.
    """
    if left.report.id == right.report.id:
        return Direction.RIGHT_FROM_LEFT, "it stands above in the same report"
    return (
        _by_credit(left, right)
        or _by_third(left, right)
        or _by_frame(left, right)
        or _by_date(left, right, words)
    )


def _by_credit(left: Side, right: Side) -> tuple[Direction, str] | None:
    """One report credits the outlet of the other, and not the other way round."""
    ours, theirs = _credits(left), _credits(right)
    from_right = next((words for name, words in ours.items() if _is(name, right)), None)
    from_left = next((words for name, words in theirs.items() if _is(name, left)), None)
    if from_right and not from_left:
        return Direction.LEFT_FROM_RIGHT, f"{left.outlet} credits {right.outlet}: {from_right}"
    if from_left and not from_right:
        return Direction.RIGHT_FROM_LEFT, f"{right.outlet} credits {left.outlet}: {from_left}"
    return None


def _by_frame(left: Side, right: Side) -> tuple[Direction, str] | None:
    """One has the words in a passage that it sets in as another's, the other as its own."""
    ours, theirs = _sets_in(left), _sets_in(right)
    if ours and not theirs:
        return Direction.LEFT_FROM_RIGHT, f"{left.outlet} sets it in as another's words"
    if theirs and not ours:
        return Direction.RIGHT_FROM_LEFT, f"{right.outlet} sets it in as another's words"
    return None


def _by_third(left: Side, right: Side) -> tuple[Direction, str] | None:
    """Both have the words from somebody else."""
    if poster := _poster(left) or _poster(right):
        return Direction.UNDIRECTED, f"the words of {poster}, posted"
    if _quotes(left) and _quotes(right):
        return Direction.UNDIRECTED, "both quote the same words"
    theirs = {_one_name(name) for name in _credits(right)}
    for name, words in _credits(left).items():
        if _one_name(name) in theirs and _wire(name) and not _is(name, left):
            return Direction.UNDIRECTED, f"both credit {words}"
    return None


def _by_date(left: Side, right: Side, words: int) -> tuple[Direction, str]:
    between = _between(left.report.published, right.report.published)
    if between is None:
        return Direction.UNDIRECTED, "nobody is credited, and a date is missing"
    if not between:
        return Direction.UNDIRECTED, "nobody is credited, and the dates are the same"
    if words < _TELLING and publisher(left.report) != publisher(right.report):
        return Direction.UNDIRECTED, "nobody is credited, and it is too short for dates to tell"
    later = right if between > timedelta(0) else left
    direction = Direction.RIGHT_FROM_LEFT if later is right else Direction.LEFT_FROM_RIGHT
    return direction, f"{later.outlet} published it {_lapse(abs(between))} later"


def _credits(side: Side) -> dict[str, str]:
    """Plain names of those whom a report credits with its words, and the words that do it."""
    found = {_plain(author): f"by {author}" for author in side.report.authors}
    opening = True
    for block in side.report.blocks:
        words = block.span.of(side.report.text).strip()
        if block.kind in (BlockKind.BYLINE, BlockKind.CREDIT) and not _is_picture(words):
            found |= {_plain(part): words for part in _PARTS.split(_BY.sub("", words))}
        elif block.kind is BlockKind.BODY:
            looked_at = words[:_TOP] if opening else _alone(words)
            found |= {_plain(m[1]): m[0] for m in _BRACKETED.finditer(looked_at)}
            opening = False
    for block in side.blocks():
        if block.origin:
            found[_plain(block.origin)] = f"words of {block.origin}"
    found |= {_plain(m[1]): m[0] for m in _TOLD.finditer(side.span.of(side.report.text))}
    found.pop("", None)
    return found


def _is_picture(words: str) -> bool:
    return bool(re.match(r"©|\(c\)|copyright|photo|image|picture|video|screen", words, re.I))


def _alone(words: str) -> str:
    """The name in brackets with which a report ends, if ``words`` is nothing else."""
    return words if _BRACKETED.fullmatch(words.rstrip(".")) else ""


def _is(name: str, side: Side) -> bool:
    """Whether a plain name is that of the side's outlet."""
    outlet = _plain(side.report.outlet or "")
    return bool(outlet) and _one_name(name) == _one_name(outlet)


def _one_name(name: str) -> str:
    return min(_wire(name), default=name.removeprefix("the "))


def _wire(name: str) -> frozenset[str]:
    return next((names for names in _WIRES if name in names), frozenset())


def _plain(name: str) -> str:
    return " ".join(_PLAIN.sub(" ", name.casefold()).split())


def _sets_in(side: Side) -> bool:
    """Whether all of its words stand in passages that the report marks as another's."""
    return all(block.kind is BlockKind.EMBEDDED for block in side.blocks())


def _poster(side: Side) -> str | None:
    """Whose post the words stand in, if it is one."""
    handles = (b.origin for b in side.blocks() if b.origin and b.origin.startswith("@"))
    return next(handles, None)


def _quotes(side: Side) -> bool:
    """Whether most of its words stand between quotation marks."""
    within = 0
    for block in side.blocks():
        for match in _QUOTED.finditer(side.report.text, block.span.start, block.span.end):
            start, end = max(match.start(), side.span.start), min(match.end(), side.span.end)
            within += max(end - start, 0)
    return within >= _MOSTLY * (side.span.end - side.span.start)


def _between(left: date | datetime | None, right: date | datetime | None) -> timedelta | None:
    """How much later the right one is; by days where one has no time, None without a date."""
    if left is None or right is None:
        return None
    match left, right:
        case datetime(), datetime() if (left.tzinfo is None) == (right.tzinfo is None):
            return right - left
    return _day(right) - _day(left)


def _day(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _lapse(between: timedelta) -> str:
    """``3 days``, ``35 minutes``."""
    minutes = int(between.total_seconds() // 60)
    for size, name in ((1440, "day"), (60, "hour"), (1, "minute")):
        if (count := minutes // size) >= 1:
            return f"{count} {name}{'s' if count > 1 else ''}"
    return "moments"
