"""Texts with chains of mentions that go on in other texts, as readings whose actors are known.

Chains inside a text are given: each becomes the actor that a perfect reading would find, and what
is measured is whether the actors of several texts are put together as their chains are. A mention
is a name if it has capitals that are not the beginning of a sentence; its name is the stretch from
the first of them to the last.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from sayso.records import Actor, Mention, Reading, Report, Span, identify
from sayso.terms import ActorKind, MentionKind

_PRONOUNS = frozenset(
    ("he", "she", "it", "they", "him", "her", "them", "his", "hers", "its", "their", "theirs",
     "himself", "herself", "itself", "themselves", "i", "we", "me", "us", "you", "my", "our",
     "your", "who", "whom", "whose", "which", "that", "this", "these", "those", "here", "there",
     "where", "one")
)  # fmt: skip
_LEADING = frozenset(("the", "a", "an", "in", "at", "on", "of", "from", "to", "near", "inside"))
_MANY = frozenset(("police", "people", "women", "men", "children", "two", "three", "others"))


@dataclass(frozen=True, slots=True)
class Marked:
    """A mention: numbers of its words, what it is, and its chain; None where nobody marked one."""

    words: tuple[int, ...]
    kind: ActorKind
    chain: str | None


@dataclass(frozen=True, slots=True)
class Chained:
    """A text as words, the numbers of those that begin a sentence, and its mentions.

    ``small`` are its words that stand somewhere without a capital.
    """

    name: str
    words: tuple[str, ...]
    beginnings: frozenset[int]
    mentions: tuple[Marked, ...]
    small: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "small", frozenset(w for w in self.words if w.islower()))


@dataclass(frozen=True, slots=True)
class Gold:
    """A reading with the chain of each actor by its id; of those in ``named``, a name is known."""

    reading: Reading
    chains: dict[str, str]
    named: frozenset[str]


def word_spans(text: Chained) -> list[Span]:
    """Where each word of a text stands when a space parts them."""
    places, at = [], 0
    for word in text.words:
        places.append(Span(at, at + len(word)))
        at += len(word) + 1
    return places


def gold_report(text: Chained) -> Report:
    """A text as a report, a space between words."""
    return Report(identify("report", text.name), text.name, " ".join(text.words), ())


def gold_reading(text: Chained) -> Gold:
    """The reading of a text with an actor a chain, and one for every other name that stands there.

    Those have no chain; they are company, as in any report that is read.
    """
    places, report = word_spans(text), gold_report(text)
    by_chain: defaultdict[str, list[Marked]] = defaultdict(list)
    for number, one in enumerate(text.mentions):
        by_chain[one.chain or f"alone {number}"].append(one)
    actors, chains, named = [], {}, set()
    for chain, mentions in by_chain.items():
        forms = [_form(text, one) for one in mentions]
        if made := _actor(report, f"{chain}", forms, mentions, places):
            actors.append(made)
            if mentions[0].chain:
                chains[made.id] = chain
                named |= {made.id} if made.mentions[0].kind is MentionKind.NAME else set()
    taken = {word.lower() for actor in actors for name in _forms(actor) for word in name.split()}
    for name in dict.fromkeys(_capitals(text)):
        if taken.isdisjoint(name.lower().split()):
            span = Span(0, 0)
            mention = Mention(span, span, MentionKind.NAME, "capitals")
            id = identify("actor", report.id, "company", name)
            actors.append(Actor(id, report.id, ActorKind.PERSON, name, (), (), (mention,)))
    return Gold(Reading(report, (), tuple(actors)), chains, frozenset(named))


def _forms(actor: Actor) -> tuple[str, ...]:
    return (actor.name, *actor.names)


def _actor(
    report: Report,
    chain: str,
    forms: Sequence[tuple[MentionKind, str]],
    mentions: Sequence[Marked],
    places: Sequence[Span],
) -> Actor | None:
    """The actor of a chain; None where it has pronouns only."""
    names = _distinct(form for kind, form in forms if kind is MentionKind.NAME)
    nominals = _distinct(form for kind, form in forms if kind is MentionKind.NOMINAL)
    if not names and not nominals:
        return None
    kind = Counter(one.kind for one in mentions).most_common(1)[0][0]
    if not names and kind is ActorKind.PERSON:
        last = nominals[0].lower().split()[-1]
        many = last in _MANY or last.endswith("s")
        kind = ActorKind.COLLECTIVE if many else ActorKind.ANONYMOUS
    found = [
        Mention(
            Span(places[one.words[0]].start, places[one.words[-1]].end),
            places[one.words[-1]],
            how,
            "annotated",
        )
        for (how, _), one in zip(forms, mentions, strict=True)
    ]
    found.sort(key=lambda mention: mention.kind is not MentionKind.NAME)
    name, *others = names or nominals
    id = identify("actor", report.id, chain)
    return Actor(id, report.id, kind, name, tuple(others), (), tuple(found))


def _distinct(forms: Iterable[str]) -> list[str]:
    """Each once, those of most words first."""
    return sorted(dict.fromkeys(forms), key=lambda form: -len(form.split()))


def _form(text: Chained, mention: Marked) -> tuple[MentionKind, str]:
    numbers = list(mention.words)
    while len(numbers) > 1 and text.words[numbers[0]].lower() in _LEADING:
        del numbers[0]
    words = [text.words[number] for number in numbers]
    if len(words) == 1 and words[0].lower() in _PRONOUNS:
        return MentionKind.PRONOUN, words[0]
    capital = [at for at, number in enumerate(numbers) if _is_proper(text, number)]
    if not capital:
        return MentionKind.NOMINAL, " ".join(words)
    return MentionKind.NAME, " ".join(words[capital[0] : capital[-1] + 1])


def _is_proper(text: Chained, number: int) -> bool:
    """Whether a word has a capital of its own, not that of a sentence's beginning."""
    word = text.words[number]
    if not word[:1].isupper():
        return False
    return number not in text.beginnings or word.lower() not in text.small


def _capitals(text: Chained) -> Iterator[str]:
    """Stretches of two and more words with capitals: names, as far as letters tell."""
    run: list[str] = []
    for number, word in enumerate((*text.words, "")):
        proper = re.fullmatch(r"[^\W\d_]+", word) is not None and _is_proper(text, number)
        if run and (not proper or number in text.beginnings):
            if len(run) > 1:
                yield " ".join(run)
            run = []
        if proper:
            run.append(word)
