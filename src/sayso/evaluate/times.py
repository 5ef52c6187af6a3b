"""``sayso eval time``: expressions of time in TimeBank, and what they mean.

Counted as TempEval-3 does: an extent is right strictly where its characters are, and relaxed
where it overlaps one that no other found has; a value is right where it is the same string.
HeidelTime and SUTime reach a relaxed F1 near 90 and a value F1 near 78 on TempEval-3.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sayso.errors import SaysoError
from sayso.evaluate.corpus import hash_files
from sayso.evaluate.differences import spread
from sayso.evaluate.gate import Demands, Scored, conclude, say
from sayso.evaluate.predict import Parser, own_parser
from sayso.evaluate.tables import Table
from sayso.evaluate.timebank import HALVES, Dated, read_timebank, timebank_files
from sayso.parse import find_times
from sayso.records import Span, Time

AROUND = 40  # characters of the text shown on either side of an expression
COLUMNS = (
    *("part", "strict F1", "relaxed P", "relaxed R", "relaxed F1"),
    *("value accuracy", "value F1", "gold", "predicted"),
)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many expressions there are, were found, and in what sense they are right."""

    gold: int = 0
    predicted: int = 0
    strict: int = 0
    relaxed: int = 0
    value: int = 0

    def __add__(self, other: Tally) -> Tally:
        """Both together."""
        return Tally(
            self.gold + other.gold,
            self.predicted + other.predicted,
            self.strict + other.strict,
            self.relaxed + other.relaxed,
            self.value + other.value,
        )

    def f1(self, right: int) -> float:
        """F1 where so many are right."""
        return 2 * right / max(1, self.gold + self.predicted)

    def row(self, name: str) -> tuple[str | float | int, ...]:
        """The figures in the order of ``COLUMNS``."""
        return (
            name,
            self.f1(self.strict),
            self.relaxed / max(1, self.predicted),
            self.relaxed / max(1, self.gold),
            self.f1(self.relaxed),
            self.value / max(1, self.relaxed),
            self.f1(self.value),
            self.gold,
            self.predicted,
        )

    def figures(self, name: str) -> dict[str, float]:
        """The figures that have floors, in per cent."""
        return {
            f"{name}_strict": 100 * self.f1(self.strict),
            f"{name}_relaxed": 100 * self.f1(self.relaxed),
            f"{name}_value": 100 * self.f1(self.value),
        }


def run_times(
    corpora: Path,
    demands: Demands | None = None,
    *,
    limit: int | None = None,
    errors: int = 0,
    parser: Parser = own_parser,
) -> int:
    """Score times on TimeBank, the half that rules were tuned on and the other apart.

    ``limit`` takes the first documents, with floors of their own; ``errors`` prints that many
    expressions lost, gained and misread. 0: done, and the gate holds. 1: it does not, or the
    corpus is missing.
    """
    try:
        files = timebank_files(corpora)[:limit]
        texts = [read_timebank(path) for path in files]
        parses = parser([dated.text for dated in texts])
        found = [
            find_times(d.text, p.words, p.sentences, d.written, p.entities)
            for d, p in zip(texts, parses, strict=True)
        ]
        read = list(zip(texts, found, strict=True))
        tallies = {name: _total(read, name) for name in (*HALVES, "all")}
        rows = tuple(tally.row(name) for name, tally in tallies.items())
        tables = [Table("time", f"Times of TimeBank: {len(texts)} texts", COLUMNS, rows)]
        tables += _difference_tables(read, errors) if errors else []
        figures = {k: v for name, tally in tallies.items() for k, v in tally.figures(name).items()}
        name = "time" + (f".{limit}" if limit else "")
        return conclude(
            Scored(name, tuple(tables), figures, hash_files(files)), demands or Demands()
        )
    except SaysoError as error:
        say(str(error))
        return 1


def _total(read: Iterable[tuple[Dated, Sequence[Time]]], half: str) -> Tally:
    tallies = (tally(d, found) for d, found in read if half in (d.half, "all"))
    return sum(tallies, Tally())


def tally(dated: Dated, found: Sequence[Time]) -> Tally:
    """The counts of one document."""
    pairs = list(_pair(dated, found))
    spans = {span for span, _ in dated.times}
    return Tally(
        len(dated.times),
        len(found),
        sum(time.span in spans for time in found),
        len(pairs),
        sum(value == time.value for time, _, value in pairs),
    )


def _pair(dated: Dated, found: Sequence[Time]) -> Iterator[tuple[Time, Span, str]]:
    """Each time that was found with the nearest one marked that it overlaps; none goes twice."""
    left = dict(dated.times)
    for time in found:
        own = time.span
        near = [span for span in left if span.start < own.end and own.start < span.end]
        if near:
            best = min(near, key=lambda s: abs(s.start - own.start) + abs(s.end - own.end))
            yield time, best, left.pop(best)


def _difference_tables(read: Sequence[tuple[Dated, Sequence[Time]]], number: int) -> list[Table]:
    rows: dict[str, list[tuple[str, str]]] = {"lost": [], "gained": [], "misread": []}
    for dated, found in read:
        pairs = list(_pair(dated, found))
        matched = {span for _, span, _ in pairs}
        rows["lost"] += [
            (dated.name, _show(dated.text, span, value))
            for span, value in dated.times
            if span not in matched
        ]
        right = {time.span for time, _, _ in pairs}
        rows["gained"] += [
            (dated.name, _show(dated.text, t.span, t.value)) for t in found if t.span not in right
        ]
        rows["misread"] += [
            (dated.name, _show(dated.text, time.span, f"{time.value}, marked {value},"))
            for time, _, value in pairs
            if time.value != value
        ]
    return [
        Table(
            f"time_{name}",
            f"{name.capitalize()}: {min(number, len(all_rows))} of {len(all_rows)} times",
            ("text", "words"),
            tuple(spread(all_rows, number)),
        )
        for name, all_rows in rows.items()
    ]


def _show(text: str, span: Span, value: str) -> str:
    """The expression in brackets between the words around it, on one line."""
    before = text[max(span.start - AROUND, 0) : span.start]
    after = text[span.end : span.end + AROUND]
    return " ".join(f"{before}[{value} {span.of(text)}]{after}".split())
