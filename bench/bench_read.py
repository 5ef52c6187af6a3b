"""Speed and memory of reading and adding, as one table of ratios from one run: ``make bench``.

    python -m bench.bench_read [--corpora DIR] [--reports N]

``sayso read`` and ``sayso add`` part by part, beside the bare encoder, a network of BERT-base's
shape, spaCy's small English pipeline and textacy's direct quotations, then both on two cores. Each
has a process of its own with one thread. They take turns, slice by slice, so that what else the
machine does hits all alike, and each is compared with Sayso on the slices that it read. Absolute
figures are this machine's; the ratios are what to compare.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from bench import sides
from bench.commands import SAYSO, Ran, run, seconds
from bench.sides import QUOTATIONS, Cost, Side, reports_in
from bench.timers import ADDING, ENCODER, INTAKE, OUTPUT, READING, REST
from sayso.samples import sample_paths

REPORTS = 500
FEW, SOME = 10, 110  # reports that BERT-base reads, and those that spaCy and textacy read
SLICE = 100
Row = tuple[str, str, str, str, str]
HEAD: Row = ("", "words a second", "ms a report", "", "aim")


@dataclass(frozen=True, slots=True)
class Slice:
    """A file of reports, how many they are and how many words they have."""

    path: Path
    reports: int
    words: int


def main() -> int:
    """Print the table; progress goes to stderr."""
    parser = argparse.ArgumentParser(description="speed and memory of sayso, as ratios")
    parser.add_argument("--corpora", type=Path, default=os.environ.get("SAYSO_CORPORA", "."))
    parser.add_argument("--reports", type=int, default=REPORTS)
    args = parser.parse_args()
    source = args.corpora / "reports" / "mixed_1000.jsonl"
    if not source.exists():
        print(f"{source}: nothing there; say where the corpora lie: --corpora", file=sys.stderr)
        return 2
    os.environ["OMP_NUM_THREADS"] = "1"  # of the others; Sayso holds its own
    load = os.getloadavg()[1]
    with tempfile.TemporaryDirectory() as folder:
        lines = source.read_text(encoding="utf-8").splitlines(keepends=True)[: args.reports]
        slices = list(cut(lines, Path(folder)))
        taken = take_turns(slices)
        whole = Path(folder, "whole.jsonl")
        whole.write_text("".join(lines), encoding="utf-8")
        rows = [*of_reading(taken, slices), *of_others(taken, slices)]
        rows += of_commands(whole, Path(folder), slices)
    words, reports = total(slices)
    print(f"{reports} reports, {words:,} words; the machine's load was {load:.1f} before", end=" ")
    print(f"and {os.getloadavg()[1]:.1f} after.\n")
    print("\n".join(f"| {' | '.join(row)} |" for row in (HEAD, ("---",) * 5, *rows)))
    return 0


def cut(lines: Sequence[str], folder: Path) -> Iterator[Slice]:
    """Slices of a table: a small one for what is slow, then larger ones."""
    bounds = sorted({0, FEW, *range(SOME, len(lines), SLICE), len(lines)})
    for start, end in pairwise(one for one in bounds if one <= len(lines)):
        path = folder / f"{start}.jsonl"
        path.write_text("".join(lines[start:end]), encoding="utf-8")
        found = reports_in(path)
        yield Slice(path, len(found), sum(len(one.text.split()) for one in found))


def total(slices: Sequence[Slice]) -> tuple[int, int]:
    """Words and reports in them."""
    return sum(one.words for one in slices), sum(one.reports for one in slices)


def take_turns(slices: Sequence[Slice]) -> dict[str, Side]:
    """The sides, each with what its slices cost; some read the first ones alone."""
    many = {"bert": 1, "spacy": 2, "textacy": 2}
    taken = {name: Side(getattr(sides, name)) for name in ("read", "add", "encoder", *many)}
    for at, one in enumerate(slices):
        for name, side in taken.items():
            if at < many.get(name, len(slices)):
                print(f"{name}: {one.path.stem}", file=sys.stderr, flush=True)
                side.take(one.path)
            else:
                side.end()
    for side in taken.values():
        side.end()
    return taken


def of_reading(taken: dict[str, Side], slices: Sequence[Slice]) -> Iterator[Row]:
    """The whole of reading and adding, and their parts."""
    words, reports = total(slices)
    read, add = taken["read"].cost(), taken["add"].cost()
    yield _whole("**`sayso read`, one process**", words, reports, read, "")
    for part in dict.fromkeys((ENCODER, INTAKE, *READING.values(), OUTPUT)):
        aim = "at least 70 %" if part == ENCODER else ""
        yield _part(part, read.parts[part], read.cpu, reports, aim)
    yield _part(REST, read.cpu - sum(read.parts.values()), read.cpu, reports, "")
    times = f"{add.cpu / read.cpu:.2f} times reading"
    yield _whole("**`sayso add`, one process**", words, reports, add, times)
    for part in dict.fromkeys(ADDING.values()):
        yield _part(part, add.parts[part], add.cpu, reports, "")


def of_others(taken: dict[str, Side], slices: Sequence[Slice]) -> Iterator[Row]:
    """Everything else, and how many times as fast ``sayso read`` is on the same reports."""

    def row(name: str, side: str, cpu: float, aim: str = "") -> Row:
        many = len(taken[side].slices)
        words, reports = total(slices[:many])
        times = cpu / taken["read"].cost(many).cpu
        told = name.format(reports=reports, refused=taken[side].cost().refused)
        faster = f"Sayso is {times:.2f} times as fast"
        return (told, f"{words / cpu:,.0f}", f"{1000 * cpu / reports:.1f}", faster, aim)

    bare = taken["encoder"].cost().parts[ENCODER]
    yield row("bare encoder, same texts", "encoder", bare)
    cpu = {name: taken[name].cost().cpu for name in ("bert", "spacy", "textacy")}
    yield row("spaCy's small pipeline, {reports} reports", "spacy", cpu["spacy"])
    told = "textacy's direct quotations on it; {refused} of {reports} refused"
    quotations = taken["textacy"].cost().parts[QUOTATIONS]
    yield row(told, "textacy", cpu["spacy"] + quotations, "at least 1.5")
    yield row("the same on it without entities", "textacy", cpu["textacy"])
    yield row("BERT-base's shape, float32, {reports} reports", "bert", cpu["bert"])
    both = cpu["bert"] + taken["spacy"].cost(1).cpu
    yield row("spaCy's small pipeline and BERT-base's shape, {reports}", "bert", both, "at least 3")


def of_commands(source: Path, folder: Path, slices: Sequence[Slice]) -> Iterator[Row]:
    """Whole commands by the clock, with one process and with two, and what memory they take."""
    print("whole commands", file=sys.stderr, flush=True)
    alone = run("read", "--json", "--workers", "1", source)
    two = run("read", "--json", "--workers", "2", source)
    added = run("add", "--workers", "2", folder / "two.db", source)
    read, add = "**`sayso read{}`, by the clock**", "**`sayso add{}`, by the clock**"
    yield _ran(read.format(" --workers 1"), slices, alone)
    aim = "at least 10,000 words a second"
    yield _ran(read.format(" --workers 2"), slices, two, aim, alone)
    yield _ran(add.format(" --workers 2"), slices, added)
    yield ("memory of `sayso read`, one process, at most", "", "", _mb(alone.own), "at most 600 MB")
    for name, ran in (("read", two), ("add", added)):
        together = f"{_mb(ran.own)} + 2 × {_mb(ran.worker)} = {_mb(ran.own + 2 * ran.worker)}"
        yield (
            f"memory of `sayso {name} --workers 2`, itself and its workers",
            "",
            "",
            together,
            "",
        )
    page = next(path for path in sample_paths() if path.suffix == ".html")
    for name, command in (
        ("`python -c pass`", [sys.executable, "-c", "pass"]),
        ("`sayso --help`", [*SAYSO, "--help"]),
        ("`sayso read PAGE`", [*SAYSO, "read", str(page)]),
    ):
        yield (f"{name}, from start to end", "", "", f"{seconds(*command):.2f} s", "")


def _whole(name: str, words: int, reports: int, cost: Cost, ratio: str) -> Row:
    return (name, f"{words / cost.cpu:,.0f}", f"{1000 * cost.cpu / reports:.1f}", ratio, "")


def _part(name: str, spent: float, whole: float, reports: int, aim: str) -> Row:
    return (name, "", f"{1000 * spent / reports:.1f}", f"{100 * spent / whole:.1f} %", aim)


def _ran(
    name: str, slices: Sequence[Slice], ran: Ran, aim: str = "", than: Ran | None = None
) -> Row:
    words, reports = total(slices)
    times = f"{than.wall / ran.wall:.2f} times one process" if than else ""
    return (name, f"{words / ran.wall:,.0f}", f"{1000 * ran.cpu / reports:.1f}", times, aim)


def _mb(size: float) -> str:
    return f"{size:.0f} MB"


if __name__ == "__main__":
    sys.exit(main())
