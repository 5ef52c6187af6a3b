"""The content words of a report as keys that mean the same in another report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from math import log1p

from sayso.model.rarity import rarity
from sayso.names import fold, name_words
from sayso.reconcile.claims.lexicon import Sense, lexicon
from sayso.reconcile.claims.stems import stem
from sayso.reconcile.events.quantities import number
from sayso.reconcile.events.tree import Tree
from sayso.records import Actor
from sayso.terms import ActorKind, MentionKind

_CONTENT = frozenset(("NOUN", "PROPN", "VERB", "ADJ", "NUM"))
_GIST = 30  # keys
_NUMBER = 0.5  # what a number weighs: figures change while the story stays
_NAMELESS = frozenset((ActorKind.ANONYMOUS, ActorKind.COLLECTIVE, ActorKind.DOCUMENT))


class Keys:
    """By word of a tree: its key ("" for one that means nothing by itself) and what it weighs."""

    def __init__(self, tree: Tree, actors: Sequence[Actor]) -> None:
        self.actor: dict[int, Actor] = {}
        part: set[int] = set()
        for actor in actors:
            if not called(actor):
                continue
            for mention in actor.mentions:
                heads = tree.words_in(mention.head)
                for word in heads:
                    self.actor.setdefault(word, actor)
                if mention.kind is MentionKind.NAME:
                    part.update(w for w in tree.words_in(mention.span) if w not in heads)
        self.keys: list[str] = []
        self.weights: list[float] = []
        for word in range(tree.size):
            key, weight = "", 0.0
            if word in self.actor:
                key, weight = called(self.actor[word]), 1.0
            elif tree.tags[word] in _CONTENT and word not in part:
                key, weight = _plain(tree.joined[word], tree.tags[word])
            self.keys.append(key)
            self.weights.append(weight)

    def of(self, words: Sequence[int]) -> dict[str, float]:
        """Keys of some words with their weights; the most where one has several."""
        found: dict[str, float] = {}
        for word in words:
            if key := self.keys[word]:
                found[key] = max(found.get(key, 0.0), self.weights[word])
        return found

    def gist(self) -> frozenset[str]:
        """What the whole text is about: its weightiest keys, by how often they come."""
        count = Counter(key for key in self.keys if key)
        weight = self.of(range(len(self.keys)))
        best = sorted(weight, key=lambda key: (-weight[key] * log1p(count[key]), key))
        return frozenset(best[:_GIST])


@lru_cache(65536)
def _plain(word: str, tag: str) -> tuple[str, float]:
    bare = word.removesuffix("'s").removesuffix("’s").strip("-–—.’'")
    root = stem(bare)
    if root in lexicon().words["light"] or not any(c.isalnum() for c in bare):
        return "", 0.0
    if tag == "NUM" or bare[:1].isdigit():
        value = None if bare[:1].isdigit() else number((bare,))
        return bare if value is None else f"{value:g}", _NUMBER  # "four" is 4
    if root in lexicon().actors and tag in ("NOUN", "ADJ", "PROPN"):
        return lexicon().actors[root], rarity(bare)
    plain = sense_of(root)
    return plain.name if plain else root, rarity(bare)


def sense_of(root: str, beside: frozenset[str] = frozenset()) -> Sense | None:
    """The sense of a stem, given those that stand with it; None where the lexicon has none."""
    for sense in lexicon().senses.get(root, ()):
        if not sense.beside or sense.beside in beside:
            return sense
    return None


@lru_cache(65536)
def _called(name: str, personal: bool) -> str:
    words = name_words(name, personal=personal)
    return (words[-1] if personal and words else " ".join(words)) or fold(name)


def called(actor: Actor) -> str:
    """What reports call an actor for short, folded: the family name of a person; "" for none."""
    if actor.kind in _NAMELESS or not any(m.kind is MentionKind.NAME for m in actor.mentions):
        return ""
    return _called(actor.name, actor.kind is ActorKind.PERSON)
