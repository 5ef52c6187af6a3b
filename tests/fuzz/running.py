"""One target in a process of its own: a bound on the time of each input, and on what all may grow.

    python -m tests.fuzz.running TARGET HOME SEED FIRST LAST

Writes a line of JSON for each finding. The number of the input that is under way stands in the file
``HOME/at``, so that whoever started it knows what killed it.
"""

from __future__ import annotations

import faulthandler
import json
import os
import resource
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from types import FrameType

from tests.fuzz import kept, targets
from tests.fuzz.mutating import mutate
from tests.fuzz.targets import Target

SECONDS = 5.0  # of processor time for one input
STUCK = 300.0  # seconds on the clock, where it waits for something, or is deep in C
ARMED = 10.0  # seconds between two settings of that alarm, each of which starts a thread
GROWTH = 1_000_000_000  # bytes, of all inputs of a process together

TARGETS: dict[str, Callable[[Path], Target]] = {
    "html": targets.html,
    "text": targets.text,
    "warc": targets.warc,
    "feeds": targets.feeds,
    "json-lines": targets.json_lines,
    "csv": targets.delimited,
    "actors": targets.actors,
    "gazetteers": targets.gazetteers,
    "search": kept.search,
    "addresses": kept.addresses,
    "v1-read": kept.posted,
    "exports": kept.exported,
    "databases": kept.databases,
}


@dataclass(frozen=True, slots=True)
class Finding:
    """What an input did that none may."""

    target: str
    seed: int
    number: int
    what: str
    trace: str = ""


class TooLong(BaseException):
    """An input took more than SECONDS; nothing that is fuzzed catches it."""


def run(target: Target, name: str, seed: int, numbers: range, home: Path) -> Iterator[Finding]:
    """Run inputs one by one; what goes wrong is given, and the rest goes on."""
    signal.signal(signal.SIGPROF, _stop)
    armed = 0.0
    with (home / "at").open("wb") as at:
        for number in numbers:
            os.pwrite(at.fileno(), b"%012d" % number, 0)
            data = mutate(number, seed, target.samples, target.tokens)
            if time.monotonic() - armed > ARMED:
                armed = time.monotonic()
                faulthandler.dump_traceback_later(STUCK, exit=True)
            signal.setitimer(signal.ITIMER_PROF, SECONDS)
            try:
                target.run(data)
            except (Exception, TooLong) as error:
                signal.setitimer(signal.ITIMER_PROF, 0)
                what = f"{type(error).__name__}: {error}"[:300]
                yield Finding(name, seed, number, what, "".join(traceback.format_exception(error)))
            finally:
                signal.setitimer(signal.ITIMER_PROF, 0)
    faulthandler.cancel_dump_traceback_later()


def bound_growth(growth: int = GROWTH) -> None:
    """From here on, memory beyond ``growth`` more bytes is refused: a MemoryError, or the end."""
    status = Path("/proc/self/status")
    if not status.exists():  # elsewhere nothing says what is held
        return
    told = next(line for line in status.read_text().splitlines() if line.startswith("VmData"))
    most = int(told.split()[1]) * 1024 + growth
    resource.setrlimit(resource.RLIMIT_DATA, (most, most))


def _stop(_: int, __: FrameType | None) -> None:
    raise TooLong(f"more than {SECONDS:g} seconds")


def main(name: str, home: str, seed: str, first: str, last: str) -> None:
    """Run inputs ``first`` to ``last`` (not included) of one target."""
    target = TARGETS[name](Path(home))
    for sample in target.samples:
        target.run(sample)  # what is loaded once is no growth
    bound_growth()
    for finding in run(target, name, int(seed), range(int(first), int(last)), Path(home)):
        print(json.dumps(asdict(finding)), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
