"""What stands behind a desk that a test asks."""

from __future__ import annotations

from fastapi import FastAPI
from fastapi.testclient import TestClient
from starlette.datastructures import State


def state_of(desk: TestClient) -> State:
    """The ledger, the settings and all else that its pages have."""
    assert isinstance(desk.app, FastAPI)
    return desk.app.state
