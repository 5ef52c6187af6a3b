"""ledger > [desk] > a browser, or a program that asks for JSON.

Takes a ledger; serves its pages as HTML, and the same as JSON and CSV at the same addresses, with
nothing fetched from anywhere else. ``make_desk`` gives the application that ``sayso serve`` runs.
"""

from __future__ import annotations

from sayso.desk.app import make_desk
from sayso.desk.settings import Settings

__all__ = ["Settings", "make_desk"]
