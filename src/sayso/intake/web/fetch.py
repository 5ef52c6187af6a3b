"""Fetching one address after another: politely, within limits, and never from private ones."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.utils import mktime_tz, parsedate_tz
from importlib import metadata
from urllib.parse import urljoin, urlsplit

import httpcore
import httpx

from sayso.errors import Forbidden, NotFound, ReadError
from sayso.intake.limits import Limits
from sayso.intake.unpack import unpack_body
from sayso.intake.web.guard import check_scheme
from sayso.intake.web.robots import Robots
from sayso.intake.web.transport import Deadline, Transport

_SAVE = "save the page from a browser and give the file"
_LATER = "try again later"
_ACCEPT = (
    "text/html, application/rss+xml, application/atom+xml, application/xml;q=0.9, "
    "text/plain;q=0.9, */*;q=0.5"
)
_BUSY = frozenset({429, 500, 502, 503, 504})  # answers that another try may better
_LONGEST_PAUSE = 30.0  # seconds that a robots.txt or a Retry-After may ask for and get


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address answered. ``address`` is where redirects led in the end.

    ``data`` is None where it has not changed since ``etag`` and ``changed`` (Last-Modified), which
    are what to remember for the next time.
    """

    address: str
    data: bytes | None
    kind: str
    charset: str | None
    etag: str | None
    changed: str | None


class Web:
    """Fetches addresses over connections that stay open between them; close it after use."""

    def __init__(self, limits: Limits) -> None:
        """Open nothing yet."""
        self._limits = limits
        self._deadline = Deadline()
        self._client = httpx.Client(
            transport=Transport(limits, self._deadline),
            timeout=limits.seconds,
            trust_env=False,  # proxies are the transport's
            headers={
                "User-Agent": _user_agent(),
                "Accept": _ACCEPT,
                "Accept-Encoding": "gzip, deflate",
            },
        )
        self._robots = Robots(self._ask_robots)
        self._turns: dict[str, float] = {}

    def close(self) -> None:
        """Close all connections."""
        self._client.close()

    def get(
        self,
        address: str,
        *,
        last: str | None = None,
        etag: str | None = None,
        changed: str | None = None,
    ) -> Fetched:
        """What ``address`` answers, redirects followed.

        ``etag`` and ``changed`` are those that ``last`` (where redirects led) gave the last time.
        Raises NotFound, Forbidden, TooLarge, Damaged, NotText, and ReadError for a refusal.
        """
        self._deadline.start(self._limits.total_seconds)
        self._client.cookies.clear()
        validators = {
            name: value
            for name, value in (("If-None-Match", etag), ("If-Modified-Since", changed))
            if value
        }
        tries = self._limits.retries
        while True:
            try:
                return self._follow(address, last or address, validators)
            except _TryAgainError as again:
                pause = again.after
                if pause is None:
                    pause = 2.0 ** (self._limits.retries - tries)
                pause *= random.uniform(1.0, 1.3)  # not all at once with others who were told so
                if not tries or pause > min(_LONGEST_PAUSE, self._deadline.left):
                    raise again.error from None
                tries -= 1
                time.sleep(pause)

    def _follow(self, address: str, last: str, validators: dict[str, str]) -> Fetched:
        here = address
        for _ in range(self._limits.redirects + 1):
            with _told(address, self._limits):
                check_scheme(here, address)
                self._robots.check(here, address)
                self._wait_turn(here)
                asked = validators if here == last else {}
                with self._client.stream("GET", here, headers=asked) as answer:
                    if "location" in answer.headers and answer.is_redirect:
                        here = urljoin(here, answer.headers["location"])
                        continue
                    return self._take(address, here, answer, since=bool(asked))
        raise ReadError(address, f"it redirects more than {self._limits.redirects} times", _SAVE)

    def _take(self, address: str, here: str, answer: httpx.Response, *, since: bool) -> Fetched:
        data = None
        if answer.status_code != 304 or not since:  # "as before", of what was never given
            _check_status(address, answer)
            coding = answer.headers.get("content-encoding", "")
            data = unpack_body(answer.iter_raw(), coding, address, self._limits)
        return Fetched(
            here,
            data,
            answer.headers.get("content-type", "").partition(";")[0].strip().lower(),
            answer.charset_encoding,
            answer.headers.get("etag"),
            answer.headers.get("last-modified"),
        )

    def _ask_robots(self, address: str) -> tuple[int, str]:
        """Status and text of a robots.txt, redirects followed; only its beginning counts."""
        here = address
        for _ in range(self._limits.redirects + 1):
            check_scheme(here, address)
            with self._client.stream("GET", here) as answer:
                if "location" in answer.headers and answer.is_redirect:
                    here = urljoin(here, answer.headers["location"])
                    continue
                coding = answer.headers.get("content-encoding", "")
                data = unpack_body(answer.iter_raw(), coding, address, self._limits)
                return answer.status_code, data.decode("utf-8", "replace")
        return 404, ""

    def _wait_turn(self, address: str) -> None:
        server = urlsplit(address).netloc
        asked = self._robots.delay(address) if server in self._turns else None
        pause = min(max(self._limits.pause, asked or 0.0), _LONGEST_PAUSE)
        wait = self._turns.get(server, 0.0) + pause - time.monotonic()
        if wait > 0:
            time.sleep(wait)
            self._deadline.extend(wait)
        self._turns[server] = time.monotonic()


class _TryAgainError(Exception):
    """``error`` is what to say if no other try is left; ``after``: seconds the server asks for."""

    def __init__(self, error: ReadError, after: float | None = None) -> None:
        super().__init__(error)
        self.error, self.after = error, after


@contextmanager
def _told(address: str, limits: Limits) -> Iterator[None]:
    """What the network raises, told of ``address``."""
    try:
        yield
    except Forbidden as error:
        if error.where == address:
            raise
        leads = error.where != urlsplit(address).hostname
        told = f"it leads to {error.where}, {error.what[6:]}" if leads else error.what
        raise Forbidden(address, told, error.mend) from None
    except httpcore.TimeoutException:
        told = f"it is too slow (over {limits.seconds:g} s for an answer, or "
        told += f"{limits.total_seconds:g} s for all)"
        raise NotFound(address, told, _LATER) from None
    except (httpx.InvalidURL, httpcore.UnsupportedProtocol, ValueError):
        raise NotFound(address, "that is no address", "check the address") from None
    except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.ProxyError) as error:
        told = f"it cannot be reached ({str(error) or type(error).__name__})"
        mend = "check the address and the connection"
        raise _TryAgainError(NotFound(address, told, mend)) from None


def _check_status(address: str, answer: httpx.Response) -> None:
    status = answer.status_code
    if status in (404, 410):
        raise NotFound(address, f"there is no such page (it answers {status})", "check the address")
    if status in _BUSY:
        error = ReadError(address, f"its server fails (it answers {status})", _LATER)
        raise _TryAgainError(error, _retry_after(answer.headers.get("retry-after", "")))
    if status != 200:
        raise ReadError(address, f"it refuses to be read (it answers {status})", _SAVE)


def _retry_after(written: str) -> float | None:
    if written.strip().isdecimal():
        return float(written)
    moment = parsedate_tz(written)
    return max(mktime_tz(moment) - time.time(), 0.0) if moment else None


def _user_agent() -> str:
    try:
        version = metadata.version("sayso")
    except metadata.PackageNotFoundError:
        version = "0"
    return f"sayso/{version} (reads news reports for a person; obeys robots.txt)"
