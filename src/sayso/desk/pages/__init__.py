"""The pages, one file a page or a few that belong together; each has its ``router``."""

from __future__ import annotations

from fastapi import APIRouter

from sayso.desk.pages import (
    about,
    actors,
    adding,
    claims,
    dossier,
    labels,
    outlet,
    report,
    stances,
)

_PAGES = (about, actors, adding, claims, dossier, labels, outlet, report, stances)
ROUTERS: tuple[APIRouter, ...] = tuple(page.router for page in _PAGES)
