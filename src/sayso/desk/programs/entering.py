"""``POST /v1/login``: a password for a token, by which a program goes under a judge's name."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Depends, HTTPException
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field

from sayso.desk.answers import Answer, TheDesk, as_json
from sayso.desk.guard import logins, sessions
from sayso.desk.guard.gate import PROGRAM_LOGIN
from sayso.desk.programs.bodies import BODY_FAULTS, check_json
from sayso.desk.shapes.base import Fault, Shape
from sayso.errors import NotAllowed

# Not behind check_open: programs log in to a desk that is for reading only, too.
router = APIRouter(dependencies=[Depends(check_json)])


class Password(BaseModel):
    """A name, and the password that ``sayso password`` keeps for it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(max_length=100)
    password: str = Field(max_length=1_000)


class Login(Shape):
    """A token to send as ``Authorization: Bearer TOKEN``, whose it is, and for how many seconds."""

    token: str
    judge: str
    seconds: int


_TOLD: dict[int | str, dict[str, Any]] = {
    429: {"model": Fault, "description": "Wrong too often: wait as Retry-After says"}
}


@router.post(
    PROGRAM_LOGIN,
    operation_id="login",
    status_code=201,
    response_model=None,
    responses={201: {"model": Login, "description": "Who may come in"}, **BODY_FAULTS, **_TOLD},
    openapi_extra={"security": []},
)
def log_in(desk: TheDesk, asked: Password) -> Response:
    """Give a token for a name and its password; a new start of the desk ends it."""
    if desk.settings.passwords is None:
        told = "this desk knows no passwords"
        raise NotAllowed(PROGRAM_LOGIN, told, "ask whoever serves it for its token, if it has one")
    if (wait := logins.wait(desk.request, asked.name)) > 0:
        told = f"too many tries; wait {wait} seconds"
        raise HTTPException(429, told, headers={"Retry-After": str(wait)})
    right = logins.is_right(desk.request, asked.name, asked.password)
    logins.count(desk.request, asked.name, right=right)
    if not right:
        raise NotAllowed(PROGRAM_LOGIN, "that is not right", "check the name and the password")
    token = desk.request.app.state.entries.enter(asked.name)
    given = {"token": token, "judge": asked.name, "seconds": sessions.HOURS * 3600}
    return as_json(desk, Answer("", {}, given, status=201))
