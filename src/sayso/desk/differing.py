"""A changed paragraph as a person reads it: what was taken out, and what was put in."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from sayso.ledger.pages import Difference

_WORD = re.compile(r"\s*\S+")
#: Two paragraphs that share less than this are two, not one that was changed.
LEAST = 0.35
#: Words of a paragraph beyond which the words are not compared: it takes the square of them.
MOST = 1500


class Change(StrEnum):
    """What happened to some words."""

    KEPT = "kept"
    OUT = "out"
    IN = "in"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some words of a changed paragraph."""

    change: Change
    text: str


def changes(difference: Difference) -> Iterator[tuple[Stretch, ...]]:
    """Paragraphs to show for a difference: one with both in it, or what went and what came."""
    before, after = difference.before, difference.after
    both = before is not None and after is not None
    if both and (merged := _merged(_WORD.findall(before or ""), _WORD.findall(after or ""))):
        yield merged
        return
    if before is not None:
        yield (Stretch(Change.OUT, before),)
    if after is not None:
        yield (Stretch(Change.IN, after),)


def _merged(old: list[str], new: list[str]) -> tuple[Stretch, ...]:
    if len(old) > MOST or len(new) > MOST:
        return ()
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < LEAST:
        return ()
    found = []
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            found.append(Stretch(Change.KEPT, "".join(new[c:d])))
            continue
        if b > a:
            found.append(Stretch(Change.OUT, "".join(old[a:b])))
        if d > c:
            found.append(Stretch(Change.IN, "".join(new[c:d])))
    return tuple(found)
