"""Other names that a report itself gives a place: "X Air Base in Y, commonly known as 'Z'"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.records import Span
from sayso.resolve.places.keys import airfield_key, name_key
from sayso.resolve.places.toponyms import Toponym

_KNOWN_AS = re.compile(
    r"[,(]?\s*(?:which is |is |also |better |commonly |locally |formerly |popularly |previously )*"
    r"(?:known|called|nicknamed|referred to)(?: \w+ly)?(?: as)?\s+(?:the\s+)?"
    r"(?:[\"'“‘](?P<quoted>[^\"'”’\n]{2,40})[\"'”’]"
    r"|(?P<bare>[^\W\d_][\w'-]*(?:\s+(?:[A-Z]\w*|de|del|la|al|of))*))"
)


def find_aliases(text: str, toponyms: Sequence[Toponym]) -> dict[str, tuple[int, Span]]:
    """By key of the other name: the toponym that it names too, and where the report says so."""
    found: dict[str, tuple[int, Span]] = {}
    for number, toponym in enumerate(toponyms):
        last = toponym
        if toponym.held_by == number + 1:  # "X in Y, known as Z": Z is X
            last = toponyms[number + 1]
        elif number and toponyms[number - 1].held_by == number:
            continue
        told = _KNOWN_AS.match(text, last.span.end)
        if told is None:
            continue
        group = "quoted" if told["quoted"] else "bare"
        if not told[group][:1].isupper():
            continue
        if (key := name_key(told[group])) and key != toponym.key:
            found.setdefault(key, (number, Span(*told.span(group))))
    return found


def alias_of(key: str, aliases: dict[str, tuple[int, Span]]) -> str:
    """The alias that a key is, or is with "air base" or "airport" after it; "" for none."""
    bare = airfield_key(key).partition(" ")[2]
    return key if key in aliases else bare if bare in aliases else ""
