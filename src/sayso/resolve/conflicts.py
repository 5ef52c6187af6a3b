"""Offices that one person cannot hold together: findings, never smoothed over."""

from __future__ import annotations

import re
from itertools import combinations

from sayso.records import Actor, Office, Post
from sayso.resolve.lexicon import fold, lexicon, singular
from sayso.resolve.offices import Held, office_key
from sayso.resolve.states import states

#: Closer than this many characters, two offices are said in one breath: "vice president and oil
#: minister" holds both, and nobody contradicts anybody.
ONE_BREATH = 40


def conflicts(actor: Actor) -> tuple[tuple[Office, Office], ...]:
    """Pairs of different government offices that the report says ``actor`` holds now.

    Not two spellings of one office, nor one in more words than the other ("minister",
    "information minister"), nor what is over ("former"), nor two that are said in one breath.
    """
    held = [key for office in actor.offices if (key := _key(office)) is not None]
    return tuple((one.office, two.office) for one, two in combinations(held, 2) if _apart(one, two))


def post(office: Office) -> Post | None:
    """What an office is compared by, where it is a government's and not said to be over."""
    held = _key(office)
    return _post(held) if held else None


def _post(held: Held) -> Post:
    return Post(held.head, held.scope, held.rank)


def _key(office: Office) -> Held | None:
    words = [_plain(word) for word in fold(office.title).replace("-", " ").split()]
    words = [word for word in words if word]
    if office.former or office.until or not words:
        return None
    of = next((n for n, word in enumerate(words) if word in ("of", "for", "to")), len(words))
    head = max(of - 1, 0)
    while head and singular(words[head]) not in lexicon().offices:
        head -= 1
    telling = [word for word in words[:head] if _tells(word)]
    noun, scope, rank = office_key(telling + words[head + 1 :], words[head], lexicon())
    held = Held(office, noun, scope, rank)
    return held if held.government else None


def _plain(word: str) -> str:
    """A word without marks and genitive: "U.S." is "us", "Iran's" is "iran"."""
    return re.sub(r"['’]s?$|[^\w'’]", "", word)


def _tells(word: str) -> bool:
    """Whether a word before an office makes another office of it."""
    lex = lexicon()
    known = (lex.portfolios, lex.other, lex.coming)
    return bool(states().of(word)) or any(singular(word) in words for words in known)


def _apart(one: Held, two: Held) -> bool:
    gap = max(one.office.span.start, two.office.span.start) - min(
        one.office.span.end, two.office.span.end
    )
    return gap >= ONE_BREATH and _post(one).excludes(_post(two))
