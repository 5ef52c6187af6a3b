"""Who speaks: the references of sources, and I, we and you inside and outside what is said."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from sayso.records import Attribution, Parse
from sayso.resolve.chains import Chain, Chains
from sayso.resolve.references import Reference
from sayso.resolve.tree import Tree
from sayso.terms import MentionKind


def source_word(tree: Tree, attribution: Attribution) -> int:
    """The word that the source of an attribution hangs on, -1 without one."""
    for span in attribution.source:
        head = tree.core(tree.words_in(span))
        if head >= 0:
            return head
    return -1


def source_references(chains: Chains, attributions: Sequence[Attribution]) -> dict[str, Reference]:
    """The reference of each attribution's source, by the attribution's id."""
    found: dict[str, Reference] = {}
    for attribution in attributions:
        reference = _source(chains, attribution)
        if reference is not None:
            found[attribution.id] = reference
    return found


def _source(chains: Chains, attribution: Attribution) -> Reference | None:
    tree = chains.tree
    head = source_word(tree, attribution)
    if head >= 0 and head in chains.by_head:
        return chains.by_head[head]
    for span in attribution.source:  # the head refers to nothing; what stands beside it may
        for i in tree.words_in(span):
            if i in chains.by_head and not chains.by_head[i].weak:
                return chains.by_head[i]
    return None


class Said:
    """What is said, by the character: finds the innermost attribution that a word stands in."""

    def __init__(self, attributions: Sequence[Attribution], parse: Parse) -> None:
        pieces = [(span, a) for a in attributions for span in a.content]
        self.pieces = sorted(pieces, key=lambda piece: (piece[0].start, -piece[0].end))
        self.starts = [span.start for span, _ in self.pieces]
        self.quotations = [q.words for q in parse.quotations]
        self.quoted = [q.start for q in self.quotations]

    def of(self, character: int) -> Attribution | None:
        """The innermost attribution of whose content the character is, None outside."""
        at = bisect_right(self.starts, character)
        for span, attribution in reversed(self.pieces[max(0, at - 12) : at]):
            if character < span.end:
                return attribution
        return None

    def quotes(self, character: int) -> bool:
        """Whether the character stands between quotation marks."""
        at = bisect_right(self.quoted, character)
        return any(character < q.end for q in self.quotations[max(0, at - 4) : at])


def chain_speakers(chains: Chains, said: Said, sources: dict[str, Reference]) -> None:
    """I and we between quotation marks are whoever says it; outside, whoever writes."""
    tree = chains.tree
    speakers: dict[tuple[int, bool | None, str], Chain] = {}
    for reference in chains.references:
        if reference.kind is not MentionKind.PRONOUN or reference.person == 3:
            continue
        if chains.of[reference.number] is not None:
            continue
        character = tree.starts[reference.head]
        attribution = said.of(character)
        if reference.person == 1 and attribution is not None and said.quotes(character):
            source = sources.get(attribution.id)
            chain = chains.of[source.number] if source is not None else None
            if chain is not None and source is not reference:
                chains.add(chain, reference, "speaks in the quotation")
                continue
        place = str(tree.quote[reference.head]) if attribution is None else attribution.id
        if not said.quotes(character):
            place = ""
        number = reference.plural if reference.person == 1 else None
        key = (reference.person, number, place)
        if key in speakers:
            chains.add(speakers[key], reference, "the same voice")
        else:
            speakers[key] = chains.start(reference, "speaks for itself")
