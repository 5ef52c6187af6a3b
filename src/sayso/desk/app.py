"""The application: its pages, its files, and what it says when something is wrong."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.resources import files
from threading import Thread

from anyio import to_thread
from fastapi import Depends, FastAPI
from fastapi.staticfiles import StaticFiles

from sayso import __version__
from sayso.desk import charts, faults
from sayso.desk.guard.changes import check_change
from sayso.desk.guard.protecting import protect
from sayso.desk.jobs import Jobs
from sayso.desk.pages import ROUTERS, login
from sayso.desk.programs import ROUTERS as PROGRAMS
from sayso.desk.programs.reading import Places
from sayso.desk.settings import Settings
from sayso.desk.warming import Warming
from sayso.ledger import Ledger
from sayso.pipeline import Pipeline

# Pages that are made at once. More would only share the same processor, and every one of them
# holds a connection to the ledger.
AT_ONCE = 12


def make_desk(
    ledger: Ledger, settings: Settings | None = None, pipeline: Pipeline | None = None
) -> FastAPI:
    """The desk over an open ledger, which stays its caller's to close.

    ``pipeline`` reads what is sent to ``/add``; unless given, with the shipped model.
    """
    app = FastAPI(
        title="Sayso",
        version=__version__,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        lifespan=_lifespan,
    )
    app.state.ledger = ledger
    app.state.settings = settings or Settings()
    app.state.places = Places()
    app.state.jobs = Jobs(ledger, pipeline or Pipeline())
    for router in ROUTERS:
        app.include_router(router, dependencies=[Depends(check_change)], responses=faults.FAULTS)
    for router in PROGRAMS:
        app.include_router(router, responses=faults.FAULTS)
    app.include_router(login.router)
    app.mount("/-/static", StaticFiles(directory=str(files("sayso.desk") / "static")))
    faults.handle(app)
    protect(app, app.state.settings)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    to_thread.current_default_thread_limiter().total_tokens = AT_ONCE
    Thread(target=charts.warm, daemon=True).start()
    warming = Warming(app.state.ledger)
    warming.start()
    yield
    await to_thread.run_sync(warming.close)
    await to_thread.run_sync(app.state.jobs.close)
