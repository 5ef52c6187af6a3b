"""SIGKILL while Sayso adds, reads anew, migrates, brings in an export, and watches."""

from __future__ import annotations

import random
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import sqlalchemy as sa

from sayso.errors import NoLedger
from sayso.ledger import open_ledger
from sayso.ledger.database.migrating import OLDER, backup_path, upgrade
from sayso.terms import Verdict
from tests.intake.site import Answer, serve
from tests.intake.test_feeds import feed
from tests.torture.holding import apart, exported, lost, unlike, unsound
from tests.torture.lies import mark, page
from tests.torture.long_run import doubles
from tests.torture.outcome import Ground, Outcome
from tests.torture.running import (
    ENVIRONMENT,
    ROOT,
    Ended,
    acknowledged,
    finish,
    kill_after,
)

AT_START = 0.25  # share of the kills that come while a command starts and opens the ledger
STARTING = 1.0  # seconds of that
KILLED = -signal.SIGKILL
OLD = 300  # reports of a ledger that is migrated
PAGES = 40  # pages of a feed that is watched


def kill_add(ground: Ground, rng: random.Random, seconds: float) -> Outcome:
    """Kill ``add`` until all is added, see that it is whole; and again, until the time is over."""
    outcome, path = Outcome(), str(ground.folder / "event.db")
    many, known = ground.material.many, set[str]()
    words = ("add", "--json", path, str(ground.material.reports))
    for _ in outcome.turns(seconds, least=4):
        if rng.random() < AT_START:
            ended, _ = kill_after(ground.sayso.start(*words), 0, rng.uniform(0, STARTING))
        else:
            lines = len(known) + rng.randrange(1, many // 3)
            ended, _ = kill_after(ground.sayso.start(*words), lines, rng.uniform(0, 0.2))
        known |= set(acknowledged(ended.out))
        outcome.held |= known
        outcome.lose([*ended.wrong(KILLED, 1), *lost(path, known)])
        if len(known) == many:
            outcome.lose(_goes_on(ground, path, words))
            Path(path).unlink()
            known = set()
    outcome.lose(_goes_on(ground, path, words))
    return outcome


def _goes_on(ground: Ground, path: str, words: tuple[str, ...]) -> list[str]:
    """What is wrong once the same command has come to its end, with the ledger then and there."""
    ended = ground.sayso.run(*words)
    known = acknowledged(ended.out)
    wrong = ended.wrong(1)  # one report of them fails
    if len(set(known)) != ground.material.many:
        wrong.append(f"{len(set(known))} of {ground.material.many} reports are there")
    return [*wrong, *lost(path, known), *unlike(path, ground.folder)]


def kill_rebuild(ground: Ground, rng: random.Random, seconds: float) -> Outcome:
    """Kill ``rebuild``, which finds actors, lineage and claims anew, and ``accounts`` now and then.

    Once it has come to its end the ledger tells what it told after the first whole ``rebuild``.
    """
    outcome, path = Outcome(), str(ground.folder / "event.db")
    made = ground.sayso.run("add", "--json", path, str(ground.material.reports))
    outcome.held |= set(acknowledged(made.out))
    began = time.monotonic()
    outcome.lose(ground.sayso.run("rebuild", path).wrong(0))
    whole = time.monotonic() - began
    before = exported(path)
    for _ in outcome.turns(seconds):
        words = ("accounts", path) if rng.random() < 0.2 else ("rebuild", path)
        ended, _ = kill_after(ground.sayso.start(*words), 0, rng.uniform(0, whole))
        outcome.lose([*ended.wrong(KILLED, 0), *lost(path, outcome.held)])
    outcome.lose([*ground.sayso.run("rebuild", path).wrong(0), *apart(before, exported(path))])
    return outcome


def kill_import(ground: Ground, rng: random.Random, seconds: float) -> Outcome:
    """Kill ``import`` of an export with judgements, and let it come to its end."""
    outcome, path, source = Outcome(), ground.folder / "event.db", ground.folder / "source.db"
    ground.sayso.run("add", "--json", str(source), str(ground.material.reports))
    with open_ledger(source) as ledger:
        said = [str(row["id"]) for row in ledger.rows() if row["record"] == "attribution"]
        judged = [ledger.judge(id, Verdict.ACCEPT, "Ann").id for id in rng.sample(said, 9)]
    told = ground.folder / "export.jsonl"
    outcome.lose(ground.sayso.run("export", str(source), "--output", str(told)).wrong(0))
    words = ("import", str(path), "jsonl", str(told))
    began = time.monotonic()
    outcome.lose(ground.sayso.run(*words).wrong(0))
    taken = time.monotonic() - began
    for _ in outcome.turns(seconds):
        if rng.random() < 0.3:
            path.unlink(missing_ok=True)
        ended, _ = kill_after(ground.sayso.start(*words), 0, rng.uniform(0.2, taken))
        outcome.lose([*ended.wrong(KILLED, 0), *unsound(str(path))])
    outcome.lose([*ground.sayso.run(*words).wrong(0), *lost(str(path), judged)])
    outcome.lose(unlike(str(path), ground.folder))
    outcome.held |= set(judged)
    return outcome


def old_ledger(path: Path, version: str, rng: random.Random) -> list[str]:
    """Make a ledger as Sayso kept it at a version; gives the texts in it."""
    texts = [f"An old text, number {n}: {rng.random()}" for n in range(OLD)]
    engine = sa.create_engine(f"sqlite:///{path}")
    with engine.begin() as conn:
        upgrade(conn, "0001")
        conn.execute(sa.text("INSERT INTO runs VALUES ('run', 'sayso 0.0', 'm', '{}')"))
        for n, text in enumerate(texts, 1):
            conn.execute(sa.text("INSERT INTO reports VALUES (:n, :id, NULL)"), {"n": n, "id": n})
            conn.execute(
                sa.text(
                    'INSERT INTO versions (n, id, report, number, run, added, "where", authors,'
                    " text) VALUES (:n, :id, :n, 1, 'run', '2031', 'old.txt', '[]', :text)"
                ),
                {"n": n, "id": f"r{n}", "text": text},
            )
        upgrade(conn, version)
    engine.dispose()
    return texts


def kill_migrate(ground: Ground, rng: random.Random, seconds: float) -> Outcome:
    """Kill the first command on an older ledger: it is the old one or the new one, and whole."""
    outcome, path = Outcome(), ground.folder / "event.db"
    taken = 0.0
    for turn in outcome.turns(seconds, least=4):
        version = rng.choice(sorted(OLDER))
        path.unlink(missing_ok=True)
        texts = old_ledger(path, version, rng)
        outcome.held |= set(texts)
        if turn > 1:  # the first one tells how long it takes
            ended, _ = kill_after(ground.sayso.start("stats", str(path)), 0, rng.uniform(0, taken))
            outcome.lose([*ended.wrong(KILLED, 0), *unsound(str(path))])
        began = time.monotonic()
        outcome.lose(ground.sayso.run("stats", str(path)).wrong(0))
        taken = max(taken, time.monotonic() - began)
        for one in (path, backup_path(path, version)):
            outcome.lose(_without(one, texts))
        for left in ground.folder.glob("*.part"):
            outcome.lose([f"left over: {left.name}"])
    return outcome


def _without(path: Path, texts: list[str]) -> list[str]:
    """What is wrong with the texts of a ledger of whatever version."""
    if not path.exists():
        return [f"{path.name} is not there"]
    engine = sa.create_engine(f"sqlite:///{path}")
    with engine.connect() as conn:
        found = conn.scalars(sa.text("SELECT text FROM versions ORDER BY n")).all()
    engine.dispose()
    wrong = unsound(str(path))
    return wrong if found == texts else [*wrong, f"{path.name}: {len(found)} of {len(texts)}"]


def kill_watch(ground: Ground, rng: random.Random, seconds: float) -> Outcome:
    """Kill ``watch`` on a feed until all of its pages are there, and again."""
    outcome, path = Outcome(), ground.folder / "event.db"
    visits = Path(f"{path}.visits")
    with serve() as site:
        names = [f"/plain/{n}" for n in range(PAGES)]
        site.pages |= {name: Answer(page(name, 0)) for name in names}
        site.pages["/feed"] = Answer(feed(*(site.url + name for name in names)))
        source = f"{site.url}/feed"
        added = 0
        for _ in outcome.turns(seconds, least=3):
            process = _watching(path, source)
            # Its first report comes after two to five seconds, the last some seconds later.
            ended = finish_after(process, rng.uniform(1.0, 9.0), signal.SIGKILL)
            added += sum(map(int, re.findall(r"(\d+) added", ended.err)))
            there = _titles(path)
            outcome.held |= set(there)
            outcome.lose([*ended.wrong(KILLED), *unsound(str(path))])
            if len(there) < added:
                outcome.lose([f"{added} were told to be added, {len(there)} are there"])
            if len(there) == PAGES:
                _end_of_watch(outcome, ground, path, source)
                for one in (path, visits):
                    one.unlink(missing_ok=True)
                added = 0
        _end_of_watch(outcome, ground, path, source)
    return outcome


def _end_of_watch(outcome: Outcome, ground: Ground, path: Path, source: str) -> None:
    """Let it run until every page is there, end it with SIGTERM, and look."""
    process = _watching(path, source)
    until = time.monotonic() + 60
    while len(_titles(path)) < PAGES and time.monotonic() < until:
        time.sleep(0.3)
    ended = finish_after(process, 1.0, signal.SIGTERM)
    outcome.lose(ended.wrong(0))
    right = {mark(f"/plain/{n}", 0) for n in range(PAGES)}
    if missing := right - set(_titles(path)):
        outcome.lose([f"{len(missing)} pages are not there"])
    with open_ledger(path) as ledger:
        outcome.lose(doubles(list(ledger.reports())))
    outcome.lose(unlike(str(path), ground.folder))


def _watching(path: Path, source: str) -> subprocess.Popen[str]:
    words = [sys.executable, "-m", "tests.torture.watcher", str(path), source, "1", "by heart"]
    return subprocess.Popen(
        words, cwd=ROOT, env=ENVIRONMENT, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def finish_after(process: subprocess.Popen[str], seconds: float, number: signal.Signals) -> Ended:
    """Give a process a signal after some seconds, and wait for its end."""
    time.sleep(seconds)
    process.send_signal(number)
    return finish(process)


def _titles(path: Path) -> list[str]:
    if not path.exists():
        return []
    try:
        with open_ledger(path) as ledger:
            return [one.title or "" for one in ledger.reports()]
    except NoLedger:
        return []
