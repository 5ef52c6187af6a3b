"""``sayso eval lineage``: how many copied passages are found, and how many that are none.

Passages of real reports are planted into other real reports (see planting), and each such host is
looked up among all reports but itself. Real reports share words of their own accord, and nobody
has marked those; so what is found is counted like this. A planted passage is *found* if a pair
covers it on both sides (``_COVERS`` of characters). A pair is *wrong* if it joins the host to a
report that has nothing to do with it, of another outlet and published a year or more apart, and is
not that passage; quotations of the same old words among such reports count as wrong too. Pairs
between reports of one outlet, or of the same months, are *set aside*: they may well be real reuse.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from urllib.parse import urlsplit

from sayso.errors import CorpusError, SaysoError
from sayso.evaluate.corpus import hash_files
from sayso.evaluate.floors import FLOORS
from sayso.evaluate.gate import holds_floors, print_tables, raise_to, say
from sayso.evaluate.planting import EDITS, Host, Kind, Planted, plant
from sayso.evaluate.tables import Cell, Table
from sayso.intake import read_reports
from sayso.reconcile import MemoryIndex, find_lineage, passages
from sayso.records import Report, Reuse, Span

CORPUS = Path("reports") / "mixed_1000.jsonl"
NAME = "lineage.mixed_1000"
_APART = 365  # days
_COVERS = 0.8  # intersection over union, of characters
HOSTS = 200  # of each kind
_SEED = 20190430


@dataclass(frozen=True, slots=True)
class Count:
    """Passages planted and found; pairs that are wrong and pairs set aside."""

    planted: int
    found: int
    wrong: int
    aside: int

    @property
    def precision(self) -> float:
        """Found over found and wrong; 1 if there is neither."""
        return self.found / (self.found + self.wrong) if self.found + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """Found over planted; 1 if nothing was planted."""
        return self.found / self.planted if self.planted else 1.0

    def __add__(self, other: Count) -> Count:
        return Count(
            self.planted + other.planted,
            self.found + other.found,
            self.wrong + other.wrong,
            self.aside + other.aside,
        )


def run_lineage(
    corpora: Path,
    *,
    gate: bool = False,
    json: bool = False,
    hosts: int | None = None,
    write_floors: bool = False,
    lower: str | None = None,
    floors: Path = FLOORS,
) -> int:
    """Measure lineage on passages planted into the reports of ``corpora``; the exit code.

    ``hosts`` of each kind are made; another number than the usual has floors of its own. ``gate``
    fails on a figure below its floor or on another corpus; ``write_floors`` raises floors, and
    lowers them only with the reason ``lower``.
    0: done, and the gate holds. 1: it does not, or the corpus is missing. 2: wrong usage.
    """
    path, hosts = corpora / CORPUS, HOSTS if hosts is None else hosts
    if hosts < 1:
        say("--limit: not a number of reports; give one above 0")
        return 2
    name = NAME if hosts == HOSTS else f"{NAME}.{hosts}"
    try:
        reports = _dated_reports(path)
        counts = count_kinds(reports, hosts)
        figures = _figures(counts)
        print_tables([_table(counts, hosts)], json)
        corpus, shut = hash_files([path]), False
        if gate:
            shut |= not holds_floors(name, figures, corpus, floors)
        if write_floors:
            shut |= not raise_to(name, figures, corpus, lower, floors)
    except SaysoError as error:
        say(str(error))
        return 1
    return int(shut)


def count_kinds(reports: Sequence[Report], hosts: int) -> dict[Kind, Count]:
    """Counts of each kind of planted passage, ``hosts`` of them each."""
    index = MemoryIndex()
    for report in reports:
        index.add(report, passages(report))
    known = {report.id: report for report in reports}
    return {
        kind: sum(
            (_count(host, known, index) for host in plant(reports, kind, hosts, _SEED, unrelated)),
            Count(0, 0, 0, 0),
        )
        for kind in Kind
    }


def unrelated(one: Report, other: Report) -> bool:
    """Whether two reports have nothing to do with each other, by their outlets and dates."""
    ours, theirs = _day(one.published), _day(other.published)
    same = one.outlet == other.outlet or (one.url and _site(one) == _site(other))
    if ours is None or theirs is None or same:
        return False
    return abs((ours - theirs).days) >= _APART


def _dated_reports(path: Path) -> list[Report]:
    """Reports of which date and outlet are known, each text once. Raises CorpusError."""
    read = (report for report in read_reports(str(path)) if isinstance(report, Report))
    dated = {r.text: r for r in read if r.published and r.outlet}
    if len(dated) < 2:
        mend = "point --corpora at the folder that holds reports/"
        raise CorpusError(str(path), "no dated reports of several outlets there", mend)
    return list(dated.values())


def _count(host: Host, known: dict[str, Report], index: MemoryIndex) -> Count:
    found: set[Planted] = set()
    wrong = aside = 0
    for reuse in find_lineage(host.report, index):
        other, here, there = _seen_from(host.report, reuse)
        if other in (host.original, host.report.id):
            continue
        match = next((p for p in host.planted if _is_it(p, other, here, there)), None)
        if match:
            found.add(match)
        elif _carries(host, here, known[other], there) or not unrelated(host.report, known[other]):
            aside += 1
        else:
            wrong += 1
    return Count(len(host.planted), len(found), wrong, aside)


def _seen_from(report: Report, reuse: Reuse) -> tuple[str, Span, Span]:
    """The other report's id, the span in ``report`` and the one in the other."""
    if reuse.left_report == report.id:
        return reuse.right_report, reuse.left, reuse.right
    return reuse.left_report, reuse.right, reuse.left


def _is_it(planted: Planted, other: str, here: Span, there: Span) -> bool:
    covered = _shared(planted.here, here) >= _COVERS and _shared(planted.there, there) >= _COVERS
    return planted.donor == other and covered


def _carries(host: Host, here: Span, other: Report, there: Span) -> bool:
    """Whether ``other`` has the planted words besides, word for word: a third copy of them."""
    words = here.of(host.report.text)
    return any(
        _shared(p.here, here) >= _COVERS
        and words in other.text
        and not (p.donor == other.id and _shared(p.there, there))
        for p in host.planted
    )


def _shared(one: Span, other: Span) -> float:
    both = min(one.end, other.end) - max(one.start, other.start)
    return max(both, 0) / (max(one.end, other.end) - min(one.start, other.start))


def _site(report: Report) -> str:
    return urlsplit(report.url or "").netloc


def _day(moment: date | datetime | None) -> date | None:
    return moment.date() if isinstance(moment, datetime) else moment


def _totals(counts: dict[Kind, Count]) -> dict[str, Count]:
    def total(kinds: Iterable[Kind]) -> Count:
        return sum((counts[kind] for kind in kinds), Count(0, 0, 0, 0))

    return {"verbatim": total(k for k in Kind if k not in EDITS), "edited": total(EDITS)}


def _figures(counts: dict[Kind, Count]) -> dict[str, float]:
    figures = {}
    for name, count in _totals(counts).items():
        figures[f"{name}_precision"] = 100 * count.precision
        figures[f"{name}_recall"] = 100 * count.recall
    return figures


def _table(counts: dict[Kind, Count], hosts: int) -> Table:
    columns = ("passages", "planted", "found", "wrong", "set aside", "precision", "recall")
    named = {**{kind.value: count for kind, count in counts.items()}, **_totals(counts)}
    rows: list[tuple[Cell, ...]] = [
        (name, c.planted, c.found, c.wrong, c.aside, c.precision, c.recall)
        for name, c in named.items()
    ]
    title = f"Lineage: {hosts} reports of each kind with passages of others planted into them"
    return Table("lineage", title, columns, tuple(rows))
