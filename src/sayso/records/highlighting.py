"""A text with its attributions marked, as HTML for a notebook: every character of it escaped."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from html import escape
from itertools import pairwise

from sayso.printable import plain
from sayso.records.attributions import Attribution
from sayso.records.spans import Span, words_of
from sayso.terms import NOBODY

_LONGEST = 20_000  # characters; a longer text is cut off there, since a notebook keeps all of it
# Colours are laid over the notebook's own, thinly, so that all is read in light and in dark.
_STYLES = {
    "source": "background:rgba(66,133,244,.28);font-weight:bold",
    "cue": "background:rgba(251,188,5,.32);font-style:italic",
    "content": "background:rgba(52,168,83,.20)",
}


def highlight(text: str, attributions: Iterable[Attribution], title: str | None = None) -> str:
    """HTML of ``text``; where roles lie over one another the innermost, shortest one is shown."""
    told = list(attributions)
    shown = text[:_LONGEST]
    body = "".join(_piece(*piece) for piece in _pieces(shown, told))
    left = len(text) - len(shown)
    more = f"<p><i>and {left:,} more characters</i></p>" if left else ""
    head = f"<b>{_plain(title)}</b> · " if title else ""
    key = " ".join(f'<span style="{style}">{role}</span>' for role, style in _STYLES.items())
    many = f"{len(told):,} attribution{'s' * (len(told) != 1)}"
    return (
        f'<div dir="auto"><p>{head}{many} · {key}</p>'
        f'<div style="white-space:pre-wrap;max-width:50em;line-height:1.6">{body}</div>{more}</div>'
    )


def _pieces(text: str, told: Iterable[Attribution]) -> Iterator[tuple[str, str | None, str]]:
    """Stretches of the text with the role that they are shown in, and what is said of them."""
    opens: defaultdict[int, list[tuple[Span, str, str]]] = defaultdict(list)
    ends = {0, len(text)}
    for one in told:
        who = words_of(one.source, text) or NOBODY
        note = f"{who} — {words_of(one.cue, text)}"
        for role in _STYLES:
            for span in getattr(one, role):
                if span.start < len(text):
                    opens[span.start].append((span, role, note))
                    ends |= {span.start, min(span.end, len(text))}
    over: list[tuple[Span, str, str]] = []
    cuts = sorted(ends)
    for start, end in pairwise(cuts):
        over = [mark for mark in (*over, *opens[start]) if mark[0].end > start]
        inner = min(over, key=lambda mark: mark[0].end - mark[0].start, default=None)
        yield text[start:end], *(inner[1:] if inner else (None, ""))


def _piece(words: str, role: str | None, note: str) -> str:
    if role is None:
        return _plain(words)
    return f'<span style="{_STYLES[role]}" title="{_plain(note)}">{_plain(words)}</span>'


def _plain(words: str) -> str:
    return escape(plain(words))
