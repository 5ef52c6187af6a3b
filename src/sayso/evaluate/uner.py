"""UNER's EWT as it lies on disk: sentences with people, organisations and places marked.

Its sentences have spaces between their tokens ("do n't"), so the texts come from the treebank,
which has the same characters otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from sayso.errors import CorpusError
from sayso.evaluate.entities import Marked
from sayso.evaluate.treebank import read_treebank
from sayso.records import Entity, Span
from sayso.terms import EntityKind

KINDS = {
    "PER": EntityKind.PERSON,
    "ORG": EntityKind.ORGANISATION,
    "LOC": EntityKind.PLACE,
}


def uner_files(corpora: Path, split: str) -> tuple[Path, Path]:
    """Where the entities of a part lie, and its texts."""
    texts = corpora / "ud" / "ewt" / f"{split}.conllu"
    return corpora / "ner" / "uner-ewt" / f"{split}.iob2", texts


def read_uner(corpora: Path, split: str) -> tuple[Marked, ...]:
    """The texts of a part with their entities. Raises CorpusError."""
    path, _ = uner_files(corpora, split)
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        mend = "point --corpora at the folder that holds ner/"
        raise CorpusError(str(path), f"cannot be read ({error})", mend) from None
    texts = {text.name: text.text for text in read_treebank(corpora, "ewt", split)}
    try:
        return tuple(on_text(marked, texts.get(marked.name, "")) for marked in parse_iob2(lines))
    except (ValueError, IndexError) as error:
        raise CorpusError(str(path), f"is not IOB2 ({error})", "fetch the corpus again") from None


def parse_iob2(lines: Iterable[str]) -> Iterator[Marked]:
    """The texts of IOB2 lines, sentences joined by a space.

    Raises ValueError or IndexError where they are none. The train part has tags of an older cut,
    OTH and a B-O: they count as none.
    """
    name, text, at = "", "", 0
    entities: list[Entity] = []
    for line in lines:
        if line.startswith("# newdoc"):
            if text:
                yield Marked(name, text, tuple(entities))
            name, text, entities = line.partition("=")[2].strip(), "", []
        elif line.startswith("# text = "):
            at = len(text) + bool(text)
            text = f"{text} {line.removeprefix('# text = ')}".lstrip()
        elif line[:1].isdigit():
            form, tag = line.split("\t")[1:3]
            start = text.find(form, at)
            if start < 0:
                raise ValueError(f"word {form!r} is not in its sentence")
            at = start + len(form)
            _mark(entities, tag, Span(start, at))
    if text:
        yield Marked(name, text, tuple(entities))


def on_text(marked: Marked, text: str) -> Marked:
    """The same entities in a text of the same characters, spaces aside; else ValueError."""
    here = [n for n, character in enumerate(marked.text) if not character.isspace()]
    there = [n for n, character in enumerate(text) if not character.isspace()]
    if [marked.text[n] for n in here] != [text[n] for n in there]:
        raise ValueError(f"the treebank's text of {marked.name} is another")
    place = dict(zip(here, there, strict=True))
    moved = (
        Entity(Span(place[e.span.start], place[e.span.end - 1] + 1), e.kind)
        for e in marked.entities
    )
    return Marked(marked.name, text, tuple(moved))


def _mark(entities: list[Entity], tag: str, word: Span) -> None:
    prefix, _, name = tag.partition("-")
    kind = KINDS.get(name)
    if kind and prefix == "B":
        entities.append(Entity(word, kind))
    elif kind and prefix == "I":
        entities[-1] = Entity(Span(entities[-1].span.start, word.end), kind)
