"""a request > [guard] > a page: who may ask, who may change something, and how much at once."""

from __future__ import annotations

from fastapi import FastAPI

from sayso.desk.guard import sessions
from sayso.desk.settings import Settings

__all__ = ["protect"]


def protect(app: FastAPI, settings: Settings) -> None:
    """Put the guard before every page of the desk."""
    sessions.keep(app, settings)
