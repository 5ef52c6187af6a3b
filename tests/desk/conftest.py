"""A desk over a ledger of the samples, made once."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from sayso.desk import Settings, make_desk
from sayso.ledger import Ledger, open_ledger
from sayso.pipeline import Pipeline
from tests.ledger.sampled import RECONCILE, RUN, sample_readings

HOME = "http://127.0.0.1:8001"


@pytest.fixture(scope="session")
def sampled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with the samples in it, which no test changes."""
    path = tmp_path_factory.mktemp("desk") / "event.db"
    with open_ledger(path, create=True) as found:
        for reading in sample_readings():
            found.add(reading, RUN, RECONCILE)
    return path


@pytest.fixture(scope="session")
def ledger(sampled: Path) -> Iterator[Ledger]:
    with open_ledger(sampled) as found:
        yield found


@pytest.fixture(scope="session")
def client(ledger: Ledger) -> TestClient:
    """A browser before the desk of the samples; it is only to look."""
    return TestClient(make_desk(ledger, Settings()), base_url=HOME)


@pytest.fixture
def own_desk(sampled: Path, tmp_path: Path) -> Iterator[Callable[..., TestClient]]:
    """Makes a browser before a desk over a copy of the samples' ledger, which may be changed."""
    opened: list[Ledger] = []

    def make(pipeline: Pipeline | None = None, **settings: object) -> TestClient:
        path = Path(shutil.copy(sampled, tmp_path / f"own{len(opened)}.db"))
        opened.append(open_ledger(path))
        desk = make_desk(opened[-1], Settings(**settings), pipeline)  # type: ignore[arg-type]
        return TestClient(desk, base_url=HOME)

    yield make
    for one in opened:
        one.close()
