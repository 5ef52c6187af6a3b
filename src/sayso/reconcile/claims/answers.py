"""A sentence that answers "no" in the one before it with a number.

"The army owned no such truck. Photographs show four." What the second counts is left out, and so is
of whom it is said; both stand in the first. Only verbs of showing are read so: in "The team scored
no goal. Its rivals scored two" nothing stands against anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from sayso.reconcile.claims.clauses import Text, clause_of
from sayso.reconcile.claims.lexicon import lexicon
from sayso.reconcile.claims.stems import stem
from sayso.reconcile.events.quantities import find_quantities
from sayso.reconcile.events.tree import Tree
from sayso.records import Quantity, Span
from sayso.records.claims import Clause, Phrase
from sayso.terms import Modality


def answers(text: Text, words: Sequence[int], modality: Modality) -> Iterator[Clause]:
    """What is denied in the sentence before, as ``words`` say it with a number instead."""
    tree = text.tree
    for word in words:
        if tree.tags[word] == "VERB" and stem(tree.low[word]) in lexicon().words["showing"]:
            for shown in tree.of(word, "obj"):
                count = find_quantities(tree, (shown,))
                if (
                    tree.tags[shown] == "NUM"
                    and count
                    and not (count[0].unit or tree.of(word, "aux"))
                ):
                    yield from _filled(
                        text, tree.spans[word], count[0], _before(tree, word), modality
                    )


def _before(tree: Tree, word: int) -> range:
    """The words of the sentence before, none where it stands in another paragraph."""
    number = tree.sentence[word]
    if not number:
        return range(0)
    (first, last), (start, _) = tree.ranges[number - 1], tree.ranges[number]
    gap = tree.text[tree.spans[last - 1].end : tree.starts[start]]
    return range(0) if "\n" in gap else range(first, last)


def _filled(
    text: Text, span: Span, count: Quantity, before: range, modality: Modality
) -> Iterator[Clause]:
    tree = text.tree
    for noun in before:
        verb = tree.heads[noun]
        none = any(tree.low[c] == "no" for c in tree.of(noun, "det"))
        if not none or verb < 0 or tree.relations[noun] not in ("obj", "nsubj"):
            continue
        said = clause_of(text, verb, set(before), denied=False, modality=modality)
        if said is not None and said.negated:
            yield replace(
                said,
                predicate=span,
                agent=_counted(said.agent, tree.spans[noun], count),
                patient=_counted(said.patient, tree.spans[noun], count),
                negated=False,
                turned=(),
            )


def _counted(phrases: Iterable[Phrase], noun: Span, count: Quantity) -> tuple[Phrase, ...]:
    """The phrases, with the number in the place of the "no" of one of them."""
    return tuple(
        replace(p, span=count.span, quantity=count) if p.span.holds(noun) else p for p in phrases
    )
