"""Where names stand in a report, and the titles right before them.

Titles are found by their words, not by the tree: treebanks hang the name on the title ("analyst
Chris Hale") or the title on the name, and a parser that has seen both may do neither.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sayso.records import Entity
from sayso.resolve.lexicon import Lexicon, fold, lexicon, singular
from sayso.resolve.states import states
from sayso.resolve.tree import Tree
from sayso.terms import EntityKind

SORT_OF = {
    EntityKind.PERSON: "person",
    EntityKind.ORGANISATION: "organisation",
    EntityKind.PLACE: "place",
    EntityKind.GROUP: "group",
    EntityKind.FACILITY: "facility",
    EntityKind.EQUIPMENT: "thing",
    EntityKind.TIME: "time",
    EntityKind.NUMBER: "number",
}
QUOTES = "“”‘’\"'"
#: Words that a title may be, before it ends in the noun of an office.
TITLE_TAGS = frozenset(("NOUN", "PROPN", "ADJ", "NUM", "SYM", "X"))
LONGEST = 12  # words of a title


@dataclass(frozen=True, slots=True)
class Name:
    """Words of a name, of its title right before it, and what it is ("" where nobody says)."""

    head: int
    words: range
    sort: str
    title: range = range(0)

    @property
    def whole(self) -> range:
        """Title and name."""
        return range(self.title.start if self.title else self.words.start, self.words.stop)


def find_names(tree: Tree, entities: Sequence[Entity]) -> list[Name]:
    """The names of a report in their order; those that are part of a title are left out."""
    lex = lexicon()
    times = {i for e in entities if e.kind is EntityKind.TIME for i in tree.words_in(e.span)}
    found: list[Name] = []
    for name in sorted(_names(tree, entities), key=lambda name: name.words.start):
        if name.sort in ("person", "") or _sounds_personal(tree, name, lex):
            name = _own_title(tree, _titled(tree, name, lex, times), found)
        # Of "US National Security Adviser X" the US is named as well; the adviser is not.
        while found and found[-1].words.start >= name.whole.start:
            if found[-1].sort in ("place", "state", "group"):
                break
            found.pop()
        found.append(name)
    return found


def _sounds_personal(tree: Tree, name: Name, lex: Lexicon) -> bool:
    """President Trump: a person, though the model takes Trump for a body."""
    if name.sort not in ("organisation", "place") or len(name.words) > 2 or not name.words.start:
        return False
    before = tree.forms[name.words.start - 1]
    known = singular(fold(before)) in lex.government and before[:1].isupper()
    return known and not states().of(tree.low[name.words.start])


def _names(tree: Tree, entities: Sequence[Entity]) -> Iterator[Name]:
    """Entities first, then the proper nouns that no entity holds."""
    taken = bytearray(tree.size)
    for entity in entities:
        words = tree.words_in(entity.span)
        if not _is_name(tree, words) or any(taken[i] for i in words):
            continue
        for i in words:
            taken[i] = 1
        if entity.kind not in (EntityKind.TIME, EntityKind.NUMBER):
            yield Name(tree.core(words), words, SORT_OF[entity.kind])
    yield from _bodies(tree, taken, lexicon().kinds)
    i = 0
    while i < tree.size:
        stop = i + 1
        proper = tree.tags[i] == "PROPN" or tree.forms[i] == "US"
        if proper and not taken[i] and not is_plain(tree, i):
            while _goes_on(tree, stop, taken):
                stop += 1
            if any(tree.forms[word][:1].isupper() for word in range(i, stop)):
                yield Name(tree.core(range(i, stop)), range(i, stop), "")
        i = stop


def _is_name(tree: Tree, words: range) -> bool:
    """Not so a pronoun that was taken for a name, nor what has no capital and is no proper noun."""
    if not words or (len(words) == 1 and is_plain(tree, words[0])):
        return False
    return any(tree.tags[i] in ("PROPN", "NUM") or tree.forms[i][:1].isupper() for i in words)


def _bodies(tree: Tree, taken: bytearray, kinds: Mapping[str, str]) -> Iterator[Name]:
    """General Staff, National Guard: capitals of two words that actors.toml has with a hyphen."""
    for i in range(tree.size - 1):
        if taken[i] or taken[i + 1] or not tree.forms[i + 1][:1].isupper():
            continue
        kind = kinds.get(f"{tree.low[i]}-{tree.low[i + 1]}", "person")
        if tree.forms[i][:1].isupper() and kind != "person":
            taken[i] = taken[i + 1] = 1
            words = range(i, i + 2)
            yield Name(tree.core(words), words, "organisation")


#: What no name consists of; models take a pronoun at the start of a line for one.
PLAIN = frozenset(
    (
        "i", "me", "my", "he", "him", "his", "she", "her", "it", "its", "we", "us", "our", "you",
        "your", "they", "them", "their", "the", "who", "that", "this",
    )
)  # fmt: skip


def is_plain(tree: Tree, word: int) -> bool:
    """A pronoun or an article; US and IT in capitals are none."""
    return tree.low[word] in PLAIN and not (
        tree.forms[word].isupper() and tree.low[word] in ("us", "it")
    )


def _goes_on(tree: Tree, word: int, taken: bytearray) -> bool:
    return (
        word < tree.size
        and tree.tags[word] == "PROPN"
        and not taken[word]
        and tree.sentence[word] == tree.sentence[word - 1]
        and tree.line[word] == tree.line[word - 1]
    )


def _titled(tree: Tree, name: Name, lex: Lexicon, times: set[int]) -> Name:
    """The name with the title before it, if one ends right there."""
    end = name.words.start
    while end > 0 and tree.forms[end - 1] in QUOTES and _together(tree, end - 1, name.words.start):
        end -= 1
    if end == 0 or not _ends_title(tree, end - 1, name.words.start, lex):
        return name
    start = end - 1
    while start > 0 and end - start < LONGEST and start - 1 not in times:
        if not _in_title(tree, start - 1, start, lex):
            break
        start -= 1
    while start < end - 1 and tree.tags[start] in ("PUNCT", "CCONJ", "ADP"):
        start += 1
    title = range(start, name.words.start)
    whole = range(start, name.words.stop)
    head = name.head if tree.heads[name.head] not in whole else tree.core(whole)
    return replace(name, head=head, title=title, sort="person")


def _own_title(tree: Tree, name: Name, before: Sequence[Name]) -> Name:
    """Ada Moor, adviser and President X: the first of the two is hers."""
    ands = [i for i in name.title if tree.low[i] == "and"]
    if not ands:
        return name
    comma = name.title.start - 1
    beside = next((other for other in reversed(before) if other.words.stop <= comma), None)
    if beside is None or tree.forms[comma] != ",":
        return name
    if beside.sort != "person" or beside.words.stop != comma:
        return name
    title = range(ands[-1] + 1, name.title.stop)
    whole = range(title.start, name.words.stop)
    head = name.head if name.head in whole else tree.core(whole)
    return replace(name, head=head, title=title)


def _ends_title(tree: Tree, word: int, before: int, lex: Lexicon) -> bool:
    """A singular noun for a person, on the same line and in the same sentence."""
    if tree.forms[word] == "." and word:  # Gov. X, where the full stop is a word
        word -= 1
    if not _together(tree, word, before) or tree.tags[word] not in TITLE_TAGS:
        return False
    low = tree.low[word]
    if low.rstrip(".") in lex.short:
        return True
    if singular(low) != low and low not in lex.offices:
        return False
    return lex.kinds.get(low) == "person" or low in lex.offices or low.startswith("ex-")


def _in_title(tree: Tree, word: int, after: int, lex: Lexicon) -> bool:
    """Whether a title goes on to the left with this word."""
    if not _together(tree, word, after):
        return False
    tag, low = tree.tags[word], tree.low[word]
    if tag in TITLE_TAGS or low in lex.former or low in ("-", "self", "self-") or low in QUOTES:
        return True
    if low in ("of", "and", "/"):  # minister of trade X; actor and singer X
        return word > 0 and _ends_title(tree, word - 1, word, lex)
    if tag in ("VERB", "ADV"):  # self-declared, jailed
        before = tree.tags[word - 1] if word else ""
        hyphened = word > 0 and tree.low[word - 1].endswith("-")
        participle = low.endswith("ed") and before in ("CCONJ", "DET", "ADP")
        return hyphened or participle or tree.relations[word] in ("amod", "compound")
    return False


def _together(tree: Tree, word: int, other: int) -> bool:
    return tree.sentence[word] == tree.sentence[other] and tree.line[word] == tree.line[other]


def honorific_before(tree: Tree, word: int, lex: Lexicon) -> str:
    """The gender that a Mr. or a Mrs. before a name tells, "" without one."""
    before = tree.low[word - 1] if word else ""
    if before == "." and word > 1:
        before = tree.low[word - 2]
    gender = lex.honorifics.get(before.rstrip("."), "")[:1]
    return gender if gender in ("m", "f") else ""
