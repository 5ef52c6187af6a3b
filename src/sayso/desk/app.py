"""The application: its pages, its files, and what it says when something is wrong."""

from __future__ import annotations

from importlib.resources import files

from fastapi import Depends, FastAPI
from fastapi.staticfiles import StaticFiles

from sayso import __version__
from sayso.desk import faults
from sayso.desk.guard.changes import check_change
from sayso.desk.guard.protecting import protect
from sayso.desk.pages import ROUTERS, login
from sayso.desk.settings import Settings
from sayso.ledger import Ledger


def make_desk(ledger: Ledger, settings: Settings | None = None) -> FastAPI:
    """The desk over an open ledger, which stays its caller's to close."""
    app = FastAPI(
        title="Sayso", version=__version__, docs_url=None, redoc_url=None, openapi_url=None
    )
    app.state.ledger = ledger
    app.state.settings = settings or Settings()
    for router in ROUTERS:
        app.include_router(router, dependencies=[Depends(check_change)])
    app.include_router(login.router)
    app.mount("/-/static", StaticFiles(directory=str(files("sayso.desk") / "static")))
    faults.handle(app)
    protect(app, app.state.settings)
    return app
