"""Pages of a desk over a large ledger, first and again: seconds of the clock and the processor.

    python -m bench.bench_desk                             10,000 generated reports, 700 MB
    python -m bench.bench_desk --size 2000 --folder DIR    fewer; the ledger is kept in DIR
    python -m bench.bench_desk --ledger event.db           a ledger of yours; nothing is changed

"First" is what a page takes when a report was just read in, so that nothing of what is made of the
whole ledger is kept; each page then has a ledger that was opened for it alone. "Again" is the least
of three. A judgement is made on a copy, and only where the ledger was generated.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from urllib.parse import quote

from fastapi.testclient import TestClient

from bench.filling import fill
from sayso.desk import Settings, make_desk
from sayso.ledger import Ledger, open_ledger
from sayso.ledger.claims.loading import ClaimPage

HOME = "http://127.0.0.1:8001"
AGAIN = 3
LISTS = (
    "/", "/accounts", "/claims", "/actors", "/labels", "/stances", "/timeline", "/map", "/lineage",
    "/reports", "/search?words=people", "/judgements", "/-/about",
)  # fmt: skip


def timed(ask: Callable[[], object]) -> tuple[float, float]:
    """Seconds of the clock and of the processor that a call takes."""
    clock, processor = time.perf_counter(), time.process_time()
    ask()
    return time.perf_counter() - clock, time.process_time() - processor


def browser(ledger: Ledger) -> TestClient:
    """Without the desk's own thread, which would make the first pages by itself."""
    return TestClient(make_desk(ledger, Settings()), base_url=HOME)


def look(desk: TestClient, path: str) -> None:
    answer = desk.get(path)
    assert answer.status_code == 200, (path, answer.text)


def most_claimed(ledger: Ledger) -> ClaimPage:
    """The claim of most independent lines, of those that are contested if there are any."""
    found = [
        one for contested in (True, False) for one in ledger.claims(contested=contested, top=1)[0]
    ]
    return found[0]


def addresses(ledger: Ledger) -> list[str]:
    """Every list, and one page of each kind of record: that of which most is said."""
    claim = most_claimed(ledger)
    (actor, *_), _ = ledger.actors(top=1)
    (report, *_), _ = ledger.list_reports(top=1)
    said = claim.stated.proposition.attribution
    outlet = next(name for name, _ in ledger.outlets() if name)
    return [
        *LISTS,
        f"/claim/{claim.id}",
        f"/actor/{actor.id}",
        f"/report/{report.id}",
        f"/attribution/{said}",
        f"/outlet/{quote(outlet, safe='')}",
    ]


def shown(name: str, first: tuple[float, float], again: tuple[float, float] | None) -> None:
    cells = [*first, *(again or ())]
    print(f"{name[:34]:36}" + "".join(f"{value:9.2f}" for value in cells), flush=True)


def show_pages(path: Path) -> None:
    """Print the table of one ledger."""
    with open_ledger(path) as ledger:
        asked = addresses(ledger)
        look(browser(ledger), "/stances")  # loads what is loaded once, as the charts
    print(f"{'seconds':36}{'first':>9}{'(proc.)':>9}{'again':>9}{'(proc.)':>9}")
    for address in asked:
        with open_ledger(path) as ledger:  # nothing is kept in one that was just opened
            ask = partial(look, browser(ledger), address)
            first, *others = (timed(ask) for _ in range(1 + AGAIN))
            shown(address, first, min(others))


def show_judging(path: Path) -> None:
    """Print what pages take after a judgement, which what is kept outlives."""
    with open_ledger(path) as ledger:
        desk = browser(ledger)
        claim = most_claimed(ledger)
        asked = [f"/claim/{claim.id}", "/", "/accounts", "/claims"]
        for address in asked:
            look(desk, address)
        sent = {"id": claim.id, "verdict": "accept"}
        print("after a judgement")
        shown("POST /v1/judge", timed(lambda: desk.post("/v1/judge", json=sent)), None)
        for address in asked:
            shown(address, timed(partial(look, desk, address)), None)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--size", type=int, default=10_000, metavar="REPORTS")
    parser.add_argument("--folder", type=Path, help="keep the generated ledger there, and use it")
    parser.add_argument("--ledger", type=Path, help="a ledger that is there already")
    args = parser.parse_args()
    if args.ledger:
        show_pages(args.ledger)
        return 0
    with tempfile.TemporaryDirectory() as made:
        path = (args.folder or Path(made)) / f"desk_{args.size}.db"
        fill(path, args.size)
        show_pages(path)
        show_judging(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
