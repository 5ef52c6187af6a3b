"""Reports of invented prose, as many as a test wants."""

from __future__ import annotations

import json
import random
from pathlib import Path

WORDS = """
the a of to and in was for on with said that his her from which people morning bridge army river
speaker minister office palace crowd train bread soldiers newspaper evening without through against
after another water window letter answer number hospital street doctors
"""


def prose(chance: random.Random, sentences: int) -> str:
    """Sentences of 14 to 24 words, no two alike."""
    made = (chance.choices(WORDS.split(), k=chance.randint(14, 24)) for _ in range(sentences))
    return " ".join(" ".join(words).capitalize() + "." for words in made)


def write_corpus(corpora: Path, reports: int = 12) -> None:
    """``reports/mixed_1000.jsonl`` under ``corpora``: each of another outlet and year."""
    chance = random.Random(7)
    rows = [
        {
            "outlet": f"Outlet {number}",
            "url": f"https://outlet{number}.example/report",
            "published": f"{2000 + number}-05-12",
            "title": f"What was said in the morning, part {number}",
            "text": "\n\n".join(prose(chance, 4) for _ in range(3)),
        }
        for number in range(reports)
    ]
    (corpora / "reports").mkdir(parents=True)
    lines = "\n".join(json.dumps(row) for row in rows)
    (corpora / "reports" / "mixed_1000.jsonl").write_text(lines, encoding="utf-8")
