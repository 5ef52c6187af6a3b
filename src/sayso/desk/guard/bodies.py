"""How much one request may bring along."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

FORM_BYTES = 1_000_000  # of a form; the longest judgement is a few thousand
UPLOAD_BYTES = 100_000_000  # of all files that are uploaded at once
READ_BYTES = 5_000_000  # of a page or a text that is only read
MOST = {"/add": UPLOAD_BYTES, "/v1/read": READ_BYTES}  # at these addresses; elsewhere FORM_BYTES


class Bodies:
    """Ends the reading of a body that is longer than it may be."""

    def __init__(self, app: ASGIApp) -> None:
        """Before ``app``."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on with its body under a count."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        most = MOST.get(scope["path"], FORM_BYTES)
        told = Headers(scope=scope).get("content-length", "")
        counted = int(told) if told.isdecimal() and len(told) < 20 else 0
        came = 0

        async def limited() -> Message:
            nonlocal came
            if counted > most:
                raise _too_much(most)
            message = await receive()
            came += len(message.get("body", b""))
            if came > most:
                raise _too_much(most)
            return message

        await self._app(scope, limited, send)


def _too_much(most: int) -> HTTPException:
    return HTTPException(413, f"more than {most / 1e6:g} MB were sent at once")
