"""Who a browser belongs to, in a cookie that is signed with a secret of this start."""

from __future__ import annotations

import hmac
import secrets

from fastapi import FastAPI, Request
from starlette.middleware.sessions import SessionMiddleware

from sayso.desk.settings import Settings

HOURS = 12  # after which a person logs in again
_JUDGE, _TOKEN = "judge", "token"


def keep(app: FastAPI, settings: Settings) -> None:
    """Give every request its session. A new start ends all of them."""
    app.add_middleware(
        SessionMiddleware,
        secret_key=secrets.token_urlsafe(32),
        session_cookie=settings.cookie,
        max_age=HOURS * 3600,
        same_site="lax",  # a link in a mail finds its reader logged in; a form elsewhere does not
    )


def token_of(request: Request) -> str:
    """What a form must send along so that its change is taken: made at the first form shown."""
    held: str = request.session.get(_TOKEN) or secrets.token_urlsafe(24)
    request.session.setdefault(_TOKEN, held)
    return held


def is_token(request: Request, sent: str) -> bool:
    """Whether a form was made for this session."""
    held: str = request.session.get(_TOKEN, "")
    return bool(held) and hmac.compare_digest(held.encode(), sent.encode())


def judge_of(request: Request) -> str | None:
    """The name under which the person before the browser logged in."""
    found: str | None = request.session.get(_JUDGE)
    return found
