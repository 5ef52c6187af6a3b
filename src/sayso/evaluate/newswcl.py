"""NewsWCL50 (dev): five stories, each told by five outlets, with chains of what is called what."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sayso.errors import CorpusError
from sayso.evaluate.chained import Chained, Marked
from sayso.terms import ActorKind

FILE = Path("labels") / "newswcl50_dev.conll"
MEND = "point --corpora at the folder that holds labels/"
_KINDS = {
    "ACTOR": ActorKind.PERSON,
    "COUNTRY": ActorKind.STATE,
    "GROUP": ActorKind.ORGANISATION,
}
_BEGIN = re.compile(r"#begin document (\S+?);")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words ``first`` to ``last`` (both with them) that were annotated as one of a chain."""

    first: int
    last: int
    chain: str


@dataclass(frozen=True, slots=True)
class Worded:
    """A text as words, and every phrase of it that is in a chain: actors, events, things."""

    name: str
    words: tuple[str, ...]
    phrases: tuple[Phrase, ...]


def read_newswcl(corpora: Path) -> dict[str, list[Chained]]:
    """The texts of each story with their actors and states. Raises CorpusError."""
    stories: defaultdict[str, list[Chained]] = defaultdict(list)
    for name, rows in _texts(corpora):
        stories[name.partition("/")[0]].append(_text(name, rows))
    return dict(stories)


def read_phrases(corpora: Path) -> dict[str, list[Worded]]:
    """The texts of each story with all of their chains. Raises CorpusError."""
    stories: defaultdict[str, list[Worded]] = defaultdict(list)
    for name, rows in _texts(corpora):
        fields = [cells for row in rows if len(cells := row.split("\t")) >= 5]
        phrases = tuple(_phrases(cells[4] for cells in fields))
        words = tuple(cells[3] for cells in fields)
        stories[name.partition("/")[0]].append(Worded(name, words, phrases))
    return dict(stories)


def _texts(corpora: Path) -> Iterator[tuple[str, list[str]]]:
    """The name of each text, and its rows."""
    path = corpora / FILE
    try:
        content = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CorpusError(str(path), f"it cannot be read ({error})", MEND) from None
    parts = [
        (found, part) for part in content.split("#end document") if (found := _BEGIN.search(part))
    ]
    if not parts:
        raise CorpusError(str(path), "no stories in it", MEND)
    for begin, part in parts:
        yield begin[1], part[begin.end() :].split("\n")[1:]


def _text(name: str, rows: Iterable[str]) -> Chained:
    words: list[str] = []
    beginnings: set[int] = set()
    cells: list[str] = []
    fresh = True
    for row in rows:
        fields = row.split("\t")
        if len(fields) < 5:
            fresh = True
            continue
        if fresh:
            beginnings.add(len(words))
        fresh = False
        words.append(fields[3])
        cells.append(fields[4])
    return Chained(name, tuple(words), frozenset(beginnings), tuple(_mentions(cells)))


def _mentions(cells: Iterable[str]) -> Iterator[Marked]:
    """The phrases that are actors or states."""
    for phrase in _phrases(cells):
        kind = _KINDS.get(phrase.chain.rpartition("_")[2])
        if kind is not None:
            yield Marked(tuple(range(phrase.first, phrase.last + 1)), kind, phrase.chain)


def _phrases(cells: Iterable[str]) -> Iterator[Phrase]:
    """From the last column: ``(chain`` opens, ``chain)`` closes, ``|`` stands between several."""
    opened: defaultdict[str, list[int]] = defaultdict(list)
    for number, cell in enumerate(cells):
        for part in cell.replace(" ", "").split("|"):
            chain = part.strip("()")
            if part.startswith("("):
                opened[chain].append(number)
            if part.endswith(")") and opened[chain]:
                yield Phrase(opened[chain].pop(), number, chain)
