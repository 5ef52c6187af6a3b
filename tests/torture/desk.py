"""A crowd before one desk: people who read, judge and send reports at once, and `add` meanwhile.

    python -m tests.torture.desk                        # 100 clients, 60 s, a ledger of the samples
    python -m tests.torture.desk LEDGER --clients 10 --seconds 3

The desk is ``sayso serve`` in a process of its own, with a pattern in the place of its model; the
crowd is here, and another process adds reports all the while. It fails if any answer is an error,
or takes longer than a minute, or if a judgement or a report that was taken is not in the ledger.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import httpx

from sayso.ledger import open_ledger

QUICK = (sys.executable, "-m", "tests.ledger.quick")
PATIENCE = 60.0  # seconds that an answer may take
JUDGING, SENDING = 0.25, 0.03  # shares of what a client does; the rest is reading
TOKEN = re.compile(r'name="token" value="([^"]+)"')
LINK = re.compile(r'href="(/[^"#]*)"')
STORY = "The gate was shut at {n}. Vosse said the {n} pilots had gone home. Marren denied it all."


@dataclass(slots=True)
class Crowd:
    """What the clients saw: seconds of every answer, what failed, and what was acknowledged."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    failed: Counter[str] = field(default_factory=Counter)
    judged: set[str] = field(default_factory=set)
    sent: int = 0

    @property
    def answers(self) -> int:
        """How many there were."""
        return sum(map(len, self.seconds.values()))


def main(argv: Sequence[str] | None = None) -> int:
    """Torture a copy of a ledger and say what came of it; 1 if anything went wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("ledger", type=Path, nargs="?")
    parser.add_argument("--clients", type=int, default=100)
    parser.add_argument("--seconds", type=float, default=60.0)
    args = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "event.db"
        if args.ledger:
            shutil.copy(args.ledger, path)
        else:
            ran = [sys.executable, "-c", "from sayso.cli import main; main()"]
            subprocess.run([*ran, "add", str(path), "--samples"], check=True)
        crowd, added, lost = torture(path, args.clients, args.seconds)
    tell(crowd, added, lost, args.seconds)
    return int(bool(crowd.failed or lost))


def torture(path: Path, clients: int, seconds: float) -> tuple[Crowd, int, list[str]]:
    """The crowd, how many reports the other process added, and what of all was lost."""
    with open_ledger(path) as ledger:
        before = ledger.stats().reports
        said = (str(row["id"]) for row in ledger.rows() if row["record"] == "attribution")
        ids = list(islice(said, 200))
    with served(path) as address, adding(path, seconds) as process:
        crowd = asyncio.run(gather(address, clients, seconds, ids))
        out, _ = process.communicate()
    added = sum(int(found) for found in re.findall(r"(\d+) added", out))
    with open_ledger(path) as ledger:
        kept, _ = ledger.judgements(top=1_000_000)
        lost = sorted(crowd.judged - {one.judgement.note or "" for one in kept})
        missing = before + added + crowd.sent - ledger.stats().reports
    return crowd, added, lost + [f"{missing} reports"] * bool(missing > 0 or process.returncode)


@contextmanager
def served(path: Path) -> Iterator[str]:
    """The address of a desk over the ledger, which ends when its jobs are done."""
    told = [*QUICK, "serve", str(path), "--port", "0"]
    with subprocess.Popen(told, stderr=subprocess.PIPE, text=True) as desk:
        assert desk.stderr is not None
        line = desk.stderr.readline()
        found = re.search(r"http://\S+?:\d+", line)
        assert found, line
        yield found[0]
        wait_for_jobs(found[0])
        desk.send_signal(signal.SIGINT)
        sys.stderr.write(desk.stderr.read())


def wait_for_jobs(address: str) -> None:
    """Until all that was sent is read."""
    while True:
        rows = httpx.get(f"{address}/add.json", timeout=PATIENCE).json()["rows"]
        if all(row["state"] in ("done", "stopped") for row in rows):
            return
        time.sleep(0.2)


@contextmanager
def adding(path: Path, seconds: float) -> Iterator[subprocess.Popen[str]]:
    """A process that adds reports from files for about so long."""
    rows = path.with_name("more.jsonl")
    many = int(seconds * 4)
    text = "".join(
        f'{{"text": "{STORY.format(n=f"A{n}")}", "outlet": "Echo {n % 7}"}}\n' for n in range(many)
    )
    rows.write_text(text, encoding="utf-8")
    told = [*QUICK, "add", str(path), str(rows)]
    with subprocess.Popen(told, stderr=subprocess.STDOUT, stdout=subprocess.PIPE, text=True) as one:
        yield one


async def gather(address: str, clients: int, seconds: float, ids: Sequence[str]) -> Crowd:
    """Let them all in at once."""
    crowd = Crowd()
    until = time.monotonic() + seconds
    await asyncio.gather(*(client(n, address, until, ids, crowd) for n in range(clients)))
    return crowd


async def client(number: int, address: str, until: float, ids: Sequence[str], crowd: Crowd) -> None:
    """One who follows links at random, and judges or sends a text now and then."""
    luck = random.Random(number)
    async with httpx.AsyncClient(base_url=address, timeout=PATIENCE) as browser:
        form = await ask(browser, "GET", "/add", crowd)
        token = TOKEN.search(form)
        links = ["/", "/claims", "/accounts"]
        turn = 0
        while token and (not turn or time.monotonic() < until):
            turn += 1
            what = luck.random() if turn > 1 else JUDGING  # everybody judges once at least
            name = f"{number}-{turn}"
            if what < SENDING:
                sent = {"token": token[1], "text": STORY.format(n=f"B{name}"), "outlet": "Crowd"}
                crowd.sent += bool(await ask(browser, "POST", "/add", crowd, sent))
            elif what < SENDING + JUDGING:
                verdict = luck.choice(("accept", "reject"))
                sent = {"token": token[1], "id": luck.choice(ids), "verdict": verdict, "note": name}
                if await ask(browser, "POST", "/judge", crowd, sent):
                    crowd.judged.add(name)
            else:
                page = await ask(browser, "GET", luck.choice(links), crowd)
                links += [
                    one.replace("&amp;", "&") for one in LINK.findall(page) if "/static/" not in one
                ]
                links = luck.sample(links, min(len(links), 50))


async def ask(
    browser: httpx.AsyncClient,
    method: str,
    path: str,
    crowd: Crowd,
    sent: Mapping[str, str] | None = None,
) -> str:
    """The text of an answer ("303" for one that leads on), "" for one that failed."""
    begun = time.monotonic()
    kind = f"{method} {re.sub(r'[?].*', '', path)}"
    kind = re.sub(r"^(GET /\w+/)[^.]*", r"\1", kind) if "/-/" not in kind else kind
    try:
        answer = await browser.request(method, path, data=sent)
    except httpx.HTTPError as error:
        crowd.failed[f"{kind}: {type(error).__name__}"] += 1
        return ""
    crowd.seconds.setdefault(kind, []).append(time.monotonic() - begun)
    right = (303,) if method == "POST" else (200, 302, 303)
    if answer.status_code not in right:
        said = re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", answer.text))[-300:]
        crowd.failed[
            f"{kind}: {answer.status_code} {said if answer.status_code != 404 else ''}"
        ] += 1
        return ""
    return answer.text or str(answer.status_code)


def tell(crowd: Crowd, added: int, lost: Sequence[str], seconds: float) -> None:
    """Figures, one a line."""
    print(f"{crowd.answers} answers, {crowd.answers / seconds:.0f} a second")
    print(f"{len(crowd.judged)} judgements and {crowd.sent} texts taken, {added} reports by add")
    print(f"{sum(crowd.failed.values())} failed, {len(lost)} lost {' '.join(lost[:5])}")
    for kind, many in crowd.failed.most_common(20):
        print(f"  {many} {kind}")
    whole = sorted(one for some in crowd.seconds.values() for one in some)
    print(f"median {at(whole, 50):.2f} s, 99 of 100 within {at(whole, 99):.2f} s")
    for kind, some in sorted(crowd.seconds.items(), key=lambda item: -max(item[1]))[:12]:
        print(f"  {kind}: {len(some)}, median {at(sorted(some), 50):.2f}, most {max(some):.2f}")


def at(rising: Sequence[float], share: int) -> float:
    """The number that so many of a hundred do not exceed."""
    return rising[min(len(rising) * share // 100, len(rising) - 1)]


if __name__ == "__main__":
    sys.exit(main())
