"""Every export of a small ledger and of a large one: what it writes, its time, its memory.

    python -m bench.bench_exports                       100 and 1,000 reports, in two minutes
    python -m bench.bench_exports --sizes 5556 55556 --folder DIR     the promise's sizes: 18
                                                        attributions a report make a million

Each export is a program of its own, ``sayso export`` to files, and its memory the most that was
resident: with Python, with what is imported (56 MB) and with SQLite's own cache (64 MB at most, by
the ledger's settings). "opened" opens the ledger and counts its reports. Seconds are those of
the processor for the larger ledger. Reports are generated as in bench_ledger.py.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.bench_ledger import make
from bench.world import ASSERTIONS, ATTRIBUTIONS
from sayso.export.formats import FORMATS

OPENED = "opened"
_PROGRAM = """
import sys
from sayso.cli import main
status = main(sys.argv[1:])
told = open("/proc/self/status").read().split("VmHWM:")[1].split()[0]
print(told, file=sys.stderr)
sys.exit(status)
"""


@dataclass(frozen=True, slots=True)
class Taken:
    """What one export took: seconds of the processor, most resident bytes, bytes written."""

    seconds: float
    peak: int
    written: int
    files: int


def export(ledger: Path, form: str, place: Path) -> Taken:
    """Export a ledger to a place, and take it away again."""
    said = ["stats", str(ledger)]
    if form != OPENED:
        said = ["export", str(ledger), "--format", form, "--output", str(place)]
    run = [sys.executable, "-c", _PROGRAM, *said]
    with (
        tempfile.TemporaryFile() as told,
        subprocess.Popen(run, stdout=subprocess.DEVNULL, stderr=told) as program,
    ):
        _, status, used = os.wait4(program.pid, 0)
        program.returncode = os.waitstatus_to_exitcode(status)
        told.seek(0)
        lines = told.read().decode().split("\n")
    if program.returncode:
        raise SystemExit("\n".join(lines))
    sizes = [path.stat().st_size for path in _files(place)]
    shutil.rmtree(place) if place.is_dir() else place.unlink(missing_ok=True)
    return Taken(used.ru_utime, int(lines[-2]) * 1_024, sum(sizes), len(sizes))


def _files(place: Path) -> Iterator[Path]:
    if place.is_dir():
        yield from (path for path in place.rglob("*") if path.is_file())
    elif place.exists():
        yield place


def row(form: str, ledgers: Sequence[Path], place: Path) -> str:
    """One line of the table: the format in both ledgers."""
    small, large = (export(ledger, form, place) for ledger in ledgers)
    cells = (
        f"{large.written / 1e6:10,.1f}",
        f"{large.files:10,}",
        f"{large.seconds:10,.0f}",
        f"{small.peak / 1e6:10,.0f}",
        f"{large.peak / 1e6:10,.0f}",
        f"{large.peak / small.peak:8.2f}",
    )
    return f"{form:16}" + "".join(cells)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--sizes", type=int, nargs=2, default=[100, 1_000], metavar="REPORTS")
    parser.add_argument("--formats", nargs="+", choices=[OPENED, *FORMATS])
    parser.add_argument("--folder", type=Path, help="keep the ledgers there, and use those there")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=args.folder) as made:
        ledgers = [(args.folder or Path(made)) / f"bench_{size}.db" for size in args.sizes]
        for ledger, size in zip(ledgers, args.sizes, strict=True):
            make(ledger, size)
        few, many = (size * (ATTRIBUTIONS + ASSERTIONS) for size in args.sizes)
        print(f"MB resident at the most with {few:,} and with {many:,} attributions")
        heads = ("MB written", "files", "seconds", "MB at few", "at many", "ratio")
        print(f"{'format':16}" + "".join(f"{head:>10}" for head in heads[:-1]) + f"{heads[-1]:>8}")
        for form in args.formats or (OPENED, *FORMATS):
            print(row(form, ledgers, Path(made) / "out"), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
