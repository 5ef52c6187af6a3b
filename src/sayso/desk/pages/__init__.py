"""The pages, one file a page or a few that belong together; each has its ``router``."""

from __future__ import annotations

from fastapi import APIRouter

from sayso.desk.pages import claims, dossier

ROUTERS: tuple[APIRouter, ...] = (claims.router, dossier.router)
