"""Which requests may change something."""

from __future__ import annotations

from fastapi import Request

from sayso.desk.guard.hosts import READING
from sayso.desk.guard.sessions import is_token
from sayso.errors import NotAllowed

FIELD = "token"  # of every form; the macro ``token(desk)`` makes it
FILES = 100  # that are uploaded at once
FIELDS = 1000  # of a form
FIELD_BYTES = (
    2_500_000  # of one field: the longest report that Sayso reads has 2,000,000 characters
)


async def check_change(request: Request) -> None:
    """Before every page: raises NotAllowed where this request may not change anything."""
    if request.method in READING:
        return
    if request.app.state.settings.read_only:
        told = "this desk is for reading only, and nothing was changed"
        raise NotAllowed(request.url.path, told, "ask whoever serves it")
    await check_form(request)


async def check_form(request: Request) -> None:
    """Raises NotAllowed for a form that was not made for this session."""
    # A program sends its own token with every request, where a browser sends a cookie unasked.
    if request.method in READING or getattr(request.state, "program", False):
        return
    form = await request.form(max_files=FILES, max_fields=FIELDS, max_part_size=FIELD_BYTES)
    sent = form.get(FIELD)
    if not isinstance(sent, str) or not is_token(request, sent):
        told = "this form is too old or of another login, and nothing was changed"
        raise NotAllowed(request.url.path, told, "go back, load the page anew and try again")
