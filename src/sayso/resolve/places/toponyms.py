"""The words of a report that name places, and what their sentences say of each."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sayso.records import Actor, Attribution, Entity, Parse, Span
from sayso.resolve.lexicon import fold, lexicon
from sayso.resolve.places.keys import name_key
from sayso.resolve.states import states
from sayso.terms import ActorKind, EntityKind

# After a name: it is part of a town.
PART = re.compile(
    r"(?:'s)?\s+(?:neighbou?rhoods?|districts?|quarters?|suburbs?|barrios?|slums?|boroughs?)\b"
)
# In a name: a town may be called so too, but then the report names another place by it.
STREET = re.compile(
    r"\b(?:County|Square|Street|Avenue|Road|Boulevard|Bridge|Quarter|Neighbou?rhood)\b"
)
# After a name: it is larger than a town.
WIDE = re.compile(
    r"\s+(?:provinces?|states?|governorates?|regions?|oblasts?|prefectures?|count(?:y|ies))\b"
)
# Between a name and that of the place that holds it. "Paris, Texas"; "Pandi in Bulacan".
HOLDS = re.compile(
    r"(?:(?:\s+(?:airport|air\s?base|(?:air force|military) base|neighbou?rhood|district|suburb"
    r"|province|region|city|town|village|square|street|area|county))?\s+(?:in|of)(?:\s+the)?"
    r"(?:\s+(?:city|town|province|state|region|district|suburb|capital)\s+of)?"
    r"(?:\s+(?:north|south|east|west|central|northern|southern|eastern|western))?"
    r"|\s*,(?:\s+in)?(?:\s+the)?|\s*\()\s+",
    re.IGNORECASE,
)
# The other way round: "Syria's Homs", "the Syrian city of Homs" has no name before it.
HELD = re.compile(r"\s*['’]s\s+(?:[a-z]+\s+){0,2}(?:of\s+)?")
# Between a name and that of a place beside it, as the sentence says.
BESIDE = re.compile(
    r"\b(not far from|near(?:by)?|close to|next to|adjacent to|opposite|outside|beside|around)"
    r"\s+(?:the\s+)?(?:city of\s+|town of\s+)?$",
    re.IGNORECASE,
)
_COMMA = re.compile(r",\s+")
# Between the names of a list: its last two have "and", the others a comma.
_NEXT = re.compile(r"\s*,\s+")
_LAST = re.compile(r"\s*,?\s+(?:and|or|&)\s+(?:the\s+)?")


@dataclass(slots=True)
class Toponym:
    """A name of a place at ``span``; ``key`` is how it is looked up.

    ``held_by`` and ``beside`` are numbers of other toponyms: the place that it is said to lie in,
    and the one it is said to lie beside, with the words that say so. ``metonym`` is whether the
    name stands for those who speak or act there. ``listed`` is whether the one that holds it may be
    no more than the next of a list: "Niger, Nigeria and Chad".
    """

    span: Span
    key: str
    facility: bool = False
    part: bool = False
    wide: bool = False
    held_by: int = -1
    listed: bool = False
    beside: int = -1
    words: str = ""
    metonym: bool = False
    sentence: int = -1


@dataclass(slots=True)
class Syntax:
    """Where the words of a parse stand, and who stands for whom."""

    parse: Parse
    text: str
    starts: list[int] = field(init=False)
    sentence_starts: list[int] = field(init=False)

    def __post_init__(self) -> None:
        words = self.parse.words
        self.starts = [word.span.start for word in words]
        firsts = (first for first, _ in self.parse.sentences)
        self.sentence_starts = [words[f].span.start for f in firsts if f < len(words)]

    def words_in(self, span: Span) -> range:
        """Numbers of the words that start in a span."""
        return range(bisect_left(self.starts, span.start), bisect_left(self.starts, span.end))

    def sentence(self, span: Span) -> int:
        """The number of the sentence in which a span starts."""
        return bisect_right(self.sentence_starts, span.start) - 1

    def head(self, span: Span) -> int:
        """The word of a span that the others hang on, -1 for none."""
        inside = self.words_in(span)
        words = self.parse.words
        for i in inside:
            if words[i].head not in inside and words[i].tag not in ("PUNCT", "ADP", "DET"):
                return i
        return inside.start if inside else -1

    def is_behind(self, head: int) -> bool:
        """Whether a preposition of its own stands right before a word: no subject, then."""
        before = self.parse.words[head - 1] if head else None
        return before is not None and (before.tag, before.head) == ("ADP", head)

    def describes(self, span: Span) -> bool:
        """Whether a capital stands before a person as the state whose side that one is on."""
        head, words = self.head(span), self.parse.words
        if head < 0 or words[head].relation not in ("compound", "nmod"):
            return False
        person = words[head].head
        if not head < person < len(words) or fold(span.of(self.text)) not in states().capitals:
            return False
        return lexicon().kinds.get(fold(words[person].span.of(self.text))) == "person"

    def speaks(self, span: Span) -> bool:
        """Whether a span is the subject of a verb of speaking."""
        head, words = self.head(span), self.parse.words
        if head < 0 or words[head].relation != "nsubj":
            return False
        verb = words[head].head
        if not 0 <= verb < len(words):
            return False
        return fold(words[verb].span.of(self.text)) in lexicon().speaking


def find_toponyms(
    text: str,
    parse: Parse,
    attributions: Sequence[Attribution] = (),
    actors: Sequence[Actor] = (),
) -> list[Toponym]:
    """The toponyms of a text in its order, those that stand for actors flagged."""
    syntax = Syntax(parse, text)
    found = [
        _toponym(text, part, entity.kind is EntityKind.FACILITY)
        for entity in parse.entities
        if entity.kind in (EntityKind.PLACE, EntityKind.FACILITY)
        for part in _parts(entity, text)
    ]
    # "Us" written small is no state, whatever a model takes it for.
    small = {t.span for t in found if t.span.of(text).islower()}
    found = [t for t in found if t.key and t.span not in small and not _is_demonym(t.key)]
    heads = _speakers(syntax, attributions, actors)
    for toponym in found:
        span = toponym.span
        toponym.metonym = (
            syntax.head(span) in heads or syntax.speaks(span) or syntax.describes(span)
        )
    relate(text, found, syntax)
    return found


def given_toponyms(text: str, parse: Parse, spans: Iterable[Span]) -> list[Toponym]:
    """Toponyms at spans that somebody else found, in the order of the text."""
    found = [_toponym(text, span, False) for span in sorted(spans)]
    relate(text, found, Syntax(parse, text))
    return found


def _toponym(text: str, span: Span, facility: bool) -> Toponym:
    after = text[span.end : span.end + 30]
    return Toponym(
        span, name_key(span.of(text)), facility,
        part=PART.match(after) is not None or STREET.search(span.of(text)) is not None,
        wide=WIDE.match(after) is not None,
    )  # fmt: skip


def _parts(entity: Entity, text: str) -> list[Span]:
    """The places of an entity: "Paris, Texas" is two, and "the" and a genitive are none's."""
    spans, start = [], entity.span.start
    for comma in _COMMA.finditer(text, entity.span.start, entity.span.end):
        spans.append(Span(start, comma.start()))
        start = comma.end()
    return [_trimmed(span, text) for span in (*spans, Span(start, entity.span.end))]


def _trimmed(span: Span, text: str) -> Span:
    words = span.of(text)
    start = span.start + (4 if words[:4].lower() == "the " else 0)
    end = span.end - (2 if words.endswith(("'s", "’s")) else 0)
    return Span(start, max(end, start))


def _is_demonym(key: str) -> bool:
    known = states()
    return key.replace(" ", "-") in known.demonyms and key not in known.named


def _speakers(
    syntax: Syntax, attributions: Sequence[Attribution], actors: Sequence[Actor]
) -> frozenset[int]:
    """Words that stand for who speaks: heads of sources, and states that do something."""
    heads = {syntax.head(span) for a in attributions for span in a.source}
    words = syntax.parse.words
    for actor in actors:
        if actor.kind is ActorKind.STATE:
            for mention in actor.mentions:
                head = syntax.head(mention.head)
                if head < 0 or words[head].relation != "nsubj" or syntax.is_behind(head):
                    continue
                verb = words[head].head
                if 0 <= verb < len(words) and words[verb].tag == "VERB":
                    heads.add(head)
    return frozenset(heads - {-1})


def relate(text: str, toponyms: Sequence[Toponym], syntax: Syntax) -> None:
    """Say of each which other it is said to lie in, and beside."""
    for number, toponym in enumerate(toponyms):
        toponym.sentence = syntax.sentence(toponym.span)
        if not number:
            continue
        before = toponyms[number - 1]
        between = text[before.span.end : toponym.span.start]
        if len(between) < 60 and HOLDS.fullmatch(between):
            before.held_by = number
        elif len(between) < 40 and HELD.fullmatch(between):
            toponym.held_by = number - 1
        if _LAST.fullmatch(between):
            _list(text, toponyms[:number])
        if before.sentence == toponym.sentence and (told := BESIDE.search(between)):
            before.beside, before.words = number, told[1]


def _list(text: str, toponyms: Sequence[Toponym]) -> None:
    """Mark those that run up to the last "and" of a list with commas between them."""
    for before, after in zip(toponyms[-2::-1], toponyms[:0:-1], strict=True):
        if not _NEXT.fullmatch(text[before.span.end : after.span.start]):
            return
        before.listed = True
