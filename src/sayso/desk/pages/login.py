"""``/-/login`` and ``/-/logout``: where the desk is served to others."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form
from fastapi.responses import RedirectResponse, Response

from sayso.desk.addresses import ours
from sayso.desk.answers import Answer, Desk, TheDesk, as_html
from sayso.desk.guard import logins, sessions
from sayso.desk.guard.changes import check_form
from sayso.desk.guard.gate import LOGIN, is_desk_token

# Not one of ROUTERS: people log in to a desk that is for reading only, too.
router = APIRouter(include_in_schema=False, dependencies=[Depends(check_form)])


@router.get(LOGIN)
def ask(desk: TheDesk, then: str = "/") -> Response:
    """Ask for a name and a password, or for the token."""
    return _asked(desk, then) if desk.settings.guarded else RedirectResponse("/", 303)


@router.post(LOGIN)
def log_in(
    desk: TheDesk,
    name: Annotated[str, Form()] = "",
    password: Annotated[str, Form()] = "",
    key: Annotated[str, Form()] = "",
    then: Annotated[str, Form()] = "/",
) -> Response:
    """Take them: to where the person wanted to go, or to the form again."""
    if (wait := logins.wait(desk.request, name)) > 0:
        return _asked(desk, then, 429, f"Too many tries. Wait {wait} seconds.", wait)
    judge = _judge(desk, name, password, key)
    logins.count(desk.request, name, right=judge is not None)
    if judge is None:
        return _asked(desk, then, 403, "That is not right.")
    sessions.enter(desk.request, judge)
    return RedirectResponse(ours(then), 303)


@router.post("/-/logout")
def log_out(desk: TheDesk) -> Response:
    """End the session, wherever its cookie went."""
    sessions.leave(desk.request)
    return RedirectResponse(LOGIN if desk.settings.guarded else "/", 303)


def _judge(desk: Desk, name: str, password: str, key: str) -> str | None:
    """Who may come in with these; None for nobody."""
    if key:
        return desk.settings.judge if is_desk_token(desk.settings, key) else None
    return name if logins.is_right(desk.request, name, password) else None


def _asked(
    desk: Desk, then: str, status: int = 200, wrong: str | None = None, wait: int = 0
) -> Response:
    shown = {"then": ours(then), "wrong": wrong}
    headers = {"Retry-After": str(wait)} if wait else {}
    return as_html(desk, Answer("login.html", shown, None, status=status, headers=headers))
