"""``sayso scale`` with one worker of Ray, and with two.

    python -m bench.bench_scale --corpora PATH

Needs the extra ``ray`` (`make test-ray` brings it). By the clock; what a run over one report takes,
which is mostly Ray's own start, is taken off.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from itertools import islice
from pathlib import Path

from bench.commands import SAYSO, seconds

FILES = 8  # a worker takes one at a time


def main() -> None:
    """Print a row a number of workers."""
    parser = argparse.ArgumentParser(prog="python -m bench.bench_scale", description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--reports", type=int, default=240)
    args = parser.parse_args()
    os.environ.setdefault("RAY_worker_niceness", "0")  # 15 by default: last behind all else
    with (args.corpora / "reports" / "mixed_1000.jsonl").open(encoding="utf-8") as file:
        lines = list(islice(file, args.reports))
    print(f"{len(lines)} reports in {FILES} files; load {os.getloadavg()[0]:.1f}", flush=True)
    first = 0.0
    for workers in (1, 2):
        start = took(lines[:1], workers)
        reading = took(lines, workers) - start
        first = first or reading
        told = f"{reading:.1f} s after a start of {start:.1f}, {first / reading:.2f} times as fast"
        print(f"workers: {workers}; {told}; load {os.getloadavg()[0]:.1f}", flush=True)


def took(lines: list[str], workers: int) -> float:
    """Seconds of the command over some reports, from start to end."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made) / "in"
        folder.mkdir()
        for number in range(min(FILES, len(lines))):
            text = "".join(lines[number::FILES])
            (folder / f"{number}.jsonl").write_text(text, encoding="utf-8")
        told = ("scale", str(folder), "--output", f"{made}/out", "--workers", str(workers))
        return seconds(*SAYSO, *told, rounds=1)


if __name__ == "__main__":
    main()
