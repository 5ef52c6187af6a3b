"""Addresses of the desk's pages: everything that a page shows is in its address."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit, urlunsplit

from starlette.requests import Request

_STATIC = Path(__file__).parent / "static"
_V1 = "/v1"


def to(kind: str, id: str, **state: object) -> str:
    """Where the page of one record is: ``to("claim", id)``."""
    return _with(f"/{quote(kind)}/{quote(id, safe='')}", state)


def in_v1(path: str) -> str:
    """Where the JSON of the page at ``path`` is: of "/-/about" at "/v1/about"."""
    return _V1 + (path.removeprefix("/-").rstrip("/") or "/glance")


def is_in_v1(path: str) -> bool:
    """Whether it is one of the addresses for programs."""
    return f"{path}/".startswith(f"{_V1}/")


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


def here(request: Request) -> str:
    """Where one is, with all state: what a form tells so that one comes back."""
    query = request.url.query
    return quote(request.url.path) + (f"?{query}" if query else "")


def ours(path: str | None, otherwise: str = "/") -> str:
    """A path that a form sends along, if it is one of this desk's; else ``otherwise``.

    Browsers take "//there", a backslash for a slash, and blanks within for nothing.
    """
    told = path or ""
    strange = any(ord(letter) <= 32 or letter in "\\\x7f" for letter in told)
    return told if told[:1] == "/" and told[1:2] != "/" and not strange else otherwise


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


def static(name: str) -> str:
    """Where a file of the desk is: a browser keeps it for good, until its content is another."""
    file = _STATIC / name
    return f"/-/static/{name}?v={_content(file, file.stat().st_mtime_ns)}"


@cache
def _content(file: Path, _: int) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()[:12]


def _with(path: str, state: Mapping[str, object]) -> str:
    told = {name: value for name, value in state.items() if value not in (None, "", [], False)}
    return f"{path}?{urlencode(told, doseq=True)}" if told else path
