"""re3d as it lies on disk, with its entities brought to what Sayso calls a named thing.

re3d (Defence Science and Technology Laboratory, 2017) marks whatever refers: "he", "our forces",
"Minister So-and-so". A row's ``confidence`` is the share of annotators that confirmed a machine's
proposal, and it is 0 too where a longer proposal was confirmed instead. So: people, organisations
and places are cut down to their names, as UNER marks them; where a confirmed row is no name, the
names that were proposed inside it count.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sayso.errors import CorpusError
from sayso.evaluate.entities import Marked
from sayso.records import Entity, Span
from sayso.terms import EntityKind

CONFIRMED = 0.5
KINDS = {
    "Person": EntityKind.PERSON,
    "Organisation": EntityKind.ORGANISATION,
    "Location": EntityKind.PLACE,  # facilities too: re3d does not tell them apart
    "Nationality": EntityKind.GROUP,
    "Vehicle": EntityKind.EQUIPMENT,
    "MilitaryPlatform": EntityKind.EQUIPMENT,
    "Weapon": EntityKind.EQUIPMENT,
    "Temporal": EntityKind.TIME,
    "Quantity": EntityKind.NUMBER,
    "Money": EntityKind.NUMBER,
}
NAMED = (EntityKind.PERSON, EntityKind.ORGANISATION, EntityKind.PLACE)
INNER = (*NAMED, EntityKind.GROUP)

WORD = re.compile(r"\S+")
POSSESSIVE = re.compile(r"(?:['’]s|['’])$")
REFERRING = re.compile(
    r"(?i:an?|all|any|both|each|he|her|his|i|its?|many|my|ours?|she|some|that|the|theirs?|them"
    r"|these|they|this|those|us|we|who|your?)"
)
TITLE = re.compile(
    r"(?i:admiral|advisor|ambassador|brig|brigadier|capt|captain|chancellor|chief|class|col|colonel"
    r"|commander|director|dr|envoy|foreign|gen|general|king|lieutenant|lord|lt|maj|major|minister|mr|mrs"
    r"|ms|officer|president|prime|prince|professor|queen|representative|secretary|senator|sergeant|sgt|sir|spc"
    r"|spokesman|spokesperson|staff)\.?"
)
#: What a name may begin with in small letters, and what may stand in a person's.
ARTICLE = re.compile(r"(?:al|el|ad|ar|as|at|ash)-")
PARTICLE = re.compile(r"abu|al|bin|bint|de|der|el|ibn|van|von")


@dataclass(frozen=True, slots=True)
class _Row:
    """An entity as people confirmed it, or as the machine proposed it."""

    kind: EntityKind
    span: Span
    confirmed: bool


@dataclass(frozen=True, slots=True)
class _Document:
    """A text with its rows, and the words that re3d takes for places and peoples anywhere."""

    text: str
    rows: Sequence[_Row]
    places: Container[str]
    groups: Container[str]


def re3d_files(corpora: Path) -> list[Path]:
    """Its files of documents, then those of entities. Raises CorpusError where there are none."""
    folder = corpora / "ner" / "re3d"
    files = sorted(folder.glob("*/documents.json")) + sorted(folder.glob("*/entities.json"))
    if not files:
        mend = "point --corpora at the folder that holds ner/"
        raise CorpusError(str(folder), "no documents of re3d there", mend)
    return files


def read_re3d(corpora: Path) -> Iterator[Marked]:
    """All of its documents; ``sayso.evaluate.ner.held_back`` says which are for scoring.

    Raises CorpusError.
    """
    texts: dict[str, str] = {}
    rows: dict[str, list[_Row]] = defaultdict(list)
    for path in re3d_files(corpora):
        try:
            for row in map(json.loads, filter(None, path.read_text("utf-8").split("\n"))):
                if path.stem == "documents":
                    texts[row["_id"]] = row["text"]
                elif row["type"] in KINDS:
                    name = row["documentId"]
                    span = _trim(texts[name], Span(row["begin"], row["end"]))
                    confirmed = row["confidence"] >= CONFIRMED
                    rows[name].append(_Row(KINDS[row["type"]], span, confirmed))
        except (OSError, ValueError, KeyError, TypeError) as error:
            mend = "fetch the corpus again"
            raise CorpusError(str(path), f"not re3d's rows ({error})", mend) from None
    places, groups = _words_for(texts, rows)
    for name, text in texts.items():
        yield Marked(name, text, _named_things(_Document(text, rows[name], places, groups)))


def _words_for(
    texts: Mapping[str, str], rows: Mapping[str, Sequence[_Row]]
) -> tuple[set[str], set[str]]:
    """What is a place, and what a people, in any document.

    Peoples and their adjectives are taken from proposals too, and so are places, unless an
    adjective is in them: the machine took "Syrian Government" for one.
    """
    named = [(row, row.span.of(texts[name])) for name, found in rows.items() for row in found]
    groups = {words for row, words in named if row.kind is EntityKind.GROUP}
    places = {
        words
        for row, words in named
        if row.kind is EntityKind.PLACE and (row.confirmed or not groups & set(words.split()))
    }
    return places, groups | {f"{words}s" for words in groups}


def _trim(text: str, span: Span) -> Span:
    """Without spaces at its ends, referring words at its beginning and a possessive's ending."""
    words = _words(text, span)
    while words and REFERRING.fullmatch(words[0].of(text)):
        del words[0]
    if not words:
        return Span(span.start, span.start)
    whole = Span(words[0].start, words[-1].end)
    possessive = POSSESSIVE.search(whole.of(text))
    return replace(whole, end=whole.end - len(possessive[0])) if possessive else whole


def _words(text: str, span: Span) -> list[Span]:
    found = WORD.finditer(span.of(text))
    return [Span(span.start + word.start(), span.start + word.end()) for word in found]


def _named_things(document: _Document) -> tuple[Entity, ...]:
    """What is named, longest first: what overlaps a longer one is left out."""
    found = {thing for row in document.rows if row.confirmed for thing in _things(document, row)}
    kept: list[Entity] = []
    for thing in sorted(found, key=lambda t: (t.span.start - t.span.end, t.span, t.kind)):
        if not any(k.span.start < thing.span.end and thing.span.start < k.span.end for k in kept):
            kept.append(thing)
    return tuple(sorted(kept, key=lambda t: t.span))


def _things(document: _Document, row: _Row) -> list[Entity]:
    """What the row names itself, or what is named inside it where it does not."""
    if own := _names(document, row):
        return own
    inside = [r for r in document.rows if r.kind in INNER and r != row and row.span.holds(r.span)]
    return [name for inner in inside for name in _names(document, inner)]


def _names(document: _Document, row: _Row) -> list[Entity]:
    """The name that a row is, without titles; "Fort So-and-so, Kentucky" is two."""
    if row.span.start == row.span.end or not _stands_alone(document.text, row.span):
        return []
    if row.kind not in NAMED:
        return [Entity(row.span, row.kind)]
    found = []
    for part in _parts(document.text, row):
        words = _name_of(_words(document.text, part), document.text, row.kind)
        if words and _is_name([word.of(document.text) for word in words], row.kind):
            span = Span(words[0].start, part.end)
            found.append(Entity(span, _kind(document, span, row.kind)))
    return found


def _stands_alone(text: str, span: Span) -> bool:
    """Whether it is whole words; some of the machine's proposals are not."""
    before, after = text[max(span.start - 1, 0) : span.start], text[span.end : span.end + 1]
    return not before.isalnum() and not after.isalnum()


def _parts(text: str, row: _Row) -> list[Span]:
    """A place by its commas; anything else as a whole."""
    if row.kind is not EntityKind.PLACE:
        return [row.span]
    edges = [m.span() for m in re.finditer(r", ", row.span.of(text))]
    starts = [row.span.start, *(row.span.start + after for _, after in edges)]
    ends = [*(row.span.start + before for before, _ in edges), row.span.end]
    return [Span(start, end) for start, end in zip(starts, ends, strict=True)]


def _name_of(words: list[Span], text: str, kind: EntityKind) -> list[Span]:
    """Without what stands before the name: a person's titles, or the noun of "city of ..."."""
    if kind is EntityKind.PERSON:
        titles = [n for n, word in enumerate(words) if TITLE.fullmatch(word.of(text))]
        return words[titles[-1] + 1 :] if titles else words
    if kind is EntityKind.PLACE:
        while words and words[0].of(text)[0].islower() and not ARTICLE.match(words[0].of(text)):
            words = words[1:]
    return words


def _is_name(words: Sequence[str], kind: EntityKind) -> bool:
    """Whether the words begin and end like a name, and are more than a title."""
    if not any(w[0].isupper() for w in words):
        return False  # coordinates, which re3d takes for places now and then
    if not all(w[0].isupper() or w[0].isdigit() or ARTICLE.match(w) for w in (words[0], words[-1])):
        return False
    if kind is EntityKind.PERSON:
        return not any(w[0].islower() and not PARTICLE.fullmatch(w) for w in words[1:-1])
    return not all(TITLE.fullmatch(w) for w in words)


def _kind(document: _Document, span: Span, kind: EntityKind) -> EntityKind:
    """A state is a place even where it acts, and a people is a group."""
    if kind in (EntityKind.ORGANISATION, EntityKind.PLACE):
        name = span.of(document.text)
        if name in document.groups:
            return EntityKind.GROUP
        if name in document.places:
            return EntityKind.PLACE
    return kind
