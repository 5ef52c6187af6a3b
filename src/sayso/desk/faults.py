"""What a page says when it cannot be shown: one clear line, in the form that was asked for."""

from __future__ import annotations

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import PlainTextResponse, Response
from starlette.exceptions import HTTPException

from sayso.desk.answers import Answer, Desk, as_html, as_json
from sayso.desk.guard.headers import put
from sayso.errors import LedgerBusy, NoRecord, NotAllowed, SaysoError

_CODES: dict[type[SaysoError], int] = {NoRecord: 404, LedgerBusy: 503, NotAllowed: 403}

_FAULT = "Sayso failed on this page. Please report it with what sayso serve says on its terminal.\n"


def handle(app: FastAPI) -> None:
    """Answer every error with a page."""

    @app.exception_handler(SaysoError)
    def ours(request: Request, error: SaysoError) -> Response:
        return _answer(request, _CODES.get(type(error), 400), error.what, error.mend)

    @app.exception_handler(RequestValidationError)
    def misasked(request: Request, error: RequestValidationError) -> Response:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"][1:])
        return _answer(request, 400, f"{name}: {first['msg']}", "change it in the address")

    @app.exception_handler(HTTPException)
    def plainly(request: Request, error: HTTPException) -> Response:
        told = {404: ("there is no such page", "the head of the page has all that there are")}
        what, mend = told.get(error.status_code, (str(error.detail), "go back and try again"))
        return _answer(request, error.status_code, what, mend)

    @app.exception_handler(Exception)
    def faulty(request: Request, _: Exception) -> Response:
        # Outside of everything, the guard too; the server logs what went wrong.
        answer = PlainTextResponse(_FAULT, 500)
        put(answer.headers, request.scope)
        return answer


def _answer(request: Request, status: int, what: str, mend: str) -> Response:
    desk = Desk(request.app.state.ledger, request.app.state.settings, request)
    told = {"status": status, "what": what, "mend": mend}
    answer = Answer("fault.html", told, told, status=status)
    as_data = request.url.path.endswith((".json", ".csv"))
    return (as_json if as_data else as_html)(desk, answer)
