"""The words that tell events: data/events.toml, by the inflected forms that reports have."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from sayso.terms import EventType, Mode

Words = frozenset[str]
VOWELS = "aeiou"
#: Of [building], what is no list of verbs.
WORD_LISTS = ("duty", "keeping", "intending", "guilty", "heavy", "no_agents")
ANYTHING: Words = frozenset("*")  # any object will do


@dataclass(frozen=True, slots=True)
class Pattern:
    """A word with what must stand by it, and the type and mode that they tell.

    ``type`` is None for what looks like a deed and is none. ``particle`` hangs on a verb or leads
    its object; ``nouns`` are forms of the object, with ``before`` before it; for a noun ``before``
    is what stands before itself. ``name`` is how the lexicon writes it.
    """

    type: EventType | None
    mode: Mode | None
    name: str
    particle: str = ""
    nouns: Words = frozenset()
    before: Words = frozenset()

    @property
    def parts(self) -> int:
        """How many words it asks for."""
        return 1 + bool(self.particle) + bool(self.nouns) + bool(self.before)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Patterns by the forms of their verb or noun, those that ask for most first."""

    verbs: Mapping[str, tuple[Pattern, ...]]
    nouns: Mapping[str, tuple[Pattern, ...]]
    building: Mapping[str, Mapping[str, Words]]  # by form, the particles that it needs ("" none)
    prepositions: Mapping[str, tuple[str, ...]]
    words: Mapping[str, Words]


def verb_forms(verb: str, irregular: Mapping[str, str]) -> set[str]:
    """A verb's inflections; where English may or may not double a letter, both."""
    found = {verb}
    if verb.endswith("ize"):
        found |= verb_forms(verb[:-3] + "ise", irregular)
    stem = verb[:-1] if verb.endswith("e") and not verb.endswith("ee") else verb
    if verb.endswith("y") and verb[-2:-1] not in VOWELS:
        found |= {verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"}
    else:
        ending = "es" if verb.endswith(("s", "x", "z", "ch", "sh", "o")) else "s"
        found |= {verb + ending, stem + "ed", stem + "ing", verb + "s"}
    if verb.endswith("ee"):
        found.add(verb + "d")
    if verb[-1] not in VOWELS + "wxy" and verb[-2:-1] in VOWELS:
        found |= {verb + verb[-1] + "ed", verb + verb[-1] + "ing"}
    return found | set(irregular.get(verb, "").split())


def noun_forms(noun: str) -> set[str]:
    """A noun and its plural."""
    found = {noun, noun + "s", *({noun[:-3] + "men"} if noun.endswith("man") else ())}
    if noun.endswith(("s", "x", "z", "ch", "sh")):
        found.add(noun + "es")
    if noun.endswith("y") and noun[-2:-1] not in VOWELS:
        found.add(noun[:-1] + "ies")
    if noun == "child":
        found.add("children")
    return found


@cache
def lexicon() -> Lexicon:
    """The lexicon, read once."""
    data = tomllib.loads((files("sayso") / "data" / "events.toml").read_text(encoding="utf-8"))
    irregular = data["irregular"]
    verbs: dict[str, list[Pattern]] = {}
    nouns: dict[str, list[Pattern]] = {}
    for pattern, verb in _patterns(data, "verbs"):
        forms = {verb} if pattern.particle == "be" else verb_forms(verb, irregular)
        for form in forms:
            verbs.setdefault(form, []).append(pattern)
    for pattern, noun in _patterns(data, "nouns"):
        for form in noun_forms(noun):
            nouns.setdefault(form, []).append(pattern)
    building = {
        name: _by_form(words.split(), irregular)
        for name, words in data["building"].items()
        if name not in WORD_LISTS
    }
    arguments = data["arguments"]
    prepositions: dict[str, tuple[str, ...]] = {
        kind.value: tuple(arguments[kind.value].split()) for kind in EventType
    }
    words = {name: frozenset(words.split()) for name, words in data["modality"].items()}
    words["hedging_verbs"] = _all_forms(words["hedging_verbs"], irregular)
    words["duty"] = frozenset(data["building"]["duty"].split())
    for name in ("keeping", "intending", "heavy", "no_agents"):
        nouns_of = data["building"][name].split()
        words[name] = frozenset(form for word in nouns_of for form in noun_forms(word))
    words["guilty"] = frozenset(data["building"]["guilty"].split())
    for name in ("undergone", "done_by"):
        words[name] = frozenset(f for w in arguments[name].split() for f in noun_forms(w))
    for name, members in data["classes"].items():
        words["@" + name] = frozenset(f for w in members.split() for f in noun_forms(w))
    return Lexicon(_ordered(verbs), _ordered(nouns), building, prepositions, words)


def _ordered(found: Mapping[str, list[Pattern]]) -> dict[str, tuple[Pattern, ...]]:
    """Patterns of a form: the most parts first, then one noun before a particle, a class, any."""
    return {form: tuple(sorted(some, key=_looseness)) for form, some in found.items()}


def _looseness(pattern: Pattern) -> tuple[int, int]:
    if pattern.nouns is ANYTHING:
        return -pattern.parts, 3
    return -pattern.parts, 2 if "@" in pattern.name else int(not pattern.nouns)


def _all_forms(verbs: Words, irregular: Mapping[str, str]) -> Words:
    return frozenset(form for verb in verbs for form in verb_forms(verb, irregular))


def _by_form(entries: list[str], irregular: Mapping[str, str]) -> dict[str, Words]:
    """By form of a verb the particles, or after "be" the adjectives, that it goes with."""
    found: dict[str, set[str]] = {}
    for entry in entries:
        verb, _, rest = entry.partition(":" if ":" in entry else "+")
        for form in verb_forms(verb, irregular):
            found.setdefault(form, set()).add(rest)
    return {form: frozenset(rests) for form, rests in found.items()}


def _patterns(data: Mapping[str, Any], part: str) -> Iterator[tuple[Pattern, str]]:
    """Patterns of all types, each with its verb or noun."""
    for type_ in (*EventType, None):
        for mode, table in data[type_ or "nothing"].items():
            for entry in table.get(part, "").split():
                yield _pattern(entry, type_, None if mode == "any" else Mode(mode), data["classes"])


def _pattern(
    entry: str, type_: EventType | None, mode: Mode | None, classes: Mapping[str, str]
) -> tuple[Pattern, str]:
    first, _, object_ = entry.partition("+")
    verb, _, particle = first.partition(":")
    before, _, noun = (object_ or verb).rpartition("~")
    if verb == "be":  # "is ready": UD hangs the verb on the adjective
        return Pattern(type_, mode, entry, "be"), noun
    members = classes[noun[1:]].split() if noun.startswith("@") else [noun]
    nouns: Words = frozenset(f for m in members for f in noun_forms(m)) if object_ else frozenset()
    if noun == "*":
        nouns = ANYTHING
    pattern = Pattern(
        type_, mode, entry, particle, nouns, frozenset(noun_forms(before) if before else ())
    )
    return pattern, (verb if object_ else noun)
