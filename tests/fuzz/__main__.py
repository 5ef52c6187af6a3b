"""Fuzz what takes strangers' bytes, and count: ``python -m tests.fuzz [TARGET=INPUTS ...]``.

Each target runs in a process of its own. Findings are printed, and kept in ``--keep`` with the
input that makes them; exit status 1 if there are any.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.fuzz.mutating import mutate
from tests.fuzz.running import TARGETS, Finding

# Inputs of a run without more words: about ten minutes on one core that has nothing else to do.
USUAL = {
    "html": 5_000, "text": 15_000, "warc": 10_000, "feeds": 20_000, "json-lines": 15_000,
    "csv": 60_000, "actors": 50_000, "gazetteers": 40_000, "search": 8_000, "addresses": 3_000,
    "v1-read": 4_000, "exports": 1_200, "databases": 400,
}  # fmt: skip
DEATHS = 25  # of one target's process; then its rest is left


def main() -> int:
    """Run targets one after another; print a row for each."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("targets", nargs="*", metavar="TARGET[=INPUTS]")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--keep", type=Path, default=Path(".cache/fuzz"))
    args = parser.parse_args()
    wanted = dict(one.partition("=")[::2] for one in args.targets) or dict.fromkeys(USUAL, "")
    found = 0
    with tempfile.TemporaryDirectory(prefix="sayso-fuzz-") as home:
        for name, count in wanted.items():
            inputs, began, bad = int(count or USUAL[name]), time.monotonic(), 0
            for finding in fuzz(name, inputs, args.seed, Path(home)):
                bad += 1
                _keep(finding, args.keep, Path(home))
            took = time.monotonic() - began
            print(f"{name:12} {inputs:8,} inputs {bad:4} findings {took:7.0f} s", flush=True)
            found += bad
    return 1 if found else 0


def fuzz(name: str, inputs: int, seed: int, home: Path) -> Iterator[Finding]:
    """Findings of one target; a process that dies costs the input it died of, and no other."""
    first = 0
    for _ in range(DEATHS):
        (home / "at").write_bytes(b"")
        words = [name, str(home), str(seed), str(first), str(inputs)]
        env = os.environ | {"OMP_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "2"}
        command = [sys.executable, "-m", "tests.fuzz.running", *words]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=env) as child:
            assert child.stdout is not None
            for line in child.stdout:
                yield Finding(**json.loads(line))
        if child.returncode == 0:
            return
        at = (home / "at").read_bytes()
        if not at:
            raise SystemExit(f"{name}: the process ended before its first input")
        yield Finding(name, seed, int(at), f"the process ended with {child.returncode}")
        first = int(at) + 1


def _keep(finding: Finding, folder: Path, home: Path) -> None:
    print(f"{finding.target} {finding.seed}/{finding.number}: {finding.what}", flush=True)
    folder.mkdir(parents=True, exist_ok=True)
    place = folder / f"{finding.target}-{finding.seed}-{finding.number}"
    place.with_suffix(".txt").write_text(f"{finding.what}\n{finding.trace}", encoding="utf-8")
    target = TARGETS[finding.target](home)
    data = mutate(finding.number, finding.seed, target.samples, target.tokens)
    place.with_suffix(".bin").write_bytes(data)


if __name__ == "__main__":
    sys.exit(main())
