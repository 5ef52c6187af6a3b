"""Parses of the cases' texts, kept beside them: rules are tested on trees that no model changes.

``python -m tests.attribute.trees`` parses texts that are new with the shipped model; look at what
it adds, and mend a tree by hand where the model errs.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from sayso.parse.quotations import find_quotations
from sayso.records import Entity, Parse, Report, Span, Word
from sayso.terms import EntityKind

KEPT = Path(__file__).parents[1] / "cases" / "attribute" / "trees.jsonl"


@cache
def trees() -> dict[str, Parse]:
    """By text. A line of the file has the text, its words as [start, end, tag, head, relation]."""
    rows = map(json.loads, KEPT.read_text(encoding="utf-8").splitlines())
    return {row["text"]: _parse(row) for row in rows}


def parse_of(text: str) -> Parse:
    """The parse of a text that is kept."""
    assert text in trees(), "python -m tests.attribute.trees keeps the trees of new texts"
    return trees()[text]


def _parse(row: dict[str, Any]) -> Parse:
    words = tuple(Word(Span(a, b), *rest) for a, b, *rest in row["words"])
    entities = tuple(Entity(Span(a, b), EntityKind(kind)) for a, b, kind in row["entities"])
    sentences = tuple((first, last) for first, last in row["sentences"])
    quotations = find_quotations(row["text"])
    return Parse(quotations, (), words, sentences, entities)


def keep(texts: Iterable[str]) -> None:
    """Write the file anew: known parses as they are, others as the shipped model has them."""
    from sayso.pipeline import Pipeline

    known = trees() if KEPT.exists() else {}
    wanted = list(dict.fromkeys(texts))
    new = [text for text in wanted if text not in known]
    parsed = Pipeline().parses([Report("case", "case", text, ()) for text in new])
    found = known | dict(zip(new, parsed, strict=True))
    lines = [json.dumps(_row(text, found[text]), ensure_ascii=False) for text in wanted]
    KEPT.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _row(text: str, parse: Parse) -> dict[str, object]:
    return {
        "text": text,
        "words": [[w.span.start, w.span.end, w.tag, w.head, w.relation] for w in parse.words],
        "sentences": parse.sentences,
        "entities": [[e.span.start, e.span.end, e.kind.value] for e in parse.entities],
    }


if __name__ == "__main__":
    from tests.attribute.test_assertions import TEXTS as OWN
    from tests.attribute.test_describing import TEXTS as DESCRIBED
    from tests.attribute.test_how_cases import TEXTS as HOW
    from tests.attribute.test_mending import TEXTS as MENDED

    keep([*HOW, *DESCRIBED, *OWN, *MENDED])
