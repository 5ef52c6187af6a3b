"""A name as it is compared: its words without titles, and of which longer names it may be part."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sayso.resolve.lexicon import Lexicon, fold, lexicon
from sayso.resolve.naming import honorific_before
from sayso.resolve.references import Reference
from sayso.resolve.states import states
from sayso.resolve.tree import Tree

#: Sorts of names that are compared by their parts; the others only as a whole.
PEOPLE = frozenset(("person", ""))
#: The Arabic article: Bashar al-Assad is Assad.
ARTICLE = re.compile(r"^(?:al|el|as|ash|an|ar)-(?=\w{3})")


@dataclass(frozen=True, slots=True)
class Form:
    """A name as it is compared: ``parts`` are folded, without titles; ``words`` are the name's.

    ``gender`` is "m", "f" or "" by the honorific before it; ``titled`` whether a title stands
    inside the words that were taken for the name; ``crown`` a "king" or "pope" before them.
    """

    parts: tuple[str, ...]
    words: range
    gender: str = ""
    titled: bool = False
    crown: str = ""

    @property
    def bare(self) -> range:
        """Its words without the crown that is part of it: the king is King Salman's office too."""
        crowned = len(self.parts) > 1 and self.parts[0] == self.crown
        return self.words[1:] if crowned else self.words


def form_of(tree: Tree, reference: Reference, lex: Lexicon) -> Form:
    """The name that a reference holds, without titles, honorifics and what follows a name."""
    words = [i for i in reference.name if tree.tags[i] != "PUNCT" or tree.low[i] == "."]
    words = words[: _runs_on(tree, words)]
    while words and tree.low[words[-1]] in ("'s", "’s", "'", "’", "-"):
        words.pop()
    while len(words) > 1 and tree.low[words[0]] in ("the", "a", "an"):
        words.pop(0)
    gender, titled = "", False
    if reference.sort in PEOPLE:
        cut = _title_end(tree, words, reference.sort, lex)
        if cut:
            genders = [lex.honorifics.get(tree.low[i].rstrip("."), "")[:1] for i in words[:cut]]
            gender = next((g for g in genders if g in ("m", "f")), "")
            words, titled = words[cut:], True
        while len(words) > 1 and tree.low[words[-1]].strip(".,") in lex.suffixes:
            words.pop()
        if not gender and words:
            gender = honorific_before(tree, words[0], lex)
    return _form(tree, words or list(reference.name), gender, titled=titled)


def _runs_on(tree: Tree, words: Sequence[int]) -> int:
    """How many of the words are the name, where a page's own box runs on from it.

    "Moor Jon Peter MoorNew law passes" is Moor, with a box about Jon Peter Moor behind it.
    """
    forms = [tree.forms[i] for i in words]
    for place, form in enumerate(forms):
        for first, part in enumerate(forms[:place]):
            if len(part) > 2 and form.startswith(part) and form[len(part) :][:1].isupper():
                return first + 1
    return len(forms)


def _form(tree: Tree, words: list[int], gender: str, *, titled: bool) -> Form:
    """King Salman goes by his given name: "king" is part of it. Crown Prince X Y goes by both."""
    crown = tree.low[words[0] - 1] if words[0] else ""
    crown = crown if crown in lexicon().crowned else ""
    if crown and len(words) == 1:
        words = [words[0] - 1, *words]
    parts = parts_of(tree.span(words[0], words[-1]).of(tree.text))
    return Form(parts, range(words[0], words[-1] + 1), gender, titled, crown)


@lru_cache(maxsize=65536)
def parts_of(name: str) -> tuple[str, ...]:
    """The folded words of a name: U.S. is "us", O’Neill "o'neill", al-Assad "assad"."""
    plain = (re.sub(r"[^\w'-]", "", word).strip("'-") for word in fold(name).split())
    return tuple(ARTICLE.sub("", part) for part in plain if part)


def _title_end(tree: Tree, words: Sequence[int], sort: str, lex: Lexicon) -> int:
    """How many of the words are a title: up to the last office or honorific before the name."""
    for place in range(len(words) - 2, -1, -1):
        low = tree.low[words[place]].rstrip(".")
        if all(lex.kinds.get(tree.low[word], "person") != "person" for word in words[place + 1 :]):
            continue  # the General Staff is no general of that name
        if low in lex.honorifics or low in lex.offices:
            # Dean Martin: a title that is also a given name is one only before a full name.
            name = sort == "person" and len(words) == 2 and low in lex.given
            return 0 if name else place + 1
    return 0


def part_of_person(parts: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether a person called ``full`` may be called ``parts``: in order, initials count.

    From two parts on, the given name must be the same, or all but the given name be there.
    """
    if len(parts) > len(full):
        return False
    if len(parts) > 1 and parts == full[-len(parts) :]:
        return True
    if len(parts) > 1 and not _same_part(parts[0], full[0]):
        return False
    rest = iter(full)
    return all(any(_same_part(part, other) for other in rest) for part in parts)


def crowned_as(parts: tuple[str, ...], full: tuple[str, ...], crowns: Collection[str]) -> bool:
    """Whether "King X" can be the person called ``full``, who is somewhere given ``crowns``.

    By the given name; by the family name only with the same crown: King Salman is not his son
    Mohammed bin Salman, the crown prince.
    """
    crown, name = parts
    return name == full[0] or (name == full[-1] and crown in crowns)


def _same_part(part: str, other: str) -> bool:
    short, long = sorted((part, other), key=len)
    return part == other or (len(short) == 1 and long.startswith(short))


def part_of_body(parts: tuple[str, ...], full: tuple[str, ...], sort: str) -> bool:
    """Whether a body called ``full`` may be called ``parts``: its beginning, or its end."""
    if len(parts) >= len(full):
        return False
    if len(parts) == 1:  # Amnesty of Amnesty International; a bank is not the World Bank
        return sort == "organisation" and parts[0] == full[0] and not states().of(parts[0])
    if parts == full[-len(parts) :]:
        return bool(states().of(" ".join(full[: -len(parts)])))
    return parts == full[: len(parts)]


def display(tree: Tree, form: Form) -> str:
    """The words of a name as the report writes them."""
    span = tree.span(form.words.start, form.words.stop - 1)
    return " ".join(span.of(tree.text).split()).strip(" ,;:“”\"'‘’") or form.parts[0]
