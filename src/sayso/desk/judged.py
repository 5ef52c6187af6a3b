"""What a judgement says, by what it is on: whether something is read so, never if it is true."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from sayso.desk.addresses import to
from sayso.ledger.judgements.keeping import Change, describe_change
from sayso.records import Judgement
from sayso.terms import RelationKind, Verdict

_VERDICTS: dict[str, dict[Verdict, str]] = {
    "attribution": {Verdict.ACCEPT: "Read rightly", Verdict.REJECT: "Misread"},
    "claim": {Verdict.ACCEPT: "Rightly one claim", Verdict.REJECT: "Not one claim"},
    "clash": {Verdict.ACCEPT: "They do clash", Verdict.REJECT: "No clash"},
    "relation": {Verdict.ACCEPT: "Rightly related", Verdict.REJECT: "Not related"},
    "pair": {},
}
_ANYWHERE = {
    Verdict.EDIT: "Corrected",
    Verdict.ADD: "Added",
    Verdict.SAME: "The same",
    Verdict.DIFFERENT: "Not the same",
    Verdict.REVIEW: "Reviewed",
}


def verdict(kind: str, made: Verdict | str | None) -> str:
    """A verdict on a record of this kind, in words; None is a taking back."""
    if made is None:
        return "Taken back"
    one = Verdict(made)
    return _ANYWHERE.get(one) or _VERDICTS[kind][one]


def corrections(judgement: Judgement, text: str) -> list[tuple[str, str]]:
    """What a correction says in the place of the machine's words, out of the report's text."""
    if judgement.change is None:
        return []
    return list(describe_change(Change.from_json(judgement.change), text))


def changed(judgement: Judgement) -> list[tuple[str, str]]:
    """What a correction says, without its report: spans as characters."""
    found = json.loads(judgement.change or "{}")
    return [(part, _plainly(said)) for part, said in found.items()]


def _plainly(said: str | list[str] | list[list[int]]) -> str:
    if isinstance(said, str):
        return said.replace("_", " ")
    parts = (one if isinstance(one, str) else f"{one[0]}-{one[1]}" for one in said)
    return ", ".join(parts).replace("_", " ") or "none"


@dataclass(frozen=True, slots=True)
class Judged:
    """What a judgement is on: its kind, its words when it was judged, and its page.

    ``parts`` are words with what they are: the source and the content, or two sides.
    """

    kind: str
    parts: tuple[tuple[str, str], ...]
    href: str


def judged_of(judgement: Judgement) -> Judged:
    """What a judgement is on, as far as it tells itself: the record may be there no longer."""
    words = json.loads(judgement.words)
    if "claim" in words:
        return Judged("claim", (("", words["claim"]["name"]),), to("claim", judgement.target))
    if "relation" in words:
        clash = words["relation"]["kind"] == RelationKind.CONTRADICTS.value
        told = ("", words["relation"]["reason"])
        kind = "clash" if clash else "relation"
        return Judged(kind, (told, *_sides(words)), to("claim", judgement.target))
    if "left" in words:
        return Judged("pair", tuple(_sides(words)), to("actor", words["left"]["actor"]))
    parts = [(role, words[role]) for role in ("source", "cue", "content") if words.get(role)]
    return Judged("attribution", tuple(parts), to("attribution", judgement.target))


def _sides(words: dict[str, dict[str, str]]) -> Iterator[tuple[str, str]]:
    for side, name in (("left", "one"), ("right", "the other")):
        yield name, words[side]["name"]
