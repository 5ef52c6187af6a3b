"""Which words of a report refer to whom: its actors by their mentions, and what only may act."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.reconcile.events.lexicon import Lexicon
from sayso.reconcile.events.tree import NOMINAL, Tree
from sayso.records import Actor, Participant, Place
from sayso.terms import EntityKind

ACTING = frozenset((EntityKind.PERSON, EntityKind.ORGANISATION, EntityKind.GROUP, EntityKind.PLACE))
INSIDE = ("by", "of", "from")  # how a thing's maker or owner follows it
GENITIVE = frozenset(("'s", "’s", "'", "’"))


class People:
    """Who each word refers to."""

    def __init__(
        self,
        tree: Tree,
        known: Lexicon,
        actors: Sequence[Actor],
        places: Sequence[Place],
    ) -> None:
        self._somebody = known.words["@somebody"]
        self._tree = tree
        self._actor: dict[int, str] = {}
        self._inside: dict[int, str] = {}  # words of longer mentions first, so that shorter win
        mentions = [(m, actor.id) for actor in actors for m in actor.mentions]
        for mention, owner in sorted(mentions, key=lambda it: it[0].span.start - it[0].span.end):
            self._inside.update(dict.fromkeys(tree.words_in(mention.span), owner))
            for word in tree.words_in(mention.head):
                self._actor.setdefault(word, owner)
        self._named = {
            word
            for entity in tree.parse.entities
            if entity.kind in ACTING
            for word in tree.words_in(entity.span)
        }
        self._places = {word for place in places for word in tree.words_in(place.span)}

    def actor(self, word: int) -> str | None:
        """The id of the actor that a word, or a name it is part of, refers to."""
        found = self._actor.get(word)
        if found is None:
            parts = [p for p in self._tree.of(word, "flat", "appos") if p > word]
            found = next((self._inside[p] for p in parts if p in self._inside), None)
        return found

    def acts(self, word: int) -> bool:
        """Whether a word refers to somebody: an actor, a name, a pronoun, "soldiers".

        Of "a third of the rebels" it is the rebels who do.
        """
        tree = self._tree
        of = [c for c in tree.of(word, "nmod") if c > word and tree.cases(c) == ["of"]]
        return self._acts(word) or (tree.low[word] in PARTS and any(map(self._acts, of)))

    def _acts(self, word: int) -> bool:
        if word in self._actor or word in self._named:
            return True
        if self._tree.tags[word] in ("NOUN", "PROPN"):
            return self._tree.low[word] in self._somebody
        return self._tree.tags[word] == "PRON" and self._tree.low[word] in PRONOUNS

    def lies(self, word: int) -> bool:
        """Whether a word is a place that something happens at."""
        return word in self._places and word not in self._actor

    def participant(self, word: int) -> Participant:
        """A noun phrase as a participant, with the actor that it is or that it belongs to."""
        return Participant(
            self._tree.phrase(word), self._tree.spans[word], self.actor(word) or self._owner(word)
        )

    def _owner(self, word: int) -> str | None:
        """Whose a thing is: "the decision of the court", "Mira's letter", "a call from Mira"."""
        tree = self._tree
        if tree.tags[word] not in NOMINAL:
            return None
        children = tree.of(word, "nmod", "compound", "amod", "det")
        led = [c for c in children if set(tree.cases(c)) & set(INSIDE) and c > word]
        owners = [c for c in children if c < word and set(tree.cases(c)) & GENITIVE]
        by = [c for c in led if "by" in tree.cases(c)]
        rest = [c for c in children if c < word and c not in owners]
        for near in (*by, *owners, *led, *rest):
            found = self.actor(near)
            if found:
                return found
        return None


PARTS = frozenset(
    (
        "third", "half", "quarter", "most", "some", "many", "one", "all", "number", "group",
        "dozens", "hundreds", "thousands", "scores", "members", "majority", "part", "rest", "batch",
    )
)  # fmt: skip
PRONOUNS = frozenset(
    (
        "i", "we", "you", "he", "she", "they", "it", "him",
        "her", "them", "us", "me", "who", "whom", "his", "their",
        "its", "our", "my",
    )
)  # fmt: skip
