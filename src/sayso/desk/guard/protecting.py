"""The guard before every page, in the order in which a request meets it."""

from __future__ import annotations

from fastapi import FastAPI

from sayso.desk.guard import sessions
from sayso.desk.guard.attempts import Attempts
from sayso.desk.guard.bodies import Bodies
from sayso.desk.guard.gate import Gate
from sayso.desk.guard.headers import StrictHeaders
from sayso.desk.guard.hosts import Hosts
from sayso.desk.settings import Settings

# Wrong tries in five minutes. People of one office may share an address, but not a name.
BY_ADDRESS, BY_NAME = 20, 10


def protect(app: FastAPI, settings: Settings) -> None:
    """Put it there: headers > hosts > bodies > session > gate > pages."""
    app.state.by_address, app.state.by_name = Attempts(BY_ADDRESS), Attempts(BY_NAME)
    # What is added last is met first.
    app.add_middleware(Gate, settings=settings, tried=app.state.by_address)
    sessions.keep(app, settings)
    app.add_middleware(Bodies)
    app.add_middleware(Hosts, names=settings.hosts)
    app.add_middleware(StrictHeaders)
