"""PLOVER's sentences as they lie on disk: who does what to whom, with the type of deed."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sayso.errors import CorpusError
from sayso.evaluate.corpus import read_text
from sayso.records import Span

SENTENCES = Path("events") / "zero-shot-plover" / "PLV_train.tsv"
GOLD = Path("events") / "PLOVER_GSR_CAMEO.txt"
MARK = re.compile(r"(</?[st]>)")
MEND = "point --corpora at the folder that holds events/"
#: Types of the gold of 2016 by what they became, in the names that PLV_train uses.
SINCE = {
    "demand": "request",
    "investigate": "accuse",
    "disapprove": "accuse",
    "fight": "assault",
    "concede": "yield",
    "retreat": "yield",
}
HELD_BACK = 5  # every fifth sentence, by its hash


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence with its source, its target and the root of its type ("yield", "assault")."""

    text: str
    source: tuple[Span, ...]
    target: tuple[Span, ...]
    root: str

    @property
    def held_back(self) -> bool:
        """Whether it is of the fifth that nothing is fitted or tuned on."""
        return int(hashlib.sha256(self.text.encode()).hexdigest(), 16) % HELD_BACK == 0


def read_sentences(corpora: Path) -> list[Marked]:
    """The sentences of PLV_train. Raises CorpusError."""
    path = corpora / SENTENCES
    try:
        rows = list(csv.DictReader(read_text(path).splitlines(), delimiter="\t"))
        return [_marked(row["marked_sentence"], row["gold_root"].lower()) for row in rows]
    except (csv.Error, KeyError, AttributeError) as error:
        raise CorpusError(str(path), f"not sentences of PLV_train ({error})", MEND) from None


def _marked(marked: str, root: str) -> Marked:
    text, begun = "", {"s": 0, "t": 0}
    spans: dict[str, list[Span]] = {"s": [], "t": []}
    for part in MARK.split(marked):
        if not MARK.fullmatch(part):
            text += part
        elif part[1] == "/":
            spans[part[2]].append(Span(begun[part[2]], len(text)))
        else:
            begun[part[1]] = len(text)
    return Marked(text, tuple(spans["s"]), tuple(spans["t"]), root)


def read_gold(corpora: Path) -> list[Marked]:
    """PLOVER's own gold events, all sources and targets that their text has. Raises CorpusError."""
    path = corpora / GOLD
    try:
        rows: list[dict[str, Any]] = json.loads(read_text(path))
        return [_gold(row) for row in rows if row["event"] != "DOCUMENT"]
    except (ValueError, KeyError, TypeError) as error:
        raise CorpusError(str(path), f"not PLOVER's gold ({error})", MEND) from None


def _gold(row: dict[str, Any]) -> Marked:
    text, kind = row["text"], row["event"].lower()
    source, target = (tuple(_places(text, row.get(role))) for role in ("source", "target"))
    return Marked(text, source, target, SINCE.get(kind, kind))


def _places(text: str, actors: object) -> Iterator[Span]:
    for actor in actors if isinstance(actors, list) else [actors]:
        words = actor.get("actorText", "") if isinstance(actor, dict) else str(actor or "")
        start = text.find(words.strip()) if words.strip() else -1
        if start >= 0:
            yield Span(start, start + len(words.strip()))
