"""Who a request was meant for, and which page sent it.

A page of a stranger can lead its own name to 127.0.0.1 (DNS rebinding) and would then read the desk
as its own; the name that the browser asked for gives it away. It can also send a form here: the
browser says where from.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from sayso.desk.addresses import is_in_v1

LOOPBACK = ("127.0.0.1", "localhost", "::1")
READING = ("GET", "HEAD", "OPTIONS")
_STRANGE = (
    "This desk does not answer to the name that the browser asked for.",
    "Its own are in the line that sayso serve prints; --allow-host NAME adds one.",
)
_FOREIGN = (
    "This came from a page that is not of this desk, and nothing was changed.",
    "Use the desk's own pages, or a program that is no browser.",
)


class Hosts:
    """Turns away what was sent under another name, or by another site's page."""

    def __init__(self, app: ASGIApp, names: Iterable[str]) -> None:
        """``names`` are the desk's besides those of the machine itself, without ports."""
        self._app = app
        told = {plain_host(name) for name in names}
        self._names = {*LOOPBACK, *told}
        # No stranger's name leads to a number: whoever asks for one means this machine.
        self._numbers = any(name not in LOOPBACK for name in told)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer it."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        if not self._knows(headers.getlist("host")):
            await _refusal(scope, 421, *_STRANGE)(scope, receive, send)
        elif scope.get("method") not in READING and is_foreign(headers):
            await _refusal(scope, 403, *_FOREIGN)(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    def _knows(self, told: list[str]) -> bool:
        if len(told) != 1:
            return False
        name = plain_host(told[0])
        return name in self._names or (self._numbers and _is_number(name))


def _refusal(scope: Scope, status: int, what: str, mend: str) -> Response:
    if is_in_v1(scope["path"]):
        return JSONResponse({"status": status, "what": what, "mend": mend}, status)
    return PlainTextResponse(f"{what}\n{mend}\n", status)


def plain_host(host: str) -> str:
    """A host in small letters without port, brackets and the dot at its end; "" for no host."""
    try:
        found = urlsplit(f"//{host.strip()}")
        whole = found.netloc == host.strip() and "@" not in found.netloc
        found.port  # noqa: B018 - raises ValueError where it is none
    except ValueError:
        return ""
    return (found.hostname or "").removesuffix(".") if whole else ""


def is_foreign(headers: Headers) -> bool:
    """Whether a browser says that another site's page sent this; programs say nothing."""
    origin, site = headers.get("origin"), headers.get("sec-fetch-site")
    if site not in (None, "same-origin", "none"):
        return True
    if origin is None:
        return False
    parts = urlsplit(origin)
    return parts.scheme not in ("http", "https") or parts.netloc.lower() != headers["host"].lower()


def _is_number(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
