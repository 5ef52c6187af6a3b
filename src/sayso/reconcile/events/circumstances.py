"""When and where a deed happened: the times and places that hang on it, else its attribution's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from sayso.reconcile.events.matching import Match
from sayso.reconcile.events.tree import Tree
from sayso.records import Attribution, Place, Span, Time
from sayso.syntax import DEEPEST
from sayso.terms import Precision

At = TypeVar("At", Time, Place)
WHERE = frozenset(
    (
        "in",
        "at",
        "near",
        "on",
        "outside",
        "inside",
        "around",
        "across",
        "throughout",
        "over",
        "from",
        "to",
        "into",
        "along",
        "off",
    )
)
CLAUSES = frozenset(("ccomp", "advcl", "acl", "parataxis", "conj"))


def nearest_time(tree: Tree, match: Match, times: Sequence[Time]) -> int | None:
    """The time in a deed's clause that stands nearest to it, by index; None for none."""
    near = _of_sentence(tree, match, times)
    dated = [(n, t) for n, t in near if t.precision is not Precision.VAGUE]
    return _nearest(tree, match, dated)


def nearest_place(
    tree: Tree, match: Match, places: Sequence[Place], taken: Sequence[Span]
) -> int | None:
    """The place that a preposition brings into a deed's clause, and that takes no part in it."""
    free = [
        (n, place)
        for n, place in _of_sentence(tree, match, places)
        if not any(span.holds(place.span) for span in taken) and _is_where(tree, place)
    ]
    return _nearest(tree, match, free)


def of_attribution(attribution: Attribution | None) -> tuple[int | None, int | None]:
    """When and where what an attribution says is said to have happened."""
    setting = attribution.setting if attribution else None
    return (setting.happened, setting.happened_at) if setting else (None, None)


def _of_sentence(tree: Tree, match: Match, all_: Sequence[At]) -> list[tuple[int, At]]:
    """Times or places of a deed's sentence, by index."""
    first, end = tree.ranges[tree.sentence[match.anchor]]
    start, stop = tree.starts[first], tree.spans[end - 1].end
    return [(n, one) for n, one in enumerate(all_) if start <= one.span.start < stop]


def _is_where(tree: Tree, place: Place) -> bool:
    words = tree.words_in(place.span)
    heads = [w for w in words if tree.heads[w] not in words]
    return any(set(tree.cases(word)) & WHERE for word in heads)


def _nearest(tree: Tree, match: Match, places: Sequence[tuple[int, At]]) -> int | None:
    at = match.anchor
    own = _clause(tree, at)
    best: tuple[int, int] | None = None
    for number, place in places:
        words = tree.words_in(place.span)
        if not words or words.start not in own:
            continue
        far = abs(words.start - at)
        best = min(best or (far, number), (far, number))
    return best[1] if best else None


def _clause(tree: Tree, at: int) -> set[int]:
    """The words of a deed's own clause, for a noun that of its verb; no clause below it."""
    top = at
    for _ in range(DEEPEST):
        if tree.heads[top] < 0 or tree.relations[top] in (*CLAUSES, "root", "xcomp"):
            break
        top = tree.heads[top]
    found, todo = {top}, [top]
    while todo:
        for child in tree.children[todo.pop()]:
            if child not in found and tree.relations[child] not in CLAUSES:
                found.add(child)
                todo.append(child)
    return found
