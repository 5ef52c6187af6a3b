"""Reports for the torture: the samples and invented ones, and what the model reads in them, once.

Invented reports tell of a few happenings in words that differ, copy paragraphs of one another, and
change: so that there are claims, actors, lineage and versions to lose.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.torture.lies import DEEDS, PEOPLE, PLACES, VERBS
from tests.torture.running import ENVIRONMENT, ROOT

MANY = 16
STORIES = 4
DAYS = ("on Monday", "late on Tuesday", "in a letter", "before the council", "on the radio")
CODAS = ("that it had hurt", "called in", "that this was the work of", "counted", "sent home")
SAYSO = (sys.executable, "-c", "import sys; from sayso.cli import main; sys.exit(main())")


@dataclass(frozen=True, slots=True)
class Material:
    """``reports``: JSON lines to add, one of which fails; ``readings``: an export that has them."""

    reports: Path
    readings: Path
    many: int  # versions


def rows(seed: int, many: int = MANY) -> Iterator[dict[str, str]]:
    """Reports as rows; every fifth is another text of the page before it, and the last fails."""
    draw = random.Random(seed)
    shared = [_paragraph(draw, story) for story in range(STORIES)]
    for number in range(many):
        story = number % STORIES
        own = [_paragraph(draw, story) for _ in range(2)]
        page = number - 1 if number % 5 == 4 else number
        yield {
            "text": "\n".join([own[0], *([shared[story]] * (number % 3 == 0)), own[1]]),
            "title": f"The strike, day {number}",
            "outlet": f"Echo {number % 7}",
            "published": f"2031-04-{1 + number % 28:02}",
            "url": f"https://echo{page % 7}.example/{page}",
        }
    yield {"text": " ", "title": "Nothing"}


def _paragraph(draw: random.Random, story: int) -> str:
    place = PLACES[story % len(PLACES)]
    return " ".join(
        f"{draw.choice(PEOPLE)} {draw.choice(VERBS)} {draw.choice(DAYS)} that {place} "
        f"{draw.choice(DEEDS)}, and {draw.choice(CODAS)} {draw.randrange(2, 99)} people."
        for _ in range(2)
    )


def prepare(folder: Path, seed: int) -> Material:
    """Have the model read them, which takes a minute; what it read in ``folder`` is used again."""
    folder.mkdir(parents=True, exist_ok=True)
    reports, readings = folder / f"reports-{seed}.jsonl", folder / f"readings-{seed}.jsonl"
    written = "".join(json.dumps(row) + "\n" for row in rows(seed))
    if not readings.exists() or not reports.exists() or reports.read_text() != written:
        reports.write_text(written, encoding="utf-8")
        ledger = folder / "reading.db"
        ledger.unlink(missing_ok=True)
        _call("add", str(ledger), str(reports))
        _call("export", str(ledger), "--output", str(readings))
        ledger.unlink()
    return Material(reports, readings, MANY)


def _call(*args: str) -> None:
    done = subprocess.run(
        [*SAYSO, *args], cwd=ROOT, env=ENVIRONMENT, capture_output=True, text=True, check=False
    )
    if done.returncode not in (0, 1):
        raise SystemExit(f"sayso {args[0]}: {done.stderr}")
