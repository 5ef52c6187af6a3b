"""The parse of a report as lists by word, and its noun phrases as labels are cut out of them.

What hyphens join ("self-declared", "US-backed") is one word here, though the parse has it in parts.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from sayso.names import fold
from sayso.reconcile.labels.lexicon import lexicon
from sayso.records import Parse, Span
from sayso.terms import EntityKind

NOUNS = frozenset(("NOUN", "PROPN"))
QUOTES = frozenset("\"'“”‘’«»„")
GENITIVE = frozenset(("'s", "’s", "'", "’"))
_PLACES = frozenset((EntityKind.PLACE, EntityKind.GROUP, EntityKind.PERSON, EntityKind.FACILITY))
_BEFORE = frozenset(("amod", "compound", "flat", "nmod", "dep", "goeswith"))
# What tables of states lack, as parts of names or short for them.
_SHORT = frozenset(("us", "u.s.", "u.s", "uk", "u.k.", "eu", "uae", "arabian", "korean", "african"))
_HYPHENS = ("-", "‐", "‑")
_DEEPEST = 40  # a bound, for a broken parse may go round


class Phrases:
    """Words of one report: parallel lists, by number. A head is -1 where a word has none."""

    def __init__(self, text: str, parse: Parse) -> None:
        self.text, self.parse = text, parse
        units, owner = _units(text, parse)
        self.spans = [Span(parse.words[a].span.start, parse.words[b].span.end) for a, b in units]
        self.size = len(units)
        self.starts = [span.start for span in self.spans]
        self.forms = [span.of(text) for span in self.spans]
        self.low = [_plain(form) for form in self.forms]
        self.tags = [parse.words[b].tag for _, b in units]
        self.heads, self.relations = [-1] * self.size, ["root"] * self.size
        for number, (first, last) in enumerate(units):
            for i in range(last, first - 1, -1):  # of a unit, the part that hangs on another
                head = parse.words[i].head
                if 0 <= head < len(owner) and owner[head] != number:
                    self.heads[number] = owner[head]
                    self.relations[number] = parse.words[i].relation
                    break
        self.children: list[list[int]] = [[] for _ in units]
        for i, head in enumerate(self.heads):
            if head >= 0:
                self.children[head].append(i)
        named = (entity for entity in parse.entities if entity.kind in _PLACES)
        self._places = {i for entity in named for i in self.words_in(entity.span)}
        self.sentence = [0] * self.size
        for number, (first, last) in enumerate(parse.sentences):
            for i in range(first, min(last, len(owner))):
                self.sentence[owner[i]] = number

    def at(self, character: int) -> int:
        """The first word that starts at ``character`` or after it."""
        return bisect_right(self.starts, character - 1)

    def words_in(self, span: Span) -> range:
        """The words that a span touches."""
        first = self.at(span.start)
        if first and self.spans[first - 1].end > span.start:
            first -= 1
        return range(first, max(first, self.at(span.end)))

    def span(self, first: int, last: int) -> Span:
        """Characters of the words from ``first`` to ``last``, both with them."""
        return Span(self.spans[first].start, self.spans[last].end)

    def child(self, word: int, *relations: str) -> int:
        """The first child with one of these relations, -1 if there is none."""
        return next((kid for kid in self.children[word] if self.relations[kid] in relations), -1)

    def kids(self, word: int, *relations: str) -> list[int]:
        """The children with one of these relations."""
        return [kid for kid in self.children[word] if self.relations[kid] in relations]

    def above(self, word: int) -> Iterator[int]:
        """The words that a word hangs on, the nearest first."""
        for _ in range(_DEEPEST):
            word = self.heads[word]
            if word < 0:
                return
            yield word

    def head_of(self, span: Span) -> int:
        """The noun of a span that the others hang on; -1 where it has no words."""
        words = self.words_in(span)
        outer = [i for i in words if self.heads[i] not in words and self.tags[i] != "PUNCT"]
        return next((i for i in outer if self.tags[i] in NOUNS), outer[0] if outer else -1)

    def first_of(self, noun: int) -> int:
        """Where the phrase of a noun begins: what describes it before it, owners left out.

        Read by words as much as by the tree, for a parser errs on what hangs on what: back over
        adjectives, nouns and marks to an article, an owner or anything else.
        """
        at = noun
        while at > 0 and self.sentence[at - 1] == self.sentence[noun]:
            if not self.describes(at - 1, noun):
                break
            at -= 1
        while at < noun and self.tags[at] == "PUNCT":
            at += 1
        return at

    def is_place(self, word: int) -> bool:
        """Whether a word before a noun names a place, a people or a person."""
        low = self.low[word]
        return word in self._places or low in lexicon().demonyms or low in _SHORT

    def describes(self, word: int, noun: int) -> bool:
        """Whether a word before a noun is part of what describes it."""
        form, tag = self.forms[word], self.tags[word]
        if tag == "PART":
            return False
        if form in QUOTES or form == "#":
            return True
        if (
            word + 1 < self.size
            and self.low[word + 1] in GENITIVE
            and self.tags[word + 1] == "PART"
        ):
            return False
        joined = any(sign in form for sign in _HYPHENS) and len(form) > 1
        if tag in ("VERB", "ADV", "X") and not joined and self.relations[word] != "amod":
            return False
        if tag not in ("ADJ", "NOUN", "PROPN", "VERB", "ADV", "X"):
            return joined
        return joined or (self.relations[word] in _BEFORE and noun in self.above(word))

    def is_said(self, word: int) -> bool:
        """Whether a noun is what somebody or something is said to be: "it is a coup"."""
        return self.child(word, "cop") >= 0 and self.child(word, "case") < 0

    def negated(self, word: int) -> bool:
        """Whether a negation hangs on a word."""
        return any(self.low[kid] in lexicon().negation for kid in self.children[word])

    def modifiers(self, first: int, last: int) -> list[int]:
        """Of the words from ``first`` up to ``last``, without it: those that are no marks."""
        return [i for i in range(first, last) if self.tags[i] not in ("PUNCT", "DET", "PART")]

    def folded(self, words: Iterable[int]) -> str:
        """Words folded, marks aside."""
        return fold(" ".join(self.forms[i] for i in words if self.tags[i] != "PUNCT"))


def _plain(form: str) -> str:
    """Small letters, with one kind of hyphen and without a mark that stuck to the word."""
    low = form.lower().replace("‑", "-").replace("‐", "-")
    return low.strip('"“”‘«»') if len(low) > 1 else low


def _units(text: str, parse: Parse) -> tuple[list[tuple[int, int]], list[int]]:
    """Words that hyphens join, first and last of each, and the number of its unit by word."""
    units: list[tuple[int, int]] = []
    owner: list[int] = []
    for i, word in enumerate(parse.words):
        if units:
            before = parse.words[i - 1].span
            touching = before.end == word.span.start
            sign = text[before.end - 1 : before.end], text[word.span.start : word.span.start + 1]
            alone = len(before.of(text)) + len(word.span.of(text)) < 2
            if touching and not alone and any(one in _HYPHENS for one in sign):
                units[-1] = (units[-1][0], i)
                owner.append(len(units) - 1)
                continue
        units.append((i, i))
        owner.append(len(units) - 1)
    return units, owner
