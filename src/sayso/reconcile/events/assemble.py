"""From matches in the tree to the events of a report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sayso.model import Scored
from sayso.reconcile.events.arguments import Arguments, find_arguments
from sayso.reconcile.events.circumstances import nearest_place, nearest_time, of_attribution
from sayso.reconcile.events.folding import fold
from sayso.reconcile.events.intent import find_duties, intended, speaker_of
from sayso.reconcile.events.lexicon import Lexicon, lexicon
from sayso.reconcile.events.matching import Match, find_matches
from sayso.reconcile.events.modality import Reality, find_reality
from sayso.reconcile.events.opinion import reconsider
from sayso.reconcile.events.people import People
from sayso.reconcile.events.quantities import find_quantities
from sayso.reconcile.events.tree import Tree
from sayso.records import Attribution, Event, Participant, Reading, Span, identify
from sayso.syntax import Syntax
from sayso.terms import BlockKind, EventType, Mode

#: Blocks whose words tell no events of the report, or none that it does not tell above.
IDLE = frozenset((BlockKind.PROMOTION, BlockKind.CREDIT, BlockKind.BYLINE, BlockKind.RECAP))


def find_events(
    syntax: Syntax, reading: Reading, scored: Scored | None = None
) -> tuple[Event, ...]:
    """The events of a report, in the order of its text.

    With what the model believes of the text (``scored``), its head has a say in their types.
    """
    report, known = reading.report, lexicon()
    tree = Tree(syntax, [time.span for time in reading.times])
    people = People(tree, known, reading.actors, reading.places)
    idle = [block.span for block in report.blocks if block.kind in IDLE]
    attributions = sorted(reading.attributions, key=_length_of_content)
    found = []
    matches = find_duties(tree, known, fold(tree, known, find_matches(tree, known)))
    for match in matches:
        if any(span.holds(tree.spans[match.head]) for span in idle):
            continue
        reality = find_reality(tree, known, match)
        match, reality = intended(tree, known, people, match, reality)
        arguments = find_arguments(tree, known, people, match)
        match = _armed(tree, known, match, arguments)
        if not _is_told(tree, people, match, arguments):
            continue
        reason = _reason(tree, match)
        if scored is not None:
            around = _around(tree, match, matches)
            match, remark = reconsider(tree, scored, match, arguments, reality, around)
            reason += remark
        found.append(_event(tree, people, reading, attributions, match, arguments, reality, reason))
    return tuple(found)


def _around(tree: Tree, match: Match, matches: Iterable[Match]) -> frozenset[EventType]:
    """The types of the other deeds in a deed's sentence."""
    sentence = tree.sentence[match.head]
    return frozenset(
        it.type for it in matches if tree.sentence[it.head] == sentence and it.head != match.head
    )


def _armed(tree: Tree, known: Lexicon, match: Match, arguments: Arguments) -> Match:
    """A deed of firearms as one of heavy weapons, where its instrument is such."""
    heavy = any(tree.low[word] in known.words["heavy"] for word in arguments.instruments)
    return (
        replace(match, mode=Mode.HEAVY_WEAPONS) if heavy and match.mode is Mode.FIREARMS else match
    )


def _is_told(tree: Tree, people: People, match: Match, arguments: Arguments) -> bool:
    """Whether somebody takes part, or the deed is one that tells itself ("a bomb exploded").

    Of a bare noun ("the attack") nothing more is told: it only points back. A verb that tells a
    deed only with its object ("lifted the ban") does so whoever its subject is.
    """
    if match.verb >= 0 and arguments.actors and "+" in match.name:
        return True
    taking_part = (*arguments.actors, *arguments.recipients)
    if match.verb < 0 and match.type in WORDY and not arguments.actors:
        return False  # "a threat to the town": nobody's
    if match.type in SELF_TOLD and _shares_a_thing(tree, people, match, arguments):
        return False
    if match.type in SELF_TOLD and (match.verb >= 0 or match.happening):
        return True
    return any(people.acts(word) for word in taking_part) or (match.verb < 0 and match.happening)


def _shares_a_thing(tree: Tree, people: People, match: Match, arguments: Arguments) -> bool:
    """Whether a clause has no subject but another's, a thing: a bus crashed, "killing"."""
    if match.verb < 0 or not arguments.actors or not _is_aside(tree, match.verb):
        return False
    own = any(tree.heads[word] == match.verb for word in arguments.actors)
    return not own and not any(people.acts(word) for word in arguments.actors)


def _is_aside(tree: Tree, verb: int) -> bool:
    """Whether a verb tells what came with another; the tree may join such a participle to it."""
    relation = tree.relations[verb]
    return relation == "advcl" or (relation == "conj" and tree.low[verb].endswith("ing"))


#: What is done in words has somebody who says them.
WORDY = frozenset(
    (
        EventType.AGREE,
        EventType.SUPPORT,
        EventType.ACCUSE,
        EventType.REQUEST,
        EventType.REJECT,
        EventType.THREATEN,
        EventType.APPEAL,
        EventType.SAY,
    )
)
SELF_TOLD = frozenset((EventType.ASSAULT, EventType.PROTEST, EventType.COERCE))


def _event(
    tree: Tree,
    people: People,
    reading: Reading,
    attributions: Sequence[Attribution],
    match: Match,
    arguments: Arguments,
    reality: Reality,
    reason: str,
) -> Event:
    words = dict.fromkeys((match.head, *sorted(match.words)))
    predicate = tuple(tree.spans[word] for word in words)
    actor = _participants(people, arguments.actors)
    if match.verb >= 0:
        actor = tuple(_known(tree, people, match, one) for one in actor)
    recipient = _participants(people, arguments.recipients)
    attribution = innermost(attributions, predicate[0])
    happened, happened_at = of_attribution(attribution)
    time = nearest_time(tree, match, reading.times)
    taken = [participant.span for participant in (*actor, *recipient)]
    place = nearest_place(tree, match, reading.places, taken)
    counted = (*arguments.recipients, *arguments.actors, match.head)
    report = reading.report.id
    start, end = predicate[0].start, predicate[0].end
    return Event(
        identify("event", report, str(start), str(end), match.type),
        report,
        predicate,
        match.type,
        match.mode,
        actor,
        recipient,
        reason,
        tuple(tree.phrase(word) for word in arguments.instruments),
        match.about,
        happened if time is None else time,
        happened_at if place is None else place,
        find_quantities(tree, counted),
        reality.negated,
        reality.modality,
        tuple(tree.spans[word] for word in reality.words),
        attribution.id if attribution else None,
    )


def _known(tree: Tree, people: People, match: Match, one: Participant) -> Participant:
    """A participant; of a pronoun that nobody knows, the speaker: "Vosse said he would go"."""
    speaker = speaker_of(tree, lexicon(), match.verb) if one.actor is None else -1
    if speaker < 0 or one.head.of(tree.text).lower() not in REFERRING:
        return one
    return replace(one, actor=people.actor(speaker))


REFERRING = frozenset(("he", "she", "it", "they", "i", "we"))


def _participants(people: People, words: Iterable[int]) -> tuple[Participant, ...]:
    return tuple(people.participant(word) for word in words)


def _reason(tree: Tree, match: Match) -> str:
    told = " … ".join(tree.low[word] for word in sorted(set(match.words)))
    kind = match.type if match.inner or match.about is None else match.about
    reason = f'"{told}" by {kind} "{match.name}"'
    return reason if match.inner is None else f'{reason}, of "{tree.low[match.inner.head]}"'


def innermost(attributions: Iterable[Attribution], word: Span) -> Attribution | None:
    """The first attribution whose content holds a word."""
    for one in attributions:
        for span in one.content:
            if span.holds(word):
                return one
    return None


def _length_of_content(one: Attribution) -> tuple[int, str]:
    return sum(span.end - span.start for span in one.content), one.id
