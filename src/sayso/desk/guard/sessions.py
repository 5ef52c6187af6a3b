"""Who a browser belongs to, in a cookie that is signed with a secret of this start.

A program that logged in sends the key of its entry itself, as a token.
"""

from __future__ import annotations

import hmac
import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable

from fastapi import FastAPI, Request
from starlette.middleware.sessions import SessionMiddleware

from sayso.desk.settings import Settings

HOURS = 12  # after which a person logs in again
KEPT = 10_000  # people that are in at once; the first of them leaves for one more
_ENTRY, _TOKEN = "entry", "token"


def keep(app: FastAPI, settings: Settings) -> None:
    """Give every request its session. A new start ends all of them."""
    app.state.entries = Entries()
    app.add_middleware(
        SessionMiddleware,
        secret_key=secrets.token_urlsafe(32),
        session_cookie=settings.cookie,
        max_age=HOURS * 3600,
        same_site="lax",  # a link in a mail finds its reader logged in; a form elsewhere does not
    )


class Entries:
    """Who is in. A cookie holds the key of an entry, so that logging out ends it everywhere."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._held: OrderedDict[str, tuple[str, float]] = OrderedDict()
        self._lock = threading.Lock()

    def enter(self, judge: str) -> str:
        """The key of a new entry, under the name of the judge."""
        key = secrets.token_urlsafe(24)
        with self._lock:
            self._held[key] = judge, self._clock() + HOURS * 3600
            if len(self._held) > KEPT:
                self._held.popitem(last=False)
        return key

    def judge(self, key: str) -> str | None:
        """Who came in with the key, and is still in."""
        judge, until = self._held.get(key, ("", 0.0))
        return judge if self._clock() < until else None

    def leave(self, key: str) -> None:
        """End an entry."""
        with self._lock:
            self._held.pop(key, None)


def enter(request: Request, judge: str) -> None:
    """Begin a session of somebody who may; nothing of the browser's earlier one stays."""
    request.session.clear()
    request.session[_ENTRY] = request.app.state.entries.enter(judge)


def leave(request: Request) -> None:
    """End it."""
    request.app.state.entries.leave(request.session.get(_ENTRY, ""))
    request.session.clear()


def judge_with(request: Request, key: str) -> str | None:
    """The name under which a program logged in that sends this key; None for no such login."""
    found: str | None = request.app.state.entries.judge(key)
    return found


def judge_of(request: Request) -> str | None:
    """The name under which whoever asks logged in, by browser or program; None for nobody."""
    program: str | None = getattr(request.state, "judge", None)
    if program is not None:
        return program
    found: str | None = request.app.state.entries.judge(request.session.get(_ENTRY, ""))
    return found


def token_of(request: Request) -> str:
    """What a form must send along so that its change is taken: made at the first form shown."""
    held: str = request.session.get(_TOKEN) or secrets.token_urlsafe(24)
    request.session.setdefault(_TOKEN, held)
    return held


def is_token(request: Request, sent: str) -> bool:
    """Whether a form was made for this session."""
    held: str = request.session.get(_TOKEN, "")
    return bool(held) and hmac.compare_digest(held.encode(), sent.encode())
