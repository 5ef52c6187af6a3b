"""NewsWCL50 (dev): five stories, each told by five outlets, with chains of actors and states."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
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


def read_newswcl(corpora: Path) -> dict[str, list[Chained]]:
    """The texts of each story. Raises CorpusError."""
    path = corpora / FILE
    try:
        content = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CorpusError(str(path), f"it cannot be read ({error})", MEND) from None
    stories: defaultdict[str, list[Chained]] = defaultdict(list)
    for part in content.split("#end document"):
        if begin := _BEGIN.search(part):
            rows = part[begin.end() :].split("\n")[1:]
            stories[begin[1].partition("/")[0]].append(_text(begin[1], rows))
    if not stories:
        raise CorpusError(str(path), "no stories in it", MEND)
    return dict(stories)


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
    """From the last column: ``(chain`` opens, ``chain)`` closes, ``|`` stands between several."""
    opened: defaultdict[str, list[int]] = defaultdict(list)
    for number, cell in enumerate(cells):
        for part in cell.replace(" ", "").split("|"):
            chain = part.strip("()")
            if part.startswith("("):
                opened[chain].append(number)
            if part.endswith(")") and opened[chain]:
                kind = _KINDS.get(chain.rpartition("_")[2])
                first = opened[chain].pop()
                if kind is not None:
                    yield Marked(tuple(range(first, number + 1)), kind, chain)
