"""The pages, one file a page or a few that belong together; each has its ``router``."""

from __future__ import annotations

from fastapi import APIRouter

from sayso.desk.pages import (
    about,
    accounts,
    actors,
    adding,
    attribution,
    claim,
    claims,
    dossier,
    event,
    home,
    judging,
    labels,
    lineage,
    map,
    outlet,
    report,
    reports,
    search,
    stances,
    timeline,
)

_PAGES = (
    about,
    accounts,
    actors,
    adding,
    attribution,
    claim,
    claims,
    dossier,
    event,
    home,
    judging,
    labels,
    lineage,
    map,
    outlet,
    report,
    reports,
    search,
    stances,
    timeline,
)
ROUTERS: tuple[APIRouter, ...] = tuple(page.router for page in _PAGES)
