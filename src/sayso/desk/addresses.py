"""Addresses of the desk's pages: everything that a page shows is in its address."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote, urlencode, urlsplit, urlunsplit

from starlette.requests import Request


def to(kind: str, id: str, **state: object) -> str:
    """Where the page of one record is: ``to("claim", id)``."""
    return _with(f"/{quote(kind)}/{quote(id, safe='')}", state)


def to_words(report: str, start: int, end: int, attribution: str | None = None) -> str:
    """Where some words stand: the report's page, with them marked and in view."""
    state = {"mark": f"{start}-{end}", "attribution": attribution}
    return f"{to('report', report, **state)}#mark"


def again(request: Request, **changes: object) -> str:
    """The same page with some of its state changed; None takes a part of it away.

    A change of anything but ``page`` goes back to the first page.
    """
    state: dict[str, object] = {}
    for name in request.query_params:
        values = request.query_params.getlist(name)
        state[name] = values if len(values) > 1 else values[0]
    if "page" not in changes:
        state.pop("page", None)
    return _with(quote(request.url.path), {**state, **changes})


def as_data(request: Request, form: str) -> str:
    """The same page as ``json`` or ``csv``."""
    path = request.url.path.rstrip("/") or "/index"
    query = request.url.query
    return f"{quote(path)}.{form}" + (f"?{query}" if query else "")


def outside(url: str | None) -> str | None:
    """An address out of a report, where a browser may follow it: http or https, nothing else."""
    try:
        parts = urlsplit(url or "")
        leads = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return None
    return urlunsplit(parts) if leads else None


def _with(path: str, state: Mapping[str, object]) -> str:
    told = {name: value for name, value in state.items() if value not in (None, "", [], False)}
    return f"{path}?{urlencode(told, doseq=True)}" if told else path
