"""``sayso eval ner``: entities in raw text against those that people marked.

UNER's dev part of EWT has people, organisations and places; hotels, bridges and streets among the
places, so a facility counts as a place there. The documents of re3d that training does not see
(``held_back``) have all kinds but facilities, which it too calls places.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from sayso.errors import SaysoError
from sayso.evaluate.corpus import hash_files
from sayso.evaluate.differences import spread
from sayso.evaluate.entities import (
    Marked,
    Scheme,
    count_entities,
    entity_table,
    gained,
    lost,
)
from sayso.evaluate.gate import Demands, Scored, conclude, say
from sayso.evaluate.predict import Parser, own_parser
from sayso.evaluate.re3d import re3d_files, read_re3d
from sayso.evaluate.tables import Table
from sayso.evaluate.uner import KINDS, read_uner, uner_files
from sayso.records import Entity
from sayso.terms import EntityKind

SPLIT = "dev"
FACILITIES = ((EntityKind.FACILITY, EntityKind.PLACE),)
UNER = Scheme("uner", "Entities of UNER's EWT dev", tuple(KINDS.values()), FACILITIES)
RE3D = Scheme(
    "re3d",
    "Entities of re3d, held back from training",
    tuple(kind for kind in EntityKind if kind is not EntityKind.FACILITY),
    FACILITIES,
)

# Of the five fifths, the one that has reports of all six sources and entities of every kind.
_FIFTH = 2


def held_back(document_id: str) -> bool:
    """Whether a document of re3d is kept out of training and scored: 21 of its 90."""
    digest = hashlib.sha256(document_id.encode()).hexdigest()
    return int(digest[:8], 16) % 5 == _FIFTH


def run_ner(
    corpora: Path,
    demands: Demands | None = None,
    *,
    limit: int | None = None,
    errors: int = 0,
    parser: Parser = own_parser,
) -> int:
    """Score the entities of both corpora, exact characters and kind; the exit code.

    ``corpora`` holds ``ner/`` and ``ud/``; ``limit`` takes the first texts of each, with floors of
    their own; ``errors`` prints that many lost and as many gained entities of each.
    0: done, and the gate holds. 1: it does not, or a corpus is missing.
    """
    try:
        held = (marked for marked in read_re3d(corpora) if held_back(marked.name))
        parts = {
            UNER: read_uner(corpora, SPLIT)[:limit],
            RE3D: tuple(sorted(held, key=lambda marked: marked.name))[:limit],
        }
        tables: list[Table] = []
        figures: dict[str, float] = {}
        for scheme, texts in parts.items():
            found = [parse.entities for parse in parser([marked.text for marked in texts])]
            counts = count_entities(zip(texts, found, strict=True), scheme)
            tables.append(entity_table(counts, scheme, len(texts)))
            tables += _difference_tables(texts, found, scheme, errors) if errors else []
            figures |= {f"{scheme.name}_{kind}": 100 * c.f1 for kind, c in counts.items()}
        corpus = hash_files([*uner_files(corpora, SPLIT), *re3d_files(corpora)])
        name = "ner" + (f".{limit}" if limit else "")
        return conclude(Scored(name, tuple(tables), figures, corpus), demands or Demands())
    except SaysoError as error:
        say(str(error))
        return 1


def _difference_tables(
    texts: Sequence[Marked], found: Sequence[Sequence[Entity]], scheme: Scheme, number: int
) -> list[Table]:
    tables = []
    for name, side in (("lost", lost), ("gained", gained)):
        rows = [r for m, f in zip(texts, found, strict=True) for r in side(m, f, scheme)]
        shown = tuple(spread(rows, number))
        title = f"{name.capitalize()}: {len(shown)} of {len(rows)} entities"
        tables.append(Table(f"{scheme.name}_{name}", title, ("text", "words"), shown))
    return tables
