"""A name and a password, however they came: whether they are right, and how often one may try."""

from __future__ import annotations

import logging

from fastapi import Request

from sayso.desk.guard.gate import address_of
from sayso.desk.guard.passwords import is_password

_LOG = logging.getLogger("sayso.desk")


def wait(request: Request, name: str) -> int:
    """Seconds until the address, and whoever goes by the name, may try again; 0 for at once."""
    state = request.app.state
    by_address: int = state.by_address.wait(address_of(request))
    by_name: int = state.by_name.wait(name) if name else 0
    return max(by_address, by_name)


def is_right(request: Request, name: str, password: str) -> bool:
    """Whether the password is that of the name."""
    return is_password(request.app.state.settings.passwords or {}, name, password)


def count(request: Request, name: str, *, right: bool) -> None:
    """Note how a try ended."""
    state = request.app.state
    if right:
        state.by_name.forget(name)
        return
    state.by_address.fail(address_of(request))
    if name:
        state.by_name.fail(name[:100])
    _LOG.warning("sayso: a login as %r from %s failed", name[:100], address_of(request))
