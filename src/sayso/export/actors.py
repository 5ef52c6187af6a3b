"""Who a source is, in so many words as the report needs to tell one actor from another."""

from __future__ import annotations

import re
import unicodedata

from sayso.records import Actor


def tell_actor(actor: Actor, words: str, *, office: bool = True) -> str | None:
    """Who the ``words`` of a source stand for: "Defence Minister Hadrik Vosse".

    The first ``office`` that is not over comes with the name; in small letters it follows it.
    None where the words say the whole name already, accents and case aside.
    """
    name = _words(actor.name)
    if name <= _words(words):
        return None
    title = next((it.title for it in actor.offices if not it.former), None)
    if not office or title is None or _words(title) <= name:
        return actor.name
    return f"{title} {actor.name}" if title[:1].isupper() else f"{actor.name}, {title}"


def _words(text: str) -> set[str]:
    plain = unicodedata.normalize("NFKD", text)
    return set(
        re.findall(r"\w+", "".join(c for c in plain if not unicodedata.combining(c)).lower())
    )
