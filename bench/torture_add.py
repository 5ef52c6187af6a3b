"""Kill ``sayso add`` again and again, and see that the ledger is none the worse.

    python -m bench.torture_add                    200 invented reports, 50 kills
    python -m bench.torture_add reports/ --model   your reports, with the real model

Adds the reports to one ledger undisturbed. To another it adds them in processes that are killed
with SIGKILL at random moments, each a few reports further on, so that all of them together get
about through; then once more to the end. Both ledgers must export the same bytes, and every report
that a killed process said was on the disk must be there. Exit code 0 if so.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MODEL = [sys.executable, "-c", "import sys; from sayso.cli import main; sys.exit(main())"]
QUICK = [sys.executable, "-m", "tests.ledger.quick"]
STARTING = 1.0  # seconds in which a process starts and opens the ledger
AFTER_FIRST = 0.1  # seconds in which a process adds or reads the next report
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT / "src")}


def main() -> int:
    """Run the undisturbed and the killed additions, and compare."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("source", nargs="?", help="reports to add; invented ones unless told")
    parser.add_argument("--reports", type=int, default=200, help="how many to invent")
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--model", action="store_true", help="the real model, not a pattern")
    args = parser.parse_args()
    sayso = MODEL if args.model else QUICK
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        source = args.source or write_reports(folder / "reports", args.reports)
        whole, killed = str(folder / "whole.db"), str(folder / "killed.db")
        started = time.monotonic()
        run(sayso, "add", whole, source)
        taken = time.monotonic() - started
        undisturbed = run(sayso, "export", whole)
        many = len(versions(undisturbed))
        if not many:
            raise SystemExit("no report was added undisturbed: see what sayso add says of them")
        moments, acknowledged = kill_often(sayso, killed, source, many, args.kills, args.seed)
        run(sayso, "add", killed, source)
        export = run(sayso, "export", killed)
    lost, same = acknowledged - versions(export), export == undisturbed
    print(f"undisturbed: {many} reports in {taken:.1f} s")
    print(f"{args.kills} kills, when so many reports were known to be there: {moments}")
    print(f"{len(acknowledged)} were before the last run; {len(lost)} of them were lost")
    print(f"the exports are {'the same' if same else 'NOT THE SAME'}, {len(export)} bytes")
    return 0 if same and not lost else 1


def versions(export: bytes) -> set[str]:
    """Ids of the reports in an export."""
    records = map(json.loads, export.splitlines())
    return {record["id"] for record in records if record["record"] == "version"}


def write_reports(folder: Path, many: int) -> str:
    """Invented reports, some with a paragraph of others, some that are read as failures."""
    folder.mkdir()
    draw = random.Random(1)
    shared = "The council of the town met at the harbour on Monday, and it spoke of the water."
    for number in range(many):
        lines = [f"Mayor Ode said the number of the day is {number}.", shared]
        lines += [
            f"Minister Vale denied that report {draw.randrange(number + 1)} was in any way his."
            for _ in range(draw.randrange(20))
        ]
        text = "" if number % 50 == 49 else "\n".join(lines) + "\n"
        (folder / f"{number:04d}.txt").write_text(text, encoding="utf-8")
    return str(folder)


def kill_often(
    sayso: list[str], ledger: str, source: str, many: int, kills: int, seed: int
) -> tuple[list[int], set[str]]:
    """Kill so many additions of ``many`` reports; how far each got, and the ids they told of.

    One in four is killed as it starts, the others after some new reports: as many as bring all of
    them together about through the work.
    """
    draw = random.Random(seed)
    moments: list[int] = []
    acknowledged: set[str] = set()
    for left in range(kills, 0, -1):
        process = subprocess.Popen(
            [*sayso, "add", "--json", ledger, source],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=ROOT,
            env=ENVIRONMENT,
            text=True,
        )
        if draw.random() < 0.25:
            time.sleep(draw.uniform(0, STARTING))
            lines = []
        else:
            further = 2 * (many - len(acknowledged)) / (left + 1)
            lines = wait_for(process, max(1, round(draw.uniform(0, further))), draw)
        process.send_signal(signal.SIGKILL)
        assert process.stdout is not None
        lines += process.stdout.readlines()
        process.wait()
        whole = (json.loads(line) for line in lines if line.endswith("}\n"))
        acknowledged.update(row["report"] for row in whole if row.get("report"))
        moments.append(len(acknowledged))
    return moments, acknowledged


def wait_for(process: subprocess.Popen[str], news: int, draw: random.Random) -> list[str]:
    """What a process prints up to so many new reports; then wait for a part of the next one."""
    assert process.stdout is not None
    lines = []
    told: list[float] = []
    for line in process.stdout:
        lines.append(line)
        if json.loads(line)["outcome"] == "new":
            told.append(time.monotonic())
            if len(told) == news:
                break
    # Reports are read in groups: only the median tells the time of one.
    steps = [after - before for before, after in pairwise(told)]
    time.sleep(draw.uniform(0, 2 * statistics.median(steps) if len(steps) > 2 else AFTER_FIRST))
    return lines


def run(sayso: list[str], *args: str) -> bytes:
    """What a command prints; it may end with 1, for reports that fail."""
    done = subprocess.run(
        [*sayso, *args], stdout=subprocess.PIPE, cwd=ROOT, env=ENVIRONMENT, check=False
    )
    if done.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(args)}: exit {done.returncode}")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
