"""Verbs that give a name: "called X a Y", "described X as Y", "is considered a Y by Z"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sayso.reconcile.labels.lexicon import lexicon, verb_forms
from sayso.reconcile.labels.phrases import NOUNS, QUOTES, Phrases

_LONGEST = 6  # words between marks that may be a name
_PASSIVE = frozenset(("is", "are", "was", "were", "been", "being", "be", "'s", "’s"))


@dataclass(frozen=True, slots=True)
class Naming:
    """Words of a verb that gives ``thing`` the name ``name``; ``by`` is who, -1 if not told."""

    verb: int
    thing: int
    name: int
    by: int
    rejected: bool


def find_namings(phrases: Phrases) -> Iterator[Naming]:
    """Every name that a verb of the report gives."""
    for verb in range(phrases.size):
        if phrases.tags[verb] != "VERB":
            continue
        forms = verb_forms(phrases.low[verb])
        bare = any(form in lexicon().naming for form in forms)
        with_as = any(form in lexicon().naming_as for form in forms)
        if bare or with_as:
            yield from _named(phrases, verb, bare, with_as)


def _named(phrases: Phrases, verb: int, bare: bool, with_as: bool) -> Iterator[Naming]:
    subject, rejected = phrases.child(verb, "nsubj"), phrases.negated(verb)
    if bare and (pair := _by_words(phrases, verb) or _by_marks(phrases, verb)):
        yield Naming(verb, *pair, subject, rejected)
        return
    objects = [
        k
        for k in phrases.of(verb, "obj", "iobj")
        if k > verb or phrases.low[k] in ("whom", "which", "that", "who")
    ]
    name = _complement(phrases, verb, objects, bare, with_as)
    if name >= 0:
        thing, by = _thing(phrases, verb, name, [k for k in objects if k != name])
        if thing >= 0 and thing != name:
            yield Naming(verb, thing, name, by, rejected)


def _thing(phrases: Phrases, verb: int, name: int, objects: list[int]) -> tuple[int, int]:
    """What gets the name, and who gives it; -1 where that is not told."""
    passive = any(phrases.low[kid] in _PASSIVE for kid in phrases.of(verb, "aux"))
    subject = phrases.child(verb, "nsubj")
    by = (k for word in (verb, name) for k in phrases.of(word, "obl", "nmod"))
    agent = next((k for k in by if _case(phrases, k, "by")), -1)  # it may hang on the name
    inner = phrases.child(name, "nsubj")  # so may the thing
    if objects:
        return objects[0], subject
    if inner >= 0:
        return inner, subject if inner > verb else agent
    if subject >= 0 and (passive or agent >= 0):
        return subject, agent
    if phrases.relations[verb] == "acl" and agent >= 0:
        return phrases.heads[verb], agent
    return _before(phrases, verb, name), subject


def _complement(phrases: Phrases, verb: int, objects: list[int], bare: bool, with_as: bool) -> int:
    """The word of the name that a verb gives, -1 if it gives none."""
    if with_as or bare:
        for holder in (verb, *objects):
            for kid in phrases.of(holder, "obl", "nmod", "advcl", "xcomp", "acl"):
                if (
                    kid > verb
                    and _case(phrases, kid, "as")
                    and phrases.tags[kid] in (*NOUNS, "ADJ")
                ):
                    return kid
    if not bare:
        return -1
    for kid in phrases.of(verb, "xcomp", "ccomp", "appos", "obj"):
        after = kid > verb and (not objects or kid > objects[0])
        nominal = phrases.tags[kid] in NOUNS or phrases.tags[kid] == "ADJ"
        if after and nominal and phrases.child(kid, "mark", "case", "cop") < 0:
            return kid
    return -1


def _by_words(phrases: Phrases, verb: int) -> tuple[int, int] | None:
    """Thing and name that need no tree: a name or pronoun, and an article or marks with a noun."""
    first = at = verb + 1
    while at < phrases.size and phrases.tags[at] == "PROPN":
        at += 1
    if at == first and at < phrases.size and phrases.tags[at] == "PRON":
        at += 1
    opened = at
    while at < phrases.size and (
        phrases.low[at] in ("a", "an", "the") or phrases.forms[at] in QUOTES
    ):
        at += 1
    if at in (first, opened):
        return None
    while at < phrases.size and phrases.tags[at] == "ADJ":
        at += 1
    name = -1
    while at < phrases.size and phrases.tags[at] == "NOUN":
        name, at = at, at + 1
    return (first, name) if name >= 0 and opened > first else None


def _by_marks(phrases: Phrases, verb: int) -> tuple[int, int] | None:
    """Thing and name where marks tell them apart: "called the marchers 'hired voices'"."""
    at, thing = verb + 1, -1
    while at < phrases.size and phrases.tags[at] in ("DET", "ADJ", *NOUNS):
        thing, at = (at if phrases.tags[at] in NOUNS else thing), at + 1
    if thing >= 0 and at < phrases.size and phrases.low[at] == "of":  # "the events of the day"
        at += 1
        while at < phrases.size and phrases.tags[at] in ("DET", "ADJ", "NUM", *NOUNS):
            at += 1
    if thing < 0 or at >= phrases.size or phrases.forms[at] not in QUOTES:
        return None
    inside = list(range(at + 1, min(at + 1 + _LONGEST, phrases.size)))
    closed = next((i for i in inside if phrases.forms[i] in QUOTES or phrases.low[i] == "of"), -1)
    nouns = [i for i in range(at + 1, closed) if phrases.tags[i] == "NOUN"]
    return (thing, nouns[-1]) if nouns else None


def _before(phrases: Phrases, verb: int, name: int) -> int:
    """A thing that the parser hung on its name: "called {it} a coup"."""
    inside = [
        k for k in phrases.children[name] if verb < k < name and phrases.tags[k] in ("PRON", *NOUNS)
    ]
    return next((k for k in inside if phrases.relations[k] in ("nsubj", "obj", "iobj", "dep")), -1)


def _case(phrases: Phrases, word: int, form: str) -> bool:
    return any(phrases.low[kid] == form for kid in phrases.of(word, "case", "mark"))
