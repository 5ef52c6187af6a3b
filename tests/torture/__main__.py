"""Break Sayso's work in every way, and count what is lost: ``python -m tests.torture [FAULT ...]``.

    make torture                 all faults, a minute each; a crowd at one ledger for five
    make torture SECONDS=5       a quick look
    python -m tests.torture --watch 30    the long run: watch on ten feeds that lie

One row a fault. Exit status 1 if anything was lost, or a command did not say what happened.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
import traceback
from pathlib import Path

from tests.torture import by_heart, failing, killing, long_run, serving, spreading
from tests.torture.outcome import Fault, Ground, Outcome, SkippedError
from tests.torture.reports import prepare
from tests.torture.running import Sayso

FAULTS = (
    Fault("SIGKILL: add", killing.kill_add),
    Fault("SIGKILL: rebuild", killing.kill_rebuild),
    Fault("SIGKILL: migrate", killing.kill_migrate),
    Fault("SIGKILL: import", killing.kill_import),
    Fault("SIGKILL: watch", killing.kill_watch),
    Fault("SIGKILL: serve", serving.kill_serve),
    Fault("SIGKILL: Ray", spreading.kill_ray),
    Fault("full disk", failing.fill_disk),
    Fault("read-only", failing.only_read),
    Fault("clock backwards", failing.turn_clock_back),
    Fault("PostgreSQL falls", serving.restart_postgres),
    Fault("2 add, 10 read", serving.crowd),
)
CROWD = 5  # times as long as the others


def main() -> int:
    """Make the faults one after another; print a row for each."""
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description=__doc__)
    parser.add_argument("faults", nargs="*", metavar="FAULT", help="words of their names")
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--keep", type=Path, default=Path(".cache/torture"))
    parser.add_argument("--watch", type=float, metavar="MINUTES")
    args = parser.parse_args()
    if args.watch:
        run = long_run.watch(args.watch, args.seed)
        long_run.tell(run)
        return int(bool(run.wrong))
    material = prepare(args.keep.resolve(), 0)
    by_heart.ByHeart.known = by_heart.read_by_heart(material.readings)
    lost = 0
    print(f"seed {args.seed}", flush=True)
    for fault in FAULTS:
        if args.faults and not any(word in fault.name for word in args.faults):
            continue
        longer = CROWD if fault.run is serving.crowd else 1
        with tempfile.TemporaryDirectory(prefix="sayso-torture-") as folder:
            ground = Ground(Sayso(material.readings), material, Path(folder))
            lost += tell(fault, ground, args.seconds * longer, args.seed)
    return int(bool(lost))


def tell(fault: Fault, ground: Ground, seconds: float, seed: int) -> int:
    """Make a fault, print its row and its losses; how many these are."""
    began = time.monotonic()
    try:
        made = fault.run(ground, random.Random(f"{seed}/{fault.name}"), seconds)
    except SkippedError as why:
        print(f"{fault.name:18} left out: {why}", flush=True)
        return 0
    except Exception:  # whatever breaks a fault is its loss, printed whole; the others still run
        made = Outcome(losses=[traceback.format_exc()])
    told = f"{made.runs:5} runs {len(made.held):6} held {len(made.losses):4} losses"
    took = time.monotonic() - began
    print(f"{fault.name:18} {told} {took:6.0f} s  {'; '.join(made.notes)}", flush=True)
    for loss in made.losses:
        print(f"    {loss}", flush=True)
    return len(made.losses)


if __name__ == "__main__":
    sys.exit(main())
