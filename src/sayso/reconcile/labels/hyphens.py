"""What hyphens join ("self-declared", "US-backed") as one word, for labels are cut by such."""

from __future__ import annotations

from itertools import accumulate, pairwise

from sayso.records import Span
from sayso.syntax import Syntax

HYPHENS = ("-", "‐", "‑")


class Joined(Syntax):
    """The same words, fewer; each hangs where that part of it hangs that leads out."""

    def __init__(self, syntax: Syntax) -> None:
        self._view(syntax)
        starting = [not joined for joined in _joined(syntax)]
        owner = [count - 1 for count in accumulate(starting, initial=0)][1:]
        firsts = [word for word, starts in enumerate(starting) if starts]
        units = list(pairwise((*firsts, syntax.size)))
        self.size = len(units)
        self.spans = [
            syntax.spans[first] if end - first == 1 else syntax.span(first, end - 1)
            for first, end in units
        ]
        self.starts = [syntax.starts[first] for first in firsts]
        self.forms = [
            syntax.forms[first] if end - first == 1 else syntax.span(first, end - 1).of(self.text)
            for first, end in units
        ]
        self.tags = [syntax.tags[end - 1] for _, end in units]
        leads = [_lead(syntax, owner, first, end) for first, end in units]
        self.heads = [owner[syntax.heads[lead]] if lead >= 0 else -1 for lead in leads]
        self.relations = [syntax.relations[lead] if lead >= 0 else "root" for lead in leads]
        # A word that hyphens join across the bounds of sentences is of the later one.
        starts = [owner[first] for first, _ in syntax.parse.sentences if first < len(owner)]
        self._bound(tuple(pairwise((*starts, len(units)))))


def _joined(syntax: Syntax) -> list[bool]:
    """Whether a hyphen, with no space, stands between each word and the one before."""
    joined = [False] * syntax.size
    for word, form in enumerate(syntax.forms):
        if form[:1] in HYPHENS and word:
            joined[word] = _touch(syntax.spans[word - 1], syntax.spans[word])
        if form[-1:] in HYPHENS and word + 1 < syntax.size:
            joined[word + 1] = _touch(syntax.spans[word], syntax.spans[word + 1])
    return joined


def _touch(before: Span, after: Span) -> bool:
    return before.end == after.start


def _lead(syntax: Syntax, owner: list[int], first: int, end: int) -> int:
    """The last of some words that hangs on another than them; -1 where none does."""
    unit, heads = owner[first], syntax.heads
    for part in range(end - 1, first - 1, -1):
        if heads[part] >= 0 and owner[heads[part]] != unit:
            return part
    return -1
