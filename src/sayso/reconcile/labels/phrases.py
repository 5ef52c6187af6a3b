"""The noun phrases of a report, as labels are cut out of them.

What hyphens join ("self-declared", "US-backed") is one word here, though the parse has it in parts.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from sayso.names import fold
from sayso.reconcile.labels.hyphens import HYPHENS, Joined
from sayso.reconcile.labels.lexicon import lexicon
from sayso.records import Span
from sayso.syntax import Syntax
from sayso.terms import EntityKind

NOUNS = frozenset(("NOUN", "PROPN"))
QUOTES = frozenset("\"'“”‘’«»„")
GENITIVE = frozenset(("'s", "’s", "'", "’"))
_PLACES = frozenset((EntityKind.PLACE, EntityKind.GROUP, EntityKind.PERSON, EntityKind.FACILITY))
_BEFORE = frozenset(("amod", "compound", "flat", "nmod", "dep", "goeswith"))
# What tables of states lack, as parts of names or short for them.
_SHORT = frozenset(("us", "u.s.", "u.s", "uk", "u.k.", "eu", "uae", "arabian", "korean", "african"))


class Phrases(Joined):
    """The words of one report, with what is asked of a noun that may be a label."""

    def __init__(self, syntax: Syntax) -> None:
        super().__init__(syntax)
        self.low = [_plain(form) for form in self.forms]
        named = (entity.span for entity in self.parse.entities if entity.kind in _PLACES)
        self._places = set(self.words_of(named))

    def noun_of(self, span: Span) -> int:
        """The noun of a span that the others hang on; -1 where it has no words."""
        outer = [word for word in self.tops(self.words_in(span)) if self.tags[word] != "PUNCT"]
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
        joined = any(sign in form for sign in HYPHENS) and len(form) > 1
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


@lru_cache(65536)
def _plain(form: str) -> str:
    """Small letters, with one kind of hyphen and without a mark that stuck to the word."""
    low = form.lower().replace("‑", "-").replace("‐", "-")
    return low.strip('"“”‘«»') if len(low) > 1 else low
