"""What a page says when it cannot be shown: one clear line, in the form that was asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, PlainTextResponse, Response
from starlette.exceptions import HTTPException

from sayso.desk.addresses import is_in_v1
from sayso.desk.answers import Answer, Desk, as_html, as_json
from sayso.desk.guard.headers import put
from sayso.desk.shapes.base import Fault as Told
from sayso.errors import (
    DeskBusy,
    Fault,
    LedgerBusy,
    NoRecord,
    NotAllowed,
    ReadError,
    SaysoError,
    TooLarge,
)

# The first that an error is.
_CODES: dict[type[SaysoError], int] = {
    NoRecord: 404,
    NotAllowed: 403,
    LedgerBusy: 503,
    DeskBusy: 503,
    TooLarge: 413,
    ReadError: 422,
    Fault: 500,
    SaysoError: 400,
}
_LATER = {503: {"Retry-After": "5"}}

# What OpenAPI says of every address for programs.
FAULTS: dict[int | str, dict[str, Any]] = {
    400: {"model": Told, "description": "What was asked for makes no sense"},
    401: {"model": Told, "description": "The desk is for those who log in"},
    403: {"model": Told, "description": "This desk, or this page of another site, may not"},
    404: {"model": Told, "description": "There is no such record"},
    421: {"model": Told, "description": "The desk does not answer to this name"},
    503: {"model": Told, "description": "Too much at once: try again after a few seconds"},
}

_WRONG = "Sayso failed on this page"
_REPORT = "please report it with what sayso serve says on its terminal"


def handle(app: FastAPI) -> None:
    """Answer every error with a page."""

    @app.exception_handler(SaysoError)
    def ours(request: Request, error: SaysoError) -> Response:
        code = next(code for kind, code in _CODES.items() if isinstance(error, kind))
        return _answer(request, code, error.what, error.mend, _LATER.get(code))

    @app.exception_handler(RequestValidationError)
    def misasked(request: Request, error: RequestValidationError) -> Response:
        first = error.errors()[0]
        part, *names = map(str, first["loc"])
        name = "the body" if first["type"] == "json_invalid" or not names else ".".join(names)
        what = first["msg"].removeprefix("Value error, ")
        mend = "change it in what you send" if part == "body" else "change it in the address"
        return _answer(request, 400, f"{name}: {what}", mend)

    @app.exception_handler(HTTPException)
    def plainly(request: Request, error: HTTPException) -> Response:
        told = {404: ("there is no such page", "the head of the page has all that there are")}
        what, mend = told.get(error.status_code, (str(error.detail), "go back and try again"))
        return _answer(request, error.status_code, what, mend, error.headers)

    @app.exception_handler(Exception)
    def faulty(request: Request, _: Exception) -> Response:
        # Outside of everything, the guard too; the server logs what went wrong.
        told = {"status": 500, "what": _WRONG, "mend": _REPORT}
        plain = PlainTextResponse(f"{_WRONG}. {_REPORT.capitalize()}.\n", 500)
        answer = JSONResponse(told, 500) if is_in_v1(request.url.path) else plain
        put(answer.headers, request.scope)
        return answer


def _answer(
    request: Request, status: int, what: str, mend: str, headers: Mapping[str, str] | None = None
) -> Response:
    desk = Desk(request.app.state.ledger, request.app.state.settings, request)
    told = {"status": status, "what": what, "mend": mend}
    answer = Answer("fault.html", told, told, status=status, headers=headers or {})
    path = request.url.path
    as_data = path.endswith((".json", ".csv")) or is_in_v1(path)
    return (as_json if as_data else as_html)(desk, answer)
