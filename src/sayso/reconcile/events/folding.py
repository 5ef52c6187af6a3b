"""Deeds that are only agreed to, refused, demanded or threatened: part of what does so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sayso.reconcile.events.lexicon import Lexicon
from sayso.reconcile.events.matching import HOSTILE, Match
from sayso.reconcile.events.tree import Tree
from sayso.terms import EventType, Mode


def fold(tree: Tree, known: Lexicon, matches: Sequence[Match]) -> list[Match]:
    """Put deeds that are agreed to, refused, demanded or threatened into what does so."""
    outer = {m.head: m for m in matches}
    gone: set[int] = set()
    for match in matches:
        if match.type not in FOLDING or match.head in gone:
            continue
        inner = _complement(tree, match, outer)
        if inner and inner.head not in gone:
            gone.add(inner.head)
            outer[match.head] = _folded(match, inner, tree.passive(inner.head))
    return [outer[m.head] for m in matches if m.head not in gone]


FOLDING = frozenset(
    (
        EventType.AGREE,
        EventType.REJECT,
        EventType.THREATEN,
        EventType.REQUEST,
        EventType.APPEAL,
    )
)
#: What is asked for, by the deed asked for: PLOVER's modes of requests and of refusals.
ASKED = {
    EventType.AID: Mode.ASSIST,
    EventType.COOPERATE: Mode.ASSIST,
    EventType.SUPPORT: Mode.ASSIST,
    EventType.CONSULT: Mode.MEET,
    EventType.AGREE: Mode.MEET,
    EventType.RETREAT: Mode.YIELD,
    EventType.CONCEDE: Mode.CHANGE,
}
THREATENED = {
    EventType.ASSAULT: Mode.VIOLENCE,
    EventType.MOBILIZE: Mode.VIOLENCE,
    EventType.SANCTION: Mode.RELATIONS,
    EventType.PROTEST: Mode.RELATIONS,
    EventType.COERCE: Mode.RESTRICT,
}


def _complement(tree: Tree, match: Match, others: dict[int, Match]) -> Match | None:
    """The deed in a match's complement: a verb below it, or a noun as its object."""
    for start in dict.fromkeys((match.verb, match.head, *match.words)):
        if start < 0:
            continue
        for child in tree.children[start]:
            relation = tree.relations[child]
            if relation in ("xcomp", "ccomp", "acl") or (
                relation in ("obj", "obl", "nmod", "advcl") and child > start
            ):
                for at in (child, *tree.of(child, "xcomp")):
                    inner = others.get(at)
                    if inner is None:
                        inner = next(
                            (m for m in others.values() if m.verb == at and m.head != at), None
                        )
                    if inner and inner.head != match.head and _asked(tree, match, inner, child):
                        return inner
    return None


def _asked(tree: Tree, match: Match, inner: Match, child: int) -> bool:
    """Whether a deed is what is agreed to or asked for, not what that is an answer to."""
    if match.type is EventType.REJECT and inner.type in FOLDING and inner.verb < 0:
        return False
    relation = tree.relations[child]
    if relation == "ccomp" and match.type in ACTING and not _is_to_be(tree, child):
        return False  # "agreed that it was so" agrees to no deed
    if relation in ("xcomp", "ccomp", "acl"):
        return tree.low[inner.head] == tree.low[child] or inner.verb == child or child != inner.head
    cases = set(tree.cases(child))
    if relation == "advcl":
        return match.type in (EventType.REQUEST, EventType.APPEAL) and "to" in cases
    if relation == "obj":
        return True
    return bool(cases & {"for", "to", "on", "of"}) and inner.verb < 0


ACTING = frozenset((EventType.AGREE, EventType.REJECT, EventType.THREATEN))
TO_BE = frozenset(("will", "would", "should", "shall", "must", "could", "can", "'ll", "’ll", "to"))


def _is_to_be(tree: Tree, clause: int) -> bool:
    """Whether a clause says what is to be, not what is: "that they should", "to"."""
    marks = tree.of(clause, "aux", "mark")
    return any(tree.low[word] in TO_BE for word in marks) or not tree.of(clause, "nsubj")


def _folded(match: Match, inner: Match, passive: bool) -> Match:
    kind, mode = match.type, match.mode
    hostile = inner.type in HOSTILE and inner.type not in FOLDING
    if kind is EventType.AGREE and hostile:
        kind = EventType.THREATEN
    if kind is EventType.REQUEST and passive and inner.type not in FOLDING:
        return replace(inner, words=(*inner.words, match.head))  # "ordered them jailed"
    if kind in (EventType.REQUEST, EventType.REJECT, EventType.APPEAL):
        mode = ASKED.get(inner.type, Mode.CHANGE)
    elif kind is EventType.THREATEN:
        mode = THREATENED.get(inner.type, mode)
    return replace(match, type=kind, mode=mode, about=inner.about or inner.type, inner=inner)
