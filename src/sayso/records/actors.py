"""Who is spoken of, by which words, and what they are."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.records.spans import Span
from sayso.terms import ActorKind, MentionKind


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that refer to an actor; ``head`` is the word of them that the others hang on.

    ``reason`` says in words why it is this actor: "the only woman named before", "last name".
    """

    span: Span
    head: Span
    kind: MentionKind
    reason: str


@dataclass(frozen=True, slots=True)
class Office:
    """What a report says an actor is, in its words, at ``span``.

    ``since`` and ``until`` are years or days as the report gives them, or None; ``former`` is
    whether the words say that it is over ("former", "then", "ex-").
    """

    title: str
    span: Span
    former: bool = False
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Post:
    """A post of a state that one person holds at a time, as offices are compared.

    ``noun`` is what it is, ``scope`` the words that tell it from its like, ``rank`` "vice" and the
    like, which make another post of it. All are folded; a scope has states by their codes.
    """

    noun: str
    scope: frozenset[str]
    rank: frozenset[str]

    def excludes(self, other: Post) -> bool:
        """Whether nobody holds both: neither is the other in fewer words."""
        if (self.noun, self.rank) != (other.noun, other.rank):
            return True
        return not (self.scope <= other.scope or other.scope <= self.scope)


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody, or something, that says or is spoken of in one report.

    ``name`` is the fullest unambiguous form; ``names`` are the others, fullest first. An actor
    without a name is called by its fullest nominal ("a military source"). ``known`` is an id in
    the file of known actors, such as Wikidata's.
    """

    id: str
    report: str
    kind: ActorKind
    name: str
    names: tuple[str, ...]
    offices: tuple[Office, ...]
    mentions: tuple[Mention, ...]
    known: str | None = None
