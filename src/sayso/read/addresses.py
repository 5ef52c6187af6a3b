"""Pages at http(s) addresses: the one place that uses the network, and only for what was asked."""

from __future__ import annotations

import io
from importlib import metadata

from sayso.errors import NotFound, ReadError
from sayso.read.formats import Format, Opened
from sayso.read.limits import Limits

_REDIRECTS = 5
_SAVE = "save the page from a browser and give the file"
_FORMATS = {
    "text/html": Format.HTML,
    "application/xhtml+xml": Format.HTML,
    "text/plain": Format.TEXT,
    "application/jsonl": Format.JSON_LINES,
    "application/x-ndjson": Format.JSON_LINES,
}


def fetch(address: str, limits: Limits) -> Opened:
    """The page at ``address``. Raises NotFound, TooLarge, and ReadError for a refusal."""
    import httpx

    headers = {"User-Agent": _user_agent(), "Accept": "text/html, text/plain;q=0.9, */*;q=0.5"}
    try:
        with (
            httpx.Client(
                timeout=limits.seconds,
                follow_redirects=True,
                max_redirects=_REDIRECTS,
                headers=headers,
            ) as client,
            client.stream("GET", address) as answer,
        ):
            _check_status(address, answer.status_code)
            data = bytearray()
            for part in answer.iter_bytes():
                data += part
                limits.check_bytes(len(data), address)
            kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
            charset = answer.charset_encoding
    except httpx.TooManyRedirects:
        raise ReadError(address, "it redirects in circles", _SAVE) from None
    except httpx.TimeoutException:
        told = f"it did not answer within {limits.seconds:g} seconds"
        raise NotFound(address, told, "try again later") from None
    except httpx.InvalidURL:
        raise NotFound(address, "that is no address", "check the address") from None
    except httpx.HTTPError as error:
        told = f"it cannot be reached ({str(error) or type(error).__name__})"
        raise NotFound(address, told, "check the address and the connection") from None
    return Opened(address, io.BytesIO(data), _FORMATS.get(kind), charset, url=address)


def _check_status(address: str, status: int) -> None:
    if status in (404, 410):
        raise NotFound(address, f"there is no such page (it answers {status})", "check the address")
    if status >= 500:
        raise ReadError(address, f"its server fails (it answers {status})", "try again later")
    if status != 200:
        raise ReadError(address, f"it refuses to be read (it answers {status})", _SAVE)


def _user_agent() -> str:
    try:
        version = metadata.version("sayso")
    except metadata.PackageNotFoundError:
        version = "0"
    return f"sayso/{version} (reads one news report on a person's request)"
