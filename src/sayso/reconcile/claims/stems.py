"""The stem of an English word by its endings: for comparing, not for reading."""

from __future__ import annotations

from functools import lru_cache

from sayso.reconcile.claims.tables import irregular

_SHORT = 3  # letters; of fewer nothing is an ending
_WHOLE = frozenset(("news", "series", "species"))
_VOWELS = frozenset("aeiouy")
_DOUBLE = frozenset("bdgmnprtv")  # letters that English doubles before -ed and -ing


@lru_cache(65536)
def stem(word: str) -> str:
    """The stem of a lower-case ``word``: "denied", "denies" and "deny" have one."""
    word = irregular().get(word, word)
    if word in _WHOLE:
        return word
    if len(word) <= _SHORT or not word.isalpha():
        return word
    word = _singular(word)
    for ending in ("ing", "ed"):
        bare = word[: -len(ending)]
        if word.endswith(ending) and len(bare) >= 2 and not _VOWELS.isdisjoint(bare):
            word = bare[:-1] if bare[-1:] == bare[-2:-1] and bare[-1] in _DOUBLE else bare
            break
    if word.endswith("y") and len(word) > _SHORT and word[-2] not in _VOWELS:
        return word[:-1] + "i"
    return word[:-1] if word.endswith("e") and len(word) > _SHORT else word


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return word[:-3] + "y" if len(word) > _SHORT + 1 else word[:-1]
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word
