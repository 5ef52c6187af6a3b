"""What programs send, in JSON: ``/v1/login``, ``/v1/read``, ``/v1/judge``, ``/v1/undo``.

What they get is every page of the desk, under /v1 too; answers.py puts it there.
"""

from __future__ import annotations

from fastapi import APIRouter

from sayso.desk.programs import entering, judging, reading

ROUTERS: tuple[APIRouter, ...] = (entering.router, reading.router, judging.router)
