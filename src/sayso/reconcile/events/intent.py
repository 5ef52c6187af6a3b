"""Deeds that are not done yet, as PLOVER counts them: promised, refused, threatened, demanded.

PLOVER's rule is that a cooperative deed in the future tense is an agreement to it; so what will
not be done is a refusal. A hostile one is a threat only in the mouth of whoever would do it: of an
army that "will attack", somebody else only predicts it.
"""

from __future__ import annotations

from dataclasses import replace

from sayso.reconcile.events.folding import ASKED, THREATENED
from sayso.reconcile.events.lexicon import Lexicon
from sayso.reconcile.events.matching import COOPERATIVE, Match, governed_by
from sayso.reconcile.events.modality import Reality
from sayso.reconcile.events.people import People
from sayso.reconcile.events.tree import Tree
from sayso.terms import EventType, Modality, Mode

#: Types that a failure to come to them makes a refusal of.
COMING_TO_TERMS = frozenset((EventType.AGREE, EventType.SUPPORT, EventType.CONSULT))


def intended(
    tree: Tree, known: Lexicon, people: People, match: Match, reality: Reality
) -> tuple[Match, Reality]:
    """A deed as the type that tense and speaker make it, and what is left of its reality."""
    at = match.anchor
    failed = reality.negated and governed_by(tree, known, at, "failing") >= 0
    if failed and match.type in COMING_TO_TERMS:
        refused = _as(match, EventType.REJECT, ASKED.get(match.type))
        return refused, replace(reality, negated=False)
    granting = match.type in (EventType.AGREE, EventType.CONCEDE)
    if granting and reality.negated and reality.modality is Modality.ASSERTED:
        return _as(match, EventType.REJECT, match.mode), replace(reality, negated=False)
    if reality.modality is not Modality.PLANNED or match.verb < 0:
        return match, reality
    subject = tree.subject(match.verb)
    if subject >= 0 and not people.acts(subject) and not tree.passive(match.verb):
        return match, reality  # a bill or a plan "would allow": nobody agrees to it
    if match.type in COOPERATIVE and (match.type is not EventType.AGREE or reality.negated):
        if reality.negated:
            refused = _as(match, EventType.REJECT, ASKED.get(match.type))
            return refused, Reality(False, Modality.ASSERTED, reality.words)
        return _as(match, EventType.AGREE, None), reality
    if match.type in THREATENED and not reality.negated and says_itself(tree, known, people, at):
        return _as(match, EventType.THREATEN, THREATENED[match.type]), reality
    return match, reality


def _as(match: Match, kind: EventType, mode: Mode | None) -> Match:
    return replace(match, type=kind, mode=mode, about=match.about or match.type)


def says_itself(tree: Tree, known: Lexicon, people: People, verb: int) -> bool:
    """Whether who would do it says so: "the army said it would attack", "we will attack"."""
    subject = tree.subject(verb)
    if subject < 0:
        return False
    if _saying(tree, known, verb) < 0:
        return tree.low[subject] in ("we", "i")
    speaker = speaker_of(tree, known, verb)
    if speaker < 0:
        return False
    left, right = people.actor(speaker), people.actor(subject)
    if left and right:
        return left == right or tree.low[subject] in ("we", "i")
    return tree.tags[subject] == "PRON"


def speaker_of(tree: Tree, known: Lexicon, verb: int) -> int:
    """The head of who says what a verb is the first of; -1 for nobody."""
    saying = _saying(tree, known, verb)
    return tree.subject(saying) if saying >= 0 else -1


def _saying(tree: Tree, known: Lexicon, verb: int) -> int:
    """The verb of saying in whose content a verb stands first; -1 for none."""
    head, relation = tree.heads[verb], tree.relations[verb]
    if head >= 0 and relation == "conj":
        head, relation = tree.heads[head], tree.relations[head]
    if head < 0 or relation not in ("ccomp", "xcomp"):
        return -1
    return head if tree.low[head] in known.building["saying"] else -1


def find_duties(tree: Tree, known: Lexicon, matches: list[Match]) -> list[Match]:
    """What somebody says that somebody must do: a demand on whoever must.

    "Should" and "ought to" ask for less: an appeal.
    """
    by_verb = {m.verb: m for m in matches if m.verb >= 0}
    found = []
    duty = known.words["duty"]
    bidden = {tree.heads[word] for word, low in enumerate(tree.low) if low in duty}
    for verb in sorted(bidden - {-1}):
        if tree.tags[verb] != "VERB" and not tree.of(verb, "cop"):
            continue
        bound = [c for c in tree.of(verb, "aux") if tree.low[c] in duty]
        saying = _saying(tree, known, verb) if bound else -1
        if saying < 0 or tree.subject(saying) < 0 or tree.subject(verb) < 0:
            continue
        asked = by_verb.get(verb)
        kind = EventType.REQUEST if tree.low[bound[0]] == "must" else EventType.APPEAL
        found.append(
            Match(
                bound[0],
                saying,
                (bound[0], saying, verb),
                kind,
                ASKED.get(asked.type, Mode.CHANGE) if asked else Mode.CHANGE,
                f"say+{tree.low[bound[0]]}",
                about=asked.type if asked else None,
                inner=asked or Match(verb, verb, (verb,), kind, None, ""),
            )
        )
    replaced = {m.verb for m in found} | {m.words[2] for m in found}
    return sorted([*found, *(m for m in matches if m.verb not in replaced)], key=lambda m: m.head)
