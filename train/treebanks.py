"""Annotated texts by the model's words: syntax, entities, coreference and certainty.

No corpus has all of it, so every note may be missing; what is missing costs no loss.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from sayso.evaluate.ner import held_back
from sayso.evaluate.re3d import read_re3d
from sayso.model.entities import ENTITY_TAGS, tag_number
from sayso.model.syntax import JOINED
from sayso.model.tokens import Tokens, tokenise
from sayso.terms import EntityKind
from train.corpora import to_words

Flags = np.ndarray


@dataclass(frozen=True, slots=True)
class Syntax:
    """By word: tag, head (-1: root), relation, whether a sentence starts."""

    tags: np.ndarray
    heads: np.ndarray
    relations: np.ndarray
    starts: np.ndarray


@dataclass(frozen=True, slots=True)
class Annotated:
    """A text with what its corpus says of it.

    ``entities`` [W, tags] are the tags that a word may have: one where it is annotated, several
    where the corpus does not tell. ``mentions`` are (word, chain) in order; ``certainty`` has a
    value from -3 to 3 a word, or nan.
    """

    text: str
    tokens: Tokens
    syntax: Syntax | None
    entities: Flags = field(repr=False)
    mentions: tuple[tuple[int, int], ...] = ()
    certainty: np.ndarray | None = None


@dataclass(slots=True)
class _Token:
    """A token of a treebank, placed in its document's text."""

    start: int
    end: int
    tag: str
    head: int | None
    relation: str
    opens: bool


@dataclass(slots=True)
class _Document:
    """A document under way: its text, tokens, and (head token, chain, kind, first, last)."""

    text: str = ""
    tokens: list[_Token] = field(default_factory=list)
    mentions: list[tuple[int, int, str, int, int]] = field(default_factory=list)
    sentences: list[tuple[str, int]] = field(default_factory=list)  # text, where it starts


# What a last word tells of a kind that the corpora call a place or an organisation.
FACILITIES = re.compile(
    r"(?:airport|airbase|base|bridge|hospital|school|embassy|palace|prison|stadium|mosque|church|"
    r"hotel|museum|station|refinery|plant|camp|dam|tower|barracks|consulate|mall|restaurant)s?$",
    re.IGNORECASE,
)
PEOPLE = re.compile(r"[A-Z]\w+(?:an|ese|ish|ic|i|ch|ans|is)$")
UNER_KINDS = (EntityKind.PERSON, EntityKind.ORGANISATION, EntityKind.PLACE)


def treebank(corpora: Path, name: str, part: str) -> Iterator[Annotated]:
    """Texts of ``ud/NAME/PART.conllu``; EWT's with the entities and the certainty of its words."""
    named = _uner(corpora / "ner" / "uner-ewt" / f"{part}.iob2") if name == "ewt" else {}
    sure = _certainty(corpora / "certainty" / "uds" / f"{part}.jsonl") if name == "ewt" else {}
    for document in _documents(corpora / "ud" / name / f"{part}.conllu"):
        yield _annotated(document, named, sure)


def _documents(path: Path) -> Iterator[_Document]:
    document, text, paragraph = _Document(), "", True
    rows: list[list[str]] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), "# newdoc"]:
        if line.startswith("# newdoc") and document.text:
            yield document
            document, paragraph = _Document(), True
        elif line.startswith("# newpar"):
            paragraph = True
        elif line.startswith("# text = "):
            text = line.removeprefix("# text = ")
        elif not line and rows:
            _add_sentence(document, text, rows, paragraph=paragraph)
            rows, paragraph = [], False
        elif line[:1].isdigit() and (columns := line.split("\t"))[0].isdigit():
            rows.append(columns)


def _add_sentence(
    document: _Document, sentence: str, rows: list[list[str]], *, paragraph: bool
) -> None:
    if document.text:
        document.text += "\n" if paragraph else " "
    at, base, offset = len(document.text), len(document.tokens), 0
    open_mentions: list[tuple[str, list[str], int]] = []
    for number, row in enumerate(rows):
        found = sentence.find(row[1], offset)
        offset = found if found >= 0 else offset
        size = len(row[1]) if found >= 0 else 0
        head, relation = int(row[6]), row[7].partition(":")[0]
        document.tokens.append(
            _Token(
                at + offset,
                at + offset + size,
                row[3],
                base + head - 1 if head else None,
                relation,
                number == 0,
            )
        )
        offset += size
        for chain, notes, first in _closed(row[9], base + number, open_mentions):
            leading = re.match(r"\d+", notes[5] if len(notes) > 5 else "")
            main = first + int(leading.group()) - 1 if leading else first
            if chain.isdigit():
                document.mentions.append((main, int(chain), notes[1], first, base + number))
    document.sentences.append((sentence, at))
    document.text += sentence


def _closed(
    notes: str, token: int, open_mentions: list[tuple[str, list[str], int]]
) -> Iterator[tuple[str, list[str], int]]:
    """Mentions of GUM's ``Entity=`` that end at ``token``: chain, fields, first token."""
    value = next((n[7:] for n in notes.split("|") if n.startswith("Entity=")), "")
    for opens, body, closes in re.findall(r"(\()?([^()]+)(\))?", value):
        if opens:
            fields = body.split("-")
            open_mentions.append((fields[0], fields, token))
        if closes:
            chain = body.split("-")[0]
            for at in range(len(open_mentions) - 1, -1, -1):
                if open_mentions[at][0] == chain:
                    yield open_mentions.pop(at)
                    break


def _annotated(
    document: _Document,
    named: dict[str, list[tuple[int, int, str]]],
    sure: dict[str, list[tuple[int, float]]],
) -> Annotated:
    text, tokens = document.text, tokenise(document.text)
    syntax, word_of = _syntax(document, tokens)
    entities = _entity_flags(document, tokens, syntax, word_of, named)
    certainty = np.full(len(tokens), np.nan, dtype=np.float32)
    for sentence, at in document.sentences:
        places = [at + i for i, c in enumerate(sentence) if not c.isspace()]
        for place, value in sure.get("".join(sentence.split()), ()):
            word = to_words(tokens, places[place], places[place] + 1)[0]
            certainty[word] = value
    mentions = {(word_of[m[0]], m[1]) for m in document.mentions if m[0] in word_of}
    return Annotated(text, tokens, syntax, entities, tuple(sorted(mentions)), certainty)


def _syntax(document: _Document, tokens: Tokens) -> tuple[Syntax, dict[int, int]]:
    """Syntax by the model's words: the first word stands for its token, the others join it."""
    placed = document.tokens
    begins = np.array([t.start for t in placed])
    token_of = np.searchsorted(begins, tokens.starts, side="right") - 1
    word_of: dict[int, int] = {}
    for word, token in enumerate(token_of):
        word_of.setdefault(int(token), word)
    n = len(tokens)
    tags, relations = np.full(n, "X", dtype=object), np.full(n, JOINED, dtype=object)
    heads, starts = np.zeros(n, dtype=np.int64), np.zeros(n, dtype=bool)
    for word, number in enumerate(token_of):
        token = placed[number]
        tags[word] = token.tag
        if word_of[int(number)] != word:
            heads[word] = word_of[int(number)]
            continue
        head, relation = token.head, token.relation
        while head is not None and head not in word_of:  # a token inside another's word
            head, relation = placed[head].head, placed[head].relation
        heads[word] = -1 if head is None else word_of[head]
        relations[word], starts[word] = relation, token.opens
    return Syntax(tags, heads, relations, starts), word_of


def _free(count: int) -> Flags:
    """Every tag allowed for ``count`` words."""
    return np.ones((count, len(ENTITY_TAGS)), dtype=bool)


def _forbid(flags: Flags, words: slice | int, kinds: tuple[EntityKind, ...]) -> None:
    for kind in kinds:
        for prefix in "BIES":
            flags[words, tag_number(prefix, kind)] = False


def demand(flags: Flags, first: int, last: int, kind: EntityKind) -> None:
    """Words [first, last) are one entity of ``kind``."""
    flags[first:last] = False
    for word in range(first, last):
        opens, closes = word == first, word + 1 == last
        prefix = ("S" if closes else "B") if opens else ("E" if closes else "I")
        flags[word, tag_number(prefix, kind)] = True


def _allow_only(flags: Flags, word: int, kinds: tuple[EntityKind, ...]) -> None:
    """A word belongs to an entity of one of ``kinds``, wherever that begins and ends."""
    kept = np.zeros(len(ENTITY_TAGS), dtype=bool)
    for kind in kinds:
        for prefix in "BIES":
            kept[tag_number(prefix, kind)] = True
    flags[word] &= kept


def _entity_flags(
    document: _Document,
    tokens: Tokens,
    syntax: Syntax,
    word_of: dict[int, int],
    named: dict[str, list[tuple[int, int, str]]],
) -> Flags:
    flags, text = _free(len(tokens)), document.text
    told = np.zeros(len(tokens), dtype=bool)  # inside an entity that the corpus names
    for sentence, at in document.sentences:
        found = named.get("".join(sentence.split()))
        if found is None:
            continue
        places = [at + i for i, c in enumerate(sentence) if not c.isspace()]
        first, last = to_words(tokens, at, at + len(sentence))
        _forbid(flags, slice(first, last), UNER_KINDS)
        for start, end, kind in found:
            span = to_words(tokens, places[start], places[end - 1] + 1)
            words = text[places[start] : places[end - 1] + 1]
            demand(flags, *span, _refined(EntityKind(kind), words))
            told[slice(*span)] = True
    for main, _, etype, first_token, last_token in document.mentions:
        if etype == "time":
            start, end = document.tokens[first_token].start, document.tokens[last_token].end
            span = to_words(tokens, start, end)
            demand(flags, *span, EntityKind.TIME)
            told[slice(*span)] = True
        elif etype in GUM_KINDS and main in word_of and document.tokens[main].tag == "PROPN":
            word = word_of[main]
            if not told[word]:
                _allow_only(flags, word, GUM_KINDS[etype])
                told[word] = True
    _hint(flags, told, text, tokens, syntax, timed=bool(document.mentions))
    flags[~flags.any(axis=1)] = True  # what two corpora say of a word cannot both be
    return flags


GUM_KINDS: dict[str, tuple[EntityKind, ...]] = {
    "person": (EntityKind.PERSON, EntityKind.GROUP),
    "organization": (EntityKind.ORGANISATION,),
    "place": (EntityKind.PLACE, EntityKind.FACILITY),
}


def _hint(
    flags: Flags, told: Flags, text: str, tokens: Tokens, syntax: Syntax, *, timed: bool
) -> None:
    """What tags tell where no corpus does: numbers, and the adjectives of peoples."""
    for word in range(len(tokens)):
        if told[word]:
            continue
        tag = syntax.tags[word]
        if tag == "NUM":
            _allow_only(flags, word, (EntityKind.NUMBER, EntityKind.TIME))
            continue
        _forbid(flags, word, (EntityKind.NUMBER,))
        if timed:
            _forbid(flags, word, (EntityKind.TIME,))
        shape = text[tokens.starts[word] : tokens.ends[word]]
        if tag == "ADJ" and not syntax.starts[word] and PEOPLE.match(shape):
            _allow_only(flags, word, (EntityKind.GROUP,))
        elif tag != "PROPN":
            _forbid(flags, word, (EntityKind.GROUP, EntityKind.FACILITY))
            if timed:
                _forbid(flags, word, UNER_KINDS)


def _refined(kind: EntityKind, words: str) -> EntityKind:
    return EntityKind.FACILITY if kind == "place" and FACILITIES.search(words) else kind


def _uner(path: Path) -> dict[str, list[tuple[int, int, str]]]:
    """Entities of a sentence, by its text without spaces; places count without them too."""
    kinds = {"PER": "person", "ORG": "organisation", "LOC": "place"}
    found: dict[str, list[tuple[int, int, str]]] = {}
    squeezed = ""
    spans: list[tuple[int, int, str]] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if not line and squeezed:
            found[squeezed] = spans
            squeezed, spans = "", []
        columns = line.split("\t")
        if line.startswith("#") or not columns[0].isdigit():
            continue
        start = len(squeezed)
        squeezed += "".join(columns[1].split())
        prefix, _, kind = columns[2].partition("-")
        if prefix == "B" and kind in kinds:
            spans.append((start, len(squeezed), kinds[kind]))
        elif prefix == "I" and spans and spans[-1][1] == start and kind in kinds:
            spans[-1] = (spans[-1][0], len(squeezed), spans[-1][2])
    return found


def _certainty(path: Path) -> dict[str, list[tuple[int, float]]]:
    """Values of a sentence's predicates, by its text without spaces; places count likewise."""
    found: dict[str, list[tuple[int, float]]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        words = row["text"].split(" ")
        starts = np.concatenate(([0], np.cumsum([len(w) for w in words])))
        values = [(int(starts[t["span1"][0]]), float(t["label"])) for t in row["targets"]]
        found.setdefault("".join(words), []).extend(values)
    return found


def re3d(corpora: Path) -> Iterator[Annotated]:
    """Texts of re3d that are not held back, with entities alone."""
    for marked in read_re3d(corpora):
        if held_back(marked.name):
            continue
        tokens = tokenise(marked.text)
        flags = np.zeros((len(tokens), len(ENTITY_TAGS)), dtype=bool)
        flags[:, 0] = True
        for entity in marked.entities:
            words = to_words(tokens, entity.span.start, entity.span.end)
            demand(flags, *words, _refined(entity.kind, entity.span.of(marked.text)))
        yield Annotated(marked.text, tokens, None, flags)
