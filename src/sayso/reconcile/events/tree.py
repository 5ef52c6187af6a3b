"""What finding events and comparing claims ask of a report's trees."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.records import Span
from sayso.syntax import DEEPEST, Syntax
from sayso.terms import EntityKind

NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "NUM"))
SUBJECTS = frozenset(("nsubj", "csubj"))
#: What hangs on the head of a noun phrase without being part of its core.
OUTSIDE = frozenset(("acl", "advcl", "appos", "parataxis", "conj", "cc", "punct", "case"))
DOCUMENTS = frozenset(
    (
        "statement", "report", "letter", "resolution", "lawsuit", "complaint", "petition", "suit",
        "bill", "decree", "order", "message", "speech", "interview", "motion", "tweet",
        "declaration",
    )
)  # fmt: skip
GENITIVE = frozenset(("'s", "’s", "'", "’"))
#: Of a passive.
BE = frozenset(
    (
        "be", "is", "was", "were", "are", "been", "being", "am",
        "'s", "’s", "get", "gets", "got", "gotten", "getting",
    )
)  # fmt: skip
HAVE = frozenset(("have", "has", "had", "having", "'ve", "’ve"))


class Tree(Syntax):
    """The words of one report, with what is asked of a predicate: who does it, and to whom.

    ``joined`` are lower-case words, those that hyphens join ("cease-fire") as one at each of them.
    ``named`` are the words of names of bodies and people, ``dated`` those of ``dates``.
    """

    # A time or a name that begins within a word is no part of it.
    words_in = Syntax.words_from

    def __init__(self, syntax: Syntax, dates: Sequence[Span] = ()) -> None:
        self._view(syntax)
        self.relations, self.children = [*self.relations], syntax.children
        self._mend_bounds()
        self.joined = self._joined()
        bodies = (EntityKind.ORGANISATION, EntityKind.PERSON, EntityKind.FACILITY)
        entities = self.parse.entities
        self.named = set(self.words_of(it.span for it in entities if it.kind in bodies))
        self.dated = set(self.words_of(dates))

    def _joined(self) -> list[str]:
        """The words; "ceasefire" at each word of "cease-fire"."""
        joined = [low.replace("-", "") or low for low in self.low]
        last = -1
        for word, low in enumerate(self.low):
            if word <= last or "-" not in low:
                continue
            first = last = word
            while self._is_joined(first):
                first -= 1
            while self._is_joined(last + 1):
                last += 1
            if first < last and (whole := "".join(self.low[first : last + 1]).replace("-", "")):
                joined[first : last + 1] = [whole] * (last + 1 - first)
        return joined

    def _is_joined(self, word: int) -> bool:
        """Whether a hyphen, with no space, stands between a word and the one before."""
        if not 0 < word < self.size or self.spans[word - 1].end != self.starts[word]:
            return False
        return self.low[word].startswith("-") or self.low[word - 1].endswith("-")

    def _mend_bounds(self) -> None:
        """Make "at least 26 soldiers" the object that a parser misses over its preposition."""
        for least in range(1, self.size):
            if self.low[least] not in ("least", "most") or self.low[least - 1] != "at":
                continue
            noun = least
            for _ in range(3):
                if self.relations[noun] != "obl" and self.heads[noun] > noun:
                    noun = self.heads[noun]
            if self.relations[noun] == "obl" and 0 <= self.heads[noun] < least:
                self.relations[noun], self.relations[least - 1] = "obj", "advmod"

    def objects(self, verb: int) -> list[int]:
        """The objects of a verb; where it has none, what a parser may have taken otherwise.

        That is a second subject behind the verb, or a bare noun that is no time.
        """
        found = self.of(verb, "iobj", "obj")
        if found or self.passive(verb):
            return [self.referred(word, verb) for word in found if word not in self.dated]
        subjects = self.of(verb, "nsubj")
        if len(subjects) > 1 and subjects[0] < verb < subjects[-1]:
            return subjects[-1:]
        led = self.of(verb, "obl")
        bare = [n for n in led if n > verb and not self.cases(n) and n + 1 not in led]
        return [n for n in bare if n not in self.dated and self.tags[n] in NOMINAL][:1]

    def cases(self, word: int) -> list[str]:
        """The prepositions and marks before a noun phrase: ["because", "of"]."""
        found = []
        for child in self.of(word, "case", "mark"):
            found.append(self.low[child])
            found += [self.low[part] for part in self.of(child, "fixed")]
        return found

    def phrase(self, word: int) -> Span:
        """The noun phrase that a word heads, without clauses, appositions and coordinates."""
        found, todo = {word}, [word]
        while todo:
            at = todo.pop()
            for child in self.children[at]:
                outside = self.relations[child] in OUTSIDE and (
                    at == word or self.relations[child] not in ("case", "conj", "cc", "punct")
                )
                if self.relations[child] == "nmod" and "by" in self.cases(child):
                    outside = True  # who did it, not whose it is
                if self.relations[child] == "appos" and self._follows(child):
                    outside = False
                if child not in found and not outside:
                    found.add(child)
                    todo.append(child)
        first, last = word, word  # the run of them that the word stands in
        while first - 1 in found or (
            first >= 2 and self.low[first - 1] in "-,“”\"'’" and first - 2 in found
        ):
            first -= 1
        while last + 1 in found or (
            last + 2 < self.size and self.low[last + 1] in "-“”\"'’" and last + 2 in found
        ):
            last += 1
        return Span(self.spans[first].start, self.spans[last].end)

    def _follows(self, apposition: int) -> bool:
        """Whether an apposition is part of the name: "President Mira Dovane", with no comma."""
        first = self.subtree(apposition)[0]
        return first > self.heads[apposition] and self.tags[first - 1] != "PUNCT"

    def conjuncts(self, word: int) -> list[int]:
        """The word and what is coordinate with it: "A, B and C"."""
        found = [word]
        for at in found:
            found += [c for c in self.of(at, "conj") if c not in found and self.tags[c] in NOMINAL]
        return found

    def passive(self, verb: int) -> bool:
        """Whether a verb's subject undergoes it: "was arrested", "a man arrested in Cairo"."""
        form = self.low[verb]
        if form.endswith("ing"):
            return False
        aux = [self.low[child] for child in self.of(verb, "aux")]
        if aux and aux[-1] in BE:
            return True
        if aux or self.of(verb, "obj"):
            return False
        if self.relations[verb] == "conj" and self.heads[verb] >= 0:
            head = self.heads[verb]
            return not self.of(verb, "nsubj") and self.tags[head] == "VERB" and self.passive(head)
        if self.relations[verb] == "acl":
            return not self.of(verb, "nsubj", "mark")
        by = [n for n in self.of(verb, "obl") if "by" in self.cases(n)]
        return bool(by) and self.relations[verb] in ("advcl", "xcomp", "root", "parataxis")

    def subject(self, verb: int) -> int:
        """The word that heads a predicate's subject, its own or one that it shares; -1 for none."""
        for _ in range(DEEPEST):
            own = self._own_subject(verb)
            if own >= 0:
                return self.referred(own, verb)
            head, relation = self.heads[verb], self.relations[verb]
            if head < 0:
                return -1
            if relation == "acl" and self.low[head] in DOCUMENTS and self.relations[head] == "obj":
                verb = self.heads[head]  # "put out a report accusing": not the report
                continue
            if relation == "acl" and self.tags[head] in NOMINAL:
                return head if "to" not in self.cases(verb) else self.owner(head)
            if (
                relation in ("xcomp", "ccomp")
                and self._controlled(head)
                and "to" in self.cases(verb)
            ):
                return self._controlled_by(head)
            if relation not in ("conj", "xcomp", "advcl", "ccomp", "parataxis"):
                return -1
            if relation in ("ccomp", "parataxis"):
                return -1
            verb = head
        return -1

    def _own_subject(self, verb: int) -> int:
        """The subject that hangs on a predicate, or that the parser hung elsewhere; -1 for none."""
        own = [
            c for c in self.children[verb] if self.relations[c] in SUBJECTS and c not in self.dated
        ]
        if own:
            before = [c for c in own if c < verb]
            return before[-1] if before else own[0]
        if self.tags[verb] != "VERB" or self.low[verb].endswith("ing"):
            return -1
        for child in self.of(verb, "obl", "dislocated", "dep"):  # "around 50 countries have ..."
            bare = child not in self.dated and not self.cases(child)
            if child < verb and self.tags[child] in NOMINAL and bare:
                return child
        at = verb - 1  # "Dovane decried ...: 'We condemn ...'", hung on the later verb
        while at >= 0 and self.tags[at] in ("ADV", "AUX"):
            at -= 1
        while at >= 0 and self.relations[at] == "flat":
            at = self.heads[at]
        hung = at >= 0 and self.relations[at] == "nsubj" and self.heads[at] > verb
        return at if hung and self.tags[at] in ("NOUN", "PROPN") else -1

    def _controlled(self, verb: int) -> bool:
        return bool(self.of(verb, "obj", "iobj"))

    def _controlled_by(self, verb: int) -> int:
        """Whom a verb has do something: the object of "ordered the army to withdraw"."""
        return self.of(verb, "iobj", "obj")[0]

    def owner(self, noun: int) -> int:
        """The head of a noun's possessor, -1 for none; a verb's subject, of a light verb's noun."""
        for child in self.of(noun, "nmod", "det"):
            owns = self.tags[child] == "PRON" or self.low_case(child) in GENITIVE
            if child < noun and owns:
                return child
        for child in self.of(noun, "nmod"):
            if child > noun and self.cases(child) == ["by"]:  # "an attempt by the army to seize"
                return child
        head = self.heads[noun]
        if head >= 0 and self.relations[noun] == "obj":
            return self.subject(head)
        return -1

    def low_case(self, word: int) -> str:
        """The last mark of case of a word: "'s" of "the army's"."""
        cases = self.cases(word)
        return cases[-1] if cases else ""

    def referred(self, subject: int, verb: int) -> int:
        """What a relative pronoun stands for, else the subject itself."""
        if self.low[subject] in ("who", "which", "that", "whom") and self.relations[verb] == "acl":
            return self.heads[verb] if self.heads[verb] >= 0 else subject
        return subject
