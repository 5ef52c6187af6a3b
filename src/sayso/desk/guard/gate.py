"""Lets in who logged in, where the desk is served to others."""

from __future__ import annotations

import hmac
import json
import logging
from urllib.parse import quote

from fastapi import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from sayso.desk.addresses import is_in_v1, ours
from sayso.desk.guard import sessions
from sayso.desk.guard.attempts import Attempts
from sayso.desk.guard.headers import STATIC
from sayso.desk.settings import Settings

LOGIN, PROGRAM_LOGIN = "/-/login", "/v1/login"
_LOG = logging.getLogger("sayso.desk")
_DATA = (".json", ".csv", "/events")


class Gate:
    """Passes on the requests of those who are in; the others are led to the login."""

    def __init__(self, app: ASGIApp, settings: Settings, tried: Attempts) -> None:
        """``tried`` counts what was tried from an address."""
        self._app, self._settings, self._tried = app, settings, tried

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer it."""
        answer = self._answer(Request(scope)) if scope["type"] == "http" else None
        await (answer or self._app)(scope, receive, send)

    def _answer(self, request: Request) -> Response | None:
        """None for those who may go on."""
        if request.url.path.startswith(STATIC) or not self._settings.guarded:
            return None
        # Of another kind it is a proxy's, and says nothing to us.
        kind, _, token = request.headers.get("authorization", "").partition(" ")
        if kind.lower() == "bearer":
            request.state.judge = sessions.judge_with(request, token.strip())
            known = request.state.judge is not None or self._is_token(request, token)
            request.state.program = known
            return None if known else _refused(request)
        if request.method == "GET" and "token" in request.query_params:
            return self._enter(request)
        if request.url.path in (LOGIN, PROGRAM_LOGIN) or sessions.judge_of(request) is not None:
            return None
        return _refused(request)

    def _enter(self, request: Request) -> Response:
        """The address that ``sayso serve`` printed: the same without the token, which is kept."""
        if self._is_token(request, request.query_params["token"]):
            sessions.enter(request, self._settings.judge)
            return RedirectResponse(_without_token(request), 303)
        return RedirectResponse(LOGIN, 303)

    def _is_token(self, request: Request, sent: str) -> bool:
        address = address_of(request)
        if self._tried.wait(address):
            return False
        if is_desk_token(self._settings, sent):
            return True
        self._tried.fail(address)
        _LOG.warning("sayso: a wrong token from %s", address)
        return False


def is_desk_token(settings: Settings, sent: str) -> bool:
    """Whether it is the one that ``sayso serve`` printed or was given."""
    token = settings.token
    return token is not None and hmac.compare_digest(token.encode(), sent.strip().encode())


def address_of(request: Request) -> str:
    """Where a request comes from."""
    return request.client.host if request.client else ""


def _refused(request: Request) -> Response:
    path = request.url.path
    for_data = path.endswith(_DATA) or is_in_v1(path)
    if for_data or request.method != "GET" or "authorization" in request.headers:
        told = {"status": 401, "what": "this desk is for those who log in", "mend": _MEND}
        challenge = {"WWW-Authenticate": "Bearer"}
        return Response(json.dumps(told) + "\n", 401, challenge, "application/json")
    then = path + (f"?{request.url.query}" if request.url.query else "")
    return RedirectResponse(f"{LOGIN}?then={quote(then, safe='')}", 303)


def _without_token(request: Request) -> str:
    left = request.url.remove_query_params("token")
    return ours(left.path + (f"?{left.query}" if left.query else ""))


_MEND = f"send its token as Authorization: Bearer TOKEN; POST {PROGRAM_LOGIN} gives judges one"
