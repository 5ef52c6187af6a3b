"""A job in a process of its own, which a test kills: ``python -m tests.scale.driving``."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

from sayso.scale import Dataset, on_ray, reconcile
from tests.scale.world import logging, read


def main(what: str, folder: Path) -> None:
    """Read ``a.jsonl`` of a folder into ``out`` there, or find what is between its reports."""
    with on_ray(None, 2) as workers:
        if what == "read":
            read(
                [str(folder / "a.jsonl")], folder / "out", workers, partial(logging, folder / "log")
            )
            return
        dataset = Dataset(str(folder / "out"))
        plan = dataset.plan()
        assert plan is not None
        for _ in reconcile(dataset, plan, workers, home=1):
            pass


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
