"""What a body of a program must be, and what OpenAPI says of it."""

from __future__ import annotations

from typing import Any

from fastapi import HTTPException, Request

from sayso.desk.shapes.base import Fault
from sayso.errors import NotAllowed

BODY_FAULTS: dict[int | str, dict[str, Any]] = {
    413: {"model": Fault, "description": "More was sent than is taken"},
    415: {"model": Fault, "description": "What was sent is not called application/json"},
}


def check_json(request: Request) -> None:
    """Raises HTTPException for what is not called JSON.

    A page of another site can have a browser send a form here without asking first, but nothing
    that is called JSON; so no token of a form is needed.
    """
    told = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if told != "application/json":
        raise HTTPException(415, "the body is not called JSON; send Content-Type: application/json")


def check_open(request: Request) -> None:
    """Raises NotAllowed where nothing may be changed."""
    if request.app.state.settings.read_only:
        told = "this desk is for reading only, and nothing was changed"
        raise NotAllowed(request.url.path, told, "ask whoever serves it")
