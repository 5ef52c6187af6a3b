"""The words of a report that name places, and what their sentences say of each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sayso.records import Actor, Attribution, Entity, Span
from sayso.resolve.lexicon import fold, lexicon
from sayso.resolve.places.keys import name_key
from sayso.resolve.states import states
from sayso.syntax import Syntax
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

_SLIGHT = frozenset(("PUNCT", "ADP", "DET"))


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


def find_toponyms(
    syntax: Syntax, attributions: Sequence[Attribution] = (), actors: Sequence[Actor] = ()
) -> list[Toponym]:
    """The toponyms of a text in its order, those that stand for actors flagged."""
    text = syntax.text
    found = [
        _toponym(text, part, entity.kind is EntityKind.FACILITY)
        for entity in syntax.parse.entities
        if entity.kind in (EntityKind.PLACE, EntityKind.FACILITY)
        for part in _parts(entity, text)
    ]
    # "Us" written small is no state, whatever a model takes it for.
    small = {t.span for t in found if t.span.of(text).islower()}
    found = [t for t in found if t.key and t.span not in small and not _is_demonym(t.key)]
    heads = _speakers(syntax, attributions, actors)
    for toponym in found:
        head = head_of(syntax, toponym.span)
        toponym.metonym = (
            head in heads or _speaks(syntax, head) or _describes(syntax, head, toponym.span)
        )
    _relate(syntax, found)
    return found


def given_toponyms(syntax: Syntax, spans: Iterable[Span]) -> list[Toponym]:
    """Toponyms at spans that somebody else found, in the order of the text."""
    found = [_toponym(syntax.text, span, False) for span in sorted(spans)]
    _relate(syntax, found)
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


def head_of(syntax: Syntax, span: Span) -> int:
    """The word of a span that the others hang on, a mark if all are marks; -1 for none."""
    inside = syntax.words_from(span)
    found = syntax.head_of(inside, _SLIGHT)
    return found if found >= 0 or not inside else inside.start


def _speakers(
    syntax: Syntax, attributions: Sequence[Attribution], actors: Sequence[Actor]
) -> frozenset[int]:
    """Words that stand for who speaks: heads of sources, and states that do something."""
    heads = {head_of(syntax, span) for a in attributions for span in a.source}
    for actor in actors:
        if actor.kind is ActorKind.STATE:
            for mention in actor.mentions:
                head = head_of(syntax, mention.head)
                verb = _deed(syntax, head)
                if verb >= 0 and syntax.tags[verb] == "VERB" and not _is_led(syntax, head):
                    heads.add(head)
    return frozenset(heads - {-1})


def _deed(syntax: Syntax, head: int) -> int:
    """What a word is the subject of; -1 for nothing."""
    return syntax.heads[head] if head >= 0 and syntax.relations[head] == "nsubj" else -1


def _is_led(syntax: Syntax, head: int) -> bool:
    """Whether a preposition of its own stands right before a word: no subject, then."""
    return head > 0 and syntax.tags[head - 1] == "ADP" and syntax.heads[head - 1] == head


def _speaks(syntax: Syntax, head: int) -> bool:
    """Whether a word is the subject of a verb of speaking."""
    verb = _deed(syntax, head)
    return verb >= 0 and fold(syntax.forms[verb]) in lexicon().speaking


def _describes(syntax: Syntax, head: int, span: Span) -> bool:
    """Whether a capital stands before a person as the state whose side that one is on."""
    if head < 0 or syntax.relations[head] not in ("compound", "nmod"):
        return False
    person = syntax.heads[head]
    if person <= head or fold(span.of(syntax.text)) not in states().capitals:
        return False
    return lexicon().kinds.get(fold(syntax.forms[person])) == "person"


def _sentence(syntax: Syntax, character: int) -> int:
    """The number of the sentence that a character stands in, -1 before the first."""
    word = syntax.at(character + 1) - 1
    return syntax.sentence[word] if word >= 0 else -1


def _relate(syntax: Syntax, toponyms: Sequence[Toponym]) -> None:
    """Say of each which other it is said to lie in, and beside."""
    text = syntax.text
    for number, toponym in enumerate(toponyms):
        toponym.sentence = _sentence(syntax, toponym.span.start)
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
