"""``sayso eval place``: toponyms of GeoWebNews and GeoVirus, found and resolved.

Each corpus is cut in two by a hash of its texts' addresses. Rules and weights were tuned on one
half, "tuned", alone; "kept" tells what they are worth.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sayso.errors import SaysoError
from sayso.evaluate.corpus import hash_files
from sayso.evaluate.differences import spread
from sayso.evaluate.gate import Demands, Scored, conclude, say
from sayso.evaluate.predict import Parser, own_parser
from sayso.evaluate.tables import Cell, Table
from sayso.evaluate.toponyms import FILES, Located, Toponym, read_located
from sayso.records import Parse, Place, Report, Span
from sayso.resolve.places import distance, find_places, locate
from sayso.syntax import Syntax

#: Kilometres (a hundred miles) within which a toponym counts as resolved, as is the custom.
NEAR = 161.0
HALVES = ("tuned", "kept")


@dataclass(frozen=True, slots=True)
class Pair:
    """A toponym that people marked, and what it was resolved to."""

    text: str
    toponym: Toponym
    place: Place

    @property
    def off(self) -> float:
        """Kilometres between the two, infinite where the place has no point."""
        if self.place.latitude is None or self.place.longitude is None:
            return float("inf")
        here = self.place.latitude, self.place.longitude
        return distance(here, (self.toponym.latitude, self.toponym.longitude))

    @property
    def near(self) -> bool:
        """Whether it counts as resolved."""
        return self.off <= NEAR

    @property
    def within(self) -> bool:
        """Whether it does, or its point lies inside the place: a state's middle is a convention."""
        return self.off <= max(NEAR, self.place.radius or 0.0)


@dataclass(frozen=True, slots=True)
class Found:
    """Counts of recognition: characters of a name must agree exactly."""

    right: int
    found: int
    gold: int

    @property
    def f1(self) -> float:
        """0 to 1."""
        return 2 * self.right / (self.found + self.gold) if self.right else 0.0


def run_places(
    corpora: Path,
    demands: Demands | None = None,
    *,
    limit: int | None = None,
    errors: int = 0,
    parser: Parser = own_parser,
) -> int:
    """Score both corpora; the exit code. ``corpora`` holds ``places/``.

    ``limit`` takes the first texts of each, with floors of their own; ``errors`` prints that many
    toponyms of the tuned halves that were resolved wrongly.
    0: done, and the gate holds. 1: it does not, or a corpus is missing.
    """
    try:
        figures: dict[str, float] = {}
        tables: list[Table] = []
        wrong: list[tuple[str, str, str]] = []
        for name, file in FILES.items():
            texts = read_located(corpora / file)[:limit]
            parses = parser([located.text for located in texts])
            both = list(zip(texts, parses, strict=True))
            for half in HALVES:
                mine = [(located, parse) for located, parse in both if located.half == half]
                pairs = [pair for item in mine for pair in resolved(*item)]
                found = _recognise(mine)
                figures |= _figures(f"{name}_{half}", pairs, found)
                if half == "tuned":
                    wrong += [_row(pair) for pair in pairs if not pair.within]
        tables.append(_table(figures))
        if errors:
            shown = tuple(spread(wrong, errors))
            title = f"Resolved wrongly: {len(shown)} of {len(wrong)} toponyms of the tuned halves"
            tables.append(Table("wrong", title, ("words", "taken for", "because"), shown))
        corpus = hash_files([corpora / file for file in FILES.values()])
        section = "place" + (f".{limit}" if limit else "")
        return conclude(Scored(section, tuple(tables), figures, corpus), demands or Demands())
    except SaysoError as error:
        say(str(error))
        return 1


def _report(located: Located) -> Report:
    return Report(located.name, located.name, located.text, (), url=located.name)


def resolved(located: Located, parse: Parse) -> list[Pair]:
    """Each toponym with the place that it is resolved to, its characters being given."""
    marked = {toponym.span: toponym for toponym in located.toponyms}
    places = locate(_report(located), Syntax(located.text, parse), marked)
    return [Pair(located.text, marked[place.span], place) for place in places]


def _recognise(items: Sequence[tuple[Located, Parse]]) -> Found:
    """What Sayso itself finds; what is marked and need not be found counts neither way."""
    right = found = gold = 0
    for located, parse in items:
        must = {_bare(t.span, located.text) for t in located.toponyms if t.must}
        may = {t.span for t in located.toponyms if not t.must}
        syntax = Syntax(located.text, parse)
        own = {place.span for place in find_places(_report(located), syntax)}
        own = {span for span in own if not _meets(span, may) or span in must}
        right += len(own & must)
        found += len(own)
        gold += len(must)
    return Found(right, found, gold)


def _bare(span: Span, text: str) -> Span:
    """Without an article before the name."""
    return Span(span.start + 4, span.end) if span.of(text)[:4].lower() == "the " else span


def _meets(span: Span, others: Iterable[Span]) -> bool:
    return any(span.start < other.end and other.start < span.end for other in others)


def _figures(name: str, pairs: Sequence[Pair], found: Found) -> dict[str, float]:
    count = max(len(pairs), 1)
    return {
        f"{name}_near": 100 * sum(pair.near for pair in pairs) / count,
        f"{name}_within": 100 * sum(pair.within for pair in pairs) / count,
        f"{name}_known": 100 * sum(pair.place.known is not None for pair in pairs) / count,
        f"{name}_precision": 100 * found.right / max(found.found, 1),
        f"{name}_recall": 100 * found.right / max(found.gold, 1),
        f"{name}_found": 100 * found.f1,
    }


def _table(figures: dict[str, float]) -> Table:
    measures = ("near", "within", "known", "precision", "recall", "found")
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (f"{name}, {half}", *(figures[f"{name}_{half}_{m}"] / 100 for m in measures))
        for name in FILES
        for half in HALVES
    )
    columns = ("part", "161 km", "161 km or inside", "known", "precision", "recall", "F1")
    title = "Toponyms: resolved where they are given; found by Sayso itself, exact characters"
    return Table("place", title, columns, rows)


def _row(pair: Pair) -> tuple[str, str, str]:
    place = pair.place
    return pair.toponym.span.of(pair.text), place.known or place.name, place.reason
