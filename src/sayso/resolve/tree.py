"""What resolving asks of a report's trees, after it has mended them for that."""

from __future__ import annotations

from itertools import pairwise

from sayso.resolve.lexicon import fold
from sayso.syntax import DEEPEST, Syntax


class Tree(Syntax):
    """The words of one report, their trees mended where the parser errs on who is meant.

    ``low`` are folded. ``first`` and ``last`` are the ends of what hangs on a word. ``line`` counts
    line breaks before its sentence; ``quote`` is the number of the outermost quotation that it
    stands in, -1 outside.
    """

    def __init__(self, syntax: Syntax) -> None:
        self._view(syntax)
        self.low = [fold(form) for form in self.forms]
        self.heads, self.relations = [*self.heads], [*self.relations]
        self._mend_genitives()
        self._mend_offices()
        self._mend_headlines()
        self._mend_relatives()
        self.first, self.last = self._extents()
        self.line = self._lines()
        self.quote = self._quotes()

    def _mend_offices(self) -> None:
        """In "who was speaker of the assembly" what hangs on the noun by "of" belongs to it."""
        for i, noun in enumerate(self.heads):
            if self.relations[i] != "obl" or not 0 <= noun < i or self.tags[noun] != "NOUN":
                continue
            if self.low[noun + 1] == "of" and self.heads[noun + 1] == i:
                self.relations[i] = "nmod"

    def _mend_headlines(self) -> None:
        """In "Belvarra opposition leader urges" there is no apposition: hang the name on it."""
        for noun, name in enumerate(self.heads):
            if self.relations[noun] != "appos" or not 0 <= name < noun or self.tags[noun] != "NOUN":
                continue
            between = range(name + 1, noun)
            if self.tags[name] != "PROPN" or any(self.heads[i] != noun for i in between):
                continue
            if any(self.tags[i] not in ("ADJ", "NOUN", "PROPN") for i in between):
                continue
            self.heads[noun], self.relations[noun] = self.heads[name], self.relations[name]
            self.heads[name], self.relations[name] = noun, "compound"

    def _mend_relatives(self) -> None:
        """Hang "who was speaker" on the noun right before its comma, not on a verb behind."""
        for who in range(2, self.size):
            clause = self.heads[who]
            if self.low[who] != "who" or clause < who or self.relations[clause] != "advcl":
                continue
            noun = who - 2 if self.tags[who - 1] == "PUNCT" else who - 1
            if self.tags[noun] in NOUNS and self.heads[clause] > clause:
                self.heads[clause], self.relations[clause] = noun, "acl"

    def _extents(self) -> tuple[list[int], list[int]]:
        """Ends of each subtree: a word climbs its heads until it changes nothing."""
        first, last, heads = list(range(self.size)), list(range(self.size)), self.heads
        for i in range(self.size):
            j = heads[i]
            while j >= 0 and first[j] > i:
                first[j] = i
                j = heads[j]
        for i in range(self.size - 1, -1, -1):
            j = heads[i]
            while j >= 0 and last[j] < i:
                last[j] = i
                j = heads[j]
        return first, last

    def _lines(self) -> list[int]:
        lines, number = [0] * self.size, 0
        for i, (before, after) in enumerate(pairwise(self.spans), start=1):
            if before.end != after.start and "\n" in self.text[before.end : after.start]:
                number += 1
            lines[i] = number
        return lines

    def _quotes(self) -> list[int]:
        quote = [-1] * self.size
        for number, quotation in enumerate(self.parse.quotations):
            if quotation.depth == 0:
                for i in range(self.at(quotation.span.start), self.at(quotation.span.end)):
                    quote[i] = number
        return quote

    def core(self, words: range) -> int:
        """The word of a stretch that the others hang on, a mark if all are marks; -1 if empty."""
        found = self.head_of(words, SLIGHT)
        return found if found >= 0 else next(iter(self.tops(words)), -1)

    def clause(self, word: int) -> int:
        """The predicate of the clause that a word stands in, or the root it hangs on."""
        for _ in range(DEEPEST):
            if self.relations[word] in CLAUSES or self.heads[word] < 0:
                return word
            word = self.heads[word]
        return word

    def leads(self, subject: int) -> bool:
        """Whether the clause of a subject is its sentence's own, or coordinate with that."""
        verb = self.heads[subject]
        for _ in range(12):
            if verb < 0 or self.relations[verb] in ("root", "parataxis"):
                return verb >= 0
            if self.relations[verb] != "conj":
                return False
            verb = self.heads[verb]
        return False

    def _mend_genitives(self) -> None:
        """Hang "the country's" on the noun that follows, where the parser took it for the head.

        Of "the country's vice president said" it may make the country the subject.
        """
        for mark in range(1, self.size - 1):
            owner = mark - 1
            if self.low[mark] not in GENITIVE or self.tags[mark] != "PART":
                continue
            owned = self._noun_after(mark)
            owns = self.relations[owner] == "nmod" and self.heads[owner] > mark
            if owned < 0 or owns or self.relations[owner] in PARTS:
                continue
            if self.under(owned, owner):
                self.heads[owned] = self.heads[owner]
                self.relations[owned] = self.relations[owner]
            self.heads[owner] = owned
            self.relations[owner] = "nmod"
            for word in range(mark + 1, owned):
                if self.heads[word] == owner:
                    self.heads[word] = owned

    def under(self, word: int, other: int) -> bool:
        """Whether a word is another, or hangs on it."""
        for _ in range(DEEPEST):
            if word < 0 or word == other:
                return word == other
            word = self.heads[word]
        return True

    def _noun_after(self, mark: int) -> int:
        """The last noun of the run of nouns, adjectives and marks behind a genitive, else -1."""
        found = -1
        for word in range(mark + 1, min(mark + 9, self.size)):
            tag = self.tags[word]
            if tag in ("NOUN", "PROPN"):
                found = word
            elif found >= 0 or (tag not in DESCRIBING and self.forms[word] not in "-'‘“\""):
                break
        return found

    def antecedent(self, pronoun: int) -> int:
        """The word that a relative pronoun stands for, -1 where it is no relative pronoun.

        The parser may hang a clause on a noun that comes only later; then, and for "who" behind a
        noun in any clause, it is the noun phrase right before.
        """
        clause = self.clause(pronoun)
        head = self.heads[clause]
        if self.relations[clause] == "acl" and head >= 0 and self.tags[head] in NOUNS:
            if head < pronoun:
                return head
        elif self.low[pronoun] not in ("who", "whom", "whose"):
            return -1
        before = pronoun - 1
        while before >= 0 and self.tags[before] in ("PUNCT", "ADP"):
            before -= 1
        if before < 0 or self.sentence[before] != self.sentence[pronoun]:
            return -1
        if self.tags[before] not in NOUNS:
            return -1
        for _ in range(12):
            head = self.heads[before]
            if not 0 <= head < pronoun or self.tags[head] not in NOUNS:
                break
            before = head
        return before


CLAUSES = frozenset(("root", "ccomp", "xcomp", "advcl", "acl", "csubj", "parataxis"))
NOUNS = frozenset(("NOUN", "PROPN", "NUM"))
DESCRIBING = frozenset(("NOUN", "PROPN", "ADJ", "NUM", "VERB", "ADV"))
PARTS = frozenset(("flat", "compound", "conj"))
GENITIVE = frozenset(("'s", "’s", "'", "’"))
SLIGHT = frozenset(("PUNCT", "ADP", "CCONJ", "DET"))
