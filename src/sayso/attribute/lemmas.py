"""Dictionary forms of English words, by rules: enough to look a cue up in a lexicon."""

from __future__ import annotations

from collections.abc import Container
from functools import lru_cache

IRREGULAR = {
    "said": "say", "told": "tell", "wrote": "write", "written": "write", "spoke": "speak",
    "spoken": "speak", "thought": "think", "felt": "feel", "knew": "know", "known": "know",
    "saw": "see", "seen": "see", "found": "find", "made": "make", "gave": "give", "given": "give",
    "took": "take", "taken": "take", "went": "go", "gone": "go", "came": "come", "put": "put",
    "held": "hold", "heard": "hear", "kept": "keep", "led": "lead", "left": "leave",
    "meant": "mean", "met": "meet", "paid": "pay", "ran": "run", "sent": "send", "set": "set",
    "shown": "show", "sang": "sing", "sought": "seek", "struck": "strike", "swore": "swear",
    "sworn": "swear", "tore": "tear", "torn": "tear", "threw": "throw", "thrown": "throw",
    "understood": "understand", "began": "begin", "begun": "begin", "became": "become",
    "bet": "bet", "brought": "bring", "cast": "cast", "chose": "choose", "chosen": "choose",
    "drew": "draw", "drawn": "draw", "fell": "fall", "fought": "fight", "forbade": "forbid",
    "forbidden": "forbid", "foresaw": "foresee", "foreseen": "foresee", "foretold": "foretell",
    "forgot": "forget", "forgotten": "forget", "got": "get", "gotten": "get", "had": "have",
    "has": "have", "hid": "hide", "hit": "hit", "laid": "lay", "lain": "lie", "lay": "lay",
    "learnt": "learn", "lent": "lend", "lied": "lie", "lying": "lie", "overrode": "override",
    "read": "read", "retold": "retell", "sat": "sit", "shook": "shake", "shot": "shoot",
    "spent": "spend", "stood": "stand", "stuck": "stick", "stung": "sting", "taught": "teach",
    "upheld": "uphold", "withdrew": "withdraw", "withdrawn": "withdraw", "won": "win",
    "is": "be", "was": "be", "were": "be", "are": "be", "been": "be", "being": "be", "am": "be",
    "did": "do", "done": "do", "does": "do", "dreamt": "dream", "forgave": "forgive",
    "forgiven": "forgive", "undertook": "undertake", "undertaken": "undertake", "rang": "ring",
    "grew": "grow", "grown": "grow", "dealt": "deal", "clung": "cling", "underwent": "undergo",
    "mistook": "mistake", "misled": "mislead", "arose": "arise", "broke": "break",
    "broken": "break", "spelt": "spell", "forsworn": "forswear", "forswore": "forswear",
    "women": "woman", "men": "man", "media": "media", "news": "news", "remarks": "remark",
    "disagreed": "disagree", "agreed": "agree", "outlines": "outline", "foes": "foe",
}  # fmt: skip
DOUBLED = frozenset("bdgklmnprtvz")


def lemma(form: str, known: Container[str]) -> str | None:
    """The first dictionary form of a lower-case ``form`` that is in ``known``, None if none is."""
    for candidate in candidates(form):
        if candidate in known:
            return candidate
    return None


def singular(form: str, known: Container[str]) -> str | None:
    """The same for a noun: an ending is a plural's, so "added" is no "ad"."""
    for candidate in (form, form.removesuffix("s"), form.removesuffix("es"), form[:-3] + "y"):
        if candidate in known and (candidate == form or form.endswith("s")):
            return candidate
    return None


@lru_cache(maxsize=32768)
def candidates(form: str) -> tuple[str, ...]:
    """What a form may be an inflection of, the likeliest first, the form itself among them."""
    found = [IRREGULAR[form]] if form in IRREGULAR else []
    found.append(form)
    if form.endswith(("'s", "’s")):
        found.append(form[:-2])
    for ending in ("ing", "ed", "es", "s"):
        if form.endswith(ending) and len(form) > len(ending) + 1:
            found += _without(form[: -len(ending)], ending)
            break
    return tuple(dict.fromkeys(found))


def _without(stem: str, ending: str) -> list[str]:
    if ending == "s":
        return [] if stem.endswith("s") else [stem]
    found = [stem + "e", stem] if ending != "es" else [stem, stem + "e"]
    if stem.endswith("i"):
        found.insert(0, stem[:-1] + "y")
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] in DOUBLED:
        found.append(stem[:-1])
    if stem.endswith("ck"):
        found.append(stem[:-1])
    return found
