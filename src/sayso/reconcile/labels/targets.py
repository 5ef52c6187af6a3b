"""What the phrases of a report mean: actors by their mentions, happenings by their nouns."""

from __future__ import annotations

from functools import cached_property

from sayso.reconcile.labels.actors import mention_heads
from sayso.reconcile.labels.events import Happenings, find_happenings
from sayso.reconcile.labels.phrases import Phrases
from sayso.records import Reading, Span
from sayso.syntax import Syntax
from sayso.terms import ActorKind, BlockKind

#: What only repeats or furnishes a page calls nobody anything.
SKIPPED = frozenset((BlockKind.RECAP, BlockKind.CREDIT, BlockKind.BYLINE, BlockKind.PROMOTION))


class Targets:
    """The actors and happenings of a report by the words that mean them."""

    def __init__(self, reading: Reading, syntax: Syntax) -> None:
        self.reading = reading
        self.phrases = Phrases(syntax)
        self.actors = mention_heads(self.phrases, reading.actors)

    @cached_property
    def skipped(self) -> frozenset[int]:
        """Words of recaps, credits, bylines and of what the page promotes."""
        blocks = (block for block in self.reading.report.blocks if block.kind in SKIPPED)
        return frozenset(i for block in blocks for i in self.phrases.words_in(block.span))

    @cached_property
    def happenings(self) -> Happenings:
        """The happenings; a noun that resolving took for a text ("the lawsuit") may mean one."""
        papers = {one.id for one in self.reading.actors if one.kind is ActorKind.DOCUMENT}
        taken = frozenset(i for i, id in self.actors.items() if id not in papers)
        return find_happenings(self.phrases, self.reading, self.skipped | taken)

    def of(self, span: Span) -> str | None:
        """The id of the actor or happening that a phrase means, None where it means neither."""
        head = self.phrases.noun_of(span)
        return self.happenings.of.get(head) or self.actors.get(head)
