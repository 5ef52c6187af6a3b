"""Samples: eight reports of an invented uprising, with what a person finds in them.

    [pages, feed, gold] > intake > parse > attribute > resolve

Everything in this folder is invented: the country, its people, its outlets. ``sample_paths``
gives the reports, ``feed_path`` the RSS feed that lists them, ``gold`` their attributions by
words, and ``locate_gold`` turns words into spans of a report's text; ``gold_actors`` gives who
says them.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from sayso.samples.gold import GoldRow, locate_gold, parse_gold
from sayso.samples.gold_actors import GoldActor, parse_gold_actors

__all__ = [
    "GoldActor",
    "GoldRow",
    "feed_path",
    "gold",
    "gold_actors",
    "locate_gold",
    "sample_paths",
]


def sample_paths() -> tuple[Path, ...]:
    """The eight reports, seven HTML pages and a text, in the order of their names."""
    return tuple(sorted((_folder() / "reports").iterdir()))


def feed_path() -> Path:
    """The RSS feed that lists the reports."""
    return _folder() / "feed.xml"


def gold() -> dict[str, tuple[GoldRow, ...]]:
    """Attributions by report (its file name), in the order of their cues.

    Raises CorpusError, with the line, if the file is damaged.
    """
    path = _folder() / "gold.jsonl"
    return parse_gold(path.read_text(encoding="utf-8").splitlines(), str(path))


def gold_actors() -> dict[str, tuple[GoldActor, ...]]:
    """Actors by report (its file name): those with a name first, in no other order.

    Raises CorpusError, with the line, if the file is damaged.
    """
    path = _folder() / "actors.jsonl"
    return parse_gold_actors(path.read_text(encoding="utf-8").splitlines(), str(path))


def _folder() -> Path:
    return Path(str(files(__package__)))
