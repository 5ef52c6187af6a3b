"""Whether actors of two reports are one: keys by which they meet, and a score that says why.

The points were settled on ECB+ (docs/actors.md). A whole name decides alone; a family name takes
company as well: of 588 pairs there that only share one, in reports of different events, none has
company in common, and of 406 in reports of one event 405 are one person.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from sayso.across import Portrait, Sameness
from sayso.names import Likeness, Pair, best_pair, fold, initials, name_words, sound
from sayso.records import Actor, Feature, Reading, identify
from sayso.terms import ActorKind, MentionKind

LEAST = 0.3  # of a score without company, for a link to be worth keeping
_LONG = 4  # letters; longer words meet by their sound
_DESCRIBED = 0.45
_OFFICE = 0.15
_COMPANY = (0.6, 0.3)  # for all of the fewer that either report names, and at most
_MANY = 3  # as many that either report names, at least, for their share to say something
_OTHER_KIND, _NO_PERSON = -0.1, -0.3

# Of these a name has no parts: "Guinea" is not short for "Equatorial Guinea".
_WHOLE = frozenset((ActorKind.STATE, ActorKind.GROUP))
# Of these a few words tell which one a report means: "the army", "the court".
_BODIES = frozenset((ActorKind.ORGANISATION, ActorKind.STATE_BODY, ActorKind.ARMED_FORCE))
# Words that begin a description which fits another in another report: "his office", "a group".
_VAGUE = frozenset(
    ("a", "an", "another", "any", "her", "his", "its", "my", "one", "our", "some", "such", "that",
     "their", "this", "your")
)  # fmt: skip
_NAMELESS = frozenset((ActorKind.ANONYMOUS, ActorKind.COLLECTIVE, ActorKind.DOCUMENT))

_NAMES = {
    Likeness.EQUAL: (0.8, "the same name"),
    Likeness.FULLER: (0.75, "one gives more of the name"),
    Likeness.ACRONYM: (0.65, "the initials of the other"),
    Likeness.NICKNAME: (0.65, "a short form of the given name"),
    Likeness.INITIAL: (0.6, "an initial for the given name"),
    Likeness.SPELLING: (0.6, "two spellings of one name"),
    Likeness.BARE: (0.5, "the same name, of one word"),
    Likeness.FAMILY: (0.45, "the family name alone"),
    Likeness.PART: (0.35, "part of the other"),
    Likeness.GIVEN: (0.25, "the given name alone"),
}


def portraits(reading: Reading) -> tuple[Portrait, ...]:
    """The actors of a reading as actors of other reports are compared with them, in its order."""
    called = {actor.id: _called(actor) for actor in reading.actors}
    company = frozenset(called.values()) - {""}  # one for all: a list may name thousands
    return tuple(
        Portrait(
            actor.id,
            actor.report,
            actor.kind,
            _names(actor),
            _is_named(actor),
            tuple(dict.fromkeys(office.title for office in actor.offices)),
            called[actor.id],
            company,
            actor.known,
        )
        for actor in reading.actors
    )


def _is_named(actor: Actor) -> bool:
    """Whether it has a name, or one within its description: "the Halden government"."""
    if actor.kind in _NAMELESS:
        return False
    if any(mention.kind is MentionKind.NAME for mention in actor.mentions):
        return True
    return _is_described(actor) and any(word[:1].isupper() for word in actor.name.split()[1:])


def _is_described(actor: Actor) -> bool:
    """Whether it is a body, and its description may mean the same one in another report."""
    words = actor.name.casefold().split()
    if actor.kind not in _BODIES or not words or words[0] in _VAGUE:
        return False
    return any(mention.kind is MentionKind.NOMINAL for mention in actor.mentions)


def _names(actor: Actor) -> tuple[str, ...]:
    if _is_named(actor):
        return (actor.name, *actor.names)
    return (actor.name,) if _is_described(actor) else ()


def _called(actor: Actor) -> str:
    """The family name of a person, the name of a body; states are in every report."""
    if actor.kind in _WHOLE or not _is_named(actor):
        return ""
    personal = actor.kind is ActorKind.PERSON
    words = name_words(actor.name, personal=personal)
    return words[-1] if personal and words else " ".join(words)


def name_keys(portrait: Portrait) -> tuple[int, ...]:
    """Numbers (63 bits) that it shares with actors that may be the same one, in order."""
    keys = {key for name in portrait.names for key in _keys(name, portrait)}
    return tuple(sorted(int(identify("name", key), 16) >> 1 for key in keys))


def _keys(name: str, portrait: Portrait) -> Iterator[str]:
    words = name_words(name, personal=portrait.kind is ActorKind.PERSON)
    yield " ".join(sorted(words))
    if portrait.kind in _WHOLE or not portrait.named:
        return
    if portrait.kind is not ActorKind.PERSON and len(words) > 1:
        yield initials(words)
    for word in words:
        if len(word) > 1:
            yield sound(word) if len(word) > _LONG else word


def compare(left: Portrait, right: Portrait) -> Sameness | None:
    """The link between two actors of two reports; None where next to nothing speaks for it.

    The score depends on the two alone, whichever comes first and whatever else is known.
    """
    if left.report == right.report or not left.names or not right.names:
        return None
    if right.actor < left.actor:
        left, right = right, left
    features = tuple(_features(left, right))
    if sum(feature.points for feature in features) < LEAST:
        return None
    if features[0].name == "name":
        features += tuple(_company_features(left, right))
    score = min(max(sum(feature.points for feature in features), 0.0), 1.0)
    key = identify("sameness", left.actor, right.actor)
    return Sameness(key, left.actor, right.actor, round(score, 2), features)


def _features(left: Portrait, right: Portrait) -> Iterator[Feature]:
    """What speaks for it, without company; a known id decides alone."""
    if left.known and right.known:
        if left.known == right.known:
            yield Feature("known", f"both are {left.known}", 1.0)
        return
    if (name := _name_feature(left, right)) is None:
        return
    yield name
    if left.kind is not right.kind:
        points = _NO_PERSON if ActorKind.PERSON in (left.kind, right.kind) else _OTHER_KIND
        yield Feature("kind", f"{left.kind} and {right.kind}", points)
    if offices := sorted(set(map(fold, left.offices)) & set(map(fold, right.offices))):
        yield Feature("office", f"both are called {', '.join(offices)}", _OFFICE)


def _name_feature(left: Portrait, right: Portrait) -> Feature | None:
    personal = ActorKind.PERSON in (left.kind, right.kind)
    pair = best_pair(left.names, right.names, personal=personal)
    if pair is None or left.named is not right.named:
        return None
    likeness = pair.likeness
    if likeness is Likeness.BARE and not personal:
        likeness = Likeness.EQUAL
    whole = not left.named or {left.kind, right.kind} <= _WHOLE
    if likeness not in _NAMES or (whole and likeness is not Likeness.EQUAL):
        return None
    points, told = _NAMES[likeness]
    return Feature("name", _told(pair, told), points if left.named else _DESCRIBED)


def _told(pair: Pair, told: str) -> str:
    if pair.left == pair.right:
        return f"“{pair.left}”: {told}"
    return f"“{pair.left}”, “{pair.right}”: {told}"


def _company_features(left: Portrait, right: Portrait) -> Iterator[Feature]:
    shared = _shared(left.company, right.company)
    own = {left.called, right.called}
    many = len(shared) - sum(one in left.company and one in right.company for one in own)
    if many:
        fewer = min(len(left.company), len(right.company)) - 1
        rate, most = _COMPANY
        points = round(min(most, rate * many / max(fewer, _MANY)), 2)
        more = f" and {many - _MANY} more" if many > _MANY else ""
        others = (one for one in shared if one not in own)
        named = ", ".join(called.title() for called in islice(others, _MANY))
        yield Feature("company", f"both reports name {named}{more}", points)


@lru_cache(256)  # all actors of two reports have the same company
def _shared(left: frozenset[str], right: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted(left & right))
