"""Connections that go to the address that was checked, and end when their time is over."""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any
from urllib.request import getproxies, proxy_bypass

import httpcore
import httpx

from sayso.intake.limits import Limits
from sayso.intake.web.guard import public_addresses


class Deadline:
    """When all of one address must be read. httpx has a limit for every wait, but none for all."""

    def __init__(self) -> None:
        self._until = float("inf")

    def start(self, seconds: float) -> None:
        """Count ``seconds`` from now."""
        self._until = time.monotonic() + seconds

    def extend(self, seconds: float) -> None:
        """Leave out ``seconds`` that were spent waiting on purpose."""
        self._until += seconds

    @property
    def left(self) -> float:
        """Seconds."""
        return self._until - time.monotonic()

    def within(self, timeout: float | None) -> float:
        """The shorter of ``timeout`` and what is left. Raises httpcore.ReadTimeout if none is."""
        left = self.left
        if left <= 0:
            raise httpcore.ReadTimeout("the time for this address is over")
        return left if timeout is None else min(left, timeout)


class Transport(httpx.BaseTransport):
    """What httpx sends requests through; raises the exceptions of httpcore, and Forbidden."""

    def __init__(self, limits: Limits, deadline: Deadline) -> None:
        self._limits, self._deadline = limits, deadline
        self._ssl = httpx.create_ssl_context()
        self._pools: dict[str | None, httpcore.ConnectionPool] = {}

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send it. A proxy of the environment (HTTPS_PROXY, ...) is used, and resolves names."""
        proxy = _proxy(request.url)
        if proxy is not None:  # whom it connects to cannot be held; what it is asked for can
            with suppress(OSError, UnicodeError):  # names that only the proxy knows
                allow = self._limits.allow_private
                public_addresses(request.url.host, request.url.port or 443, allow_private=allow)
        url = request.url
        answer = self._pool(proxy).handle_request(
            httpcore.Request(
                request.method,
                httpcore.URL(
                    scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
                ),
                headers=request.headers.raw,
                extensions=request.extensions,
            )
        )
        return httpx.Response(
            answer.status,
            headers=answer.headers,
            stream=_Body(answer),
            extensions=answer.extensions,
        )

    def close(self) -> None:
        """Close all connections."""
        for pool in self._pools.values():
            pool.close()

    def _pool(self, proxy: str | None) -> httpcore.ConnectionPool:
        if proxy not in self._pools:
            allow = self._limits.allow_private or proxy is not None
            backend = _Backend(self._deadline, allow)
            options: dict[str, Any] = {"ssl_context": self._ssl, "network_backend": backend}
            self._pools[proxy] = (
                _proxied(proxy, options) if proxy else httpcore.ConnectionPool(**options)
            )
        return self._pools[proxy]


def _proxy(url: httpx.URL) -> str | None:
    proxy = getproxies().get(url.scheme)
    return None if not proxy or proxy_bypass(url.host) else proxy


def _proxied(proxy: str, options: dict[str, Any]) -> httpcore.ConnectionPool:
    url = httpx.URL(proxy if "://" in proxy else f"http://{proxy}")
    if url.scheme not in ("http", "https"):
        raise httpcore.ProxyError(f"{url.scheme} is no kind of proxy that Sayso can use")
    name = (url.username, url.password) if url.username else None
    return httpcore.HTTPProxy(str(url.copy_with(username=None, password=None)), name, **options)


class _Body(httpx.SyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        yield from self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()


class _Backend(httpcore.NetworkBackend):
    def __init__(self, deadline: Deadline, allow_private: bool) -> None:
        self._inner = httpcore.SyncBackend()
        self._deadline, self._allow_private = deadline, allow_private

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        try:
            numbers = public_addresses(host, port, allow_private=self._allow_private)
        except (OSError, UnicodeError):  # a name too long or with an empty part is a UnicodeError
            raise httpcore.ConnectError("there is no server of that name") from None
        failure: Exception = httpcore.ConnectError("the server has no address")
        for number in numbers:
            within = self._deadline.within(timeout)
            try:
                stream = self._inner.connect_tcp(
                    number, port, within, local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return _Stream(stream, self._deadline)
        raise failure


class _Stream(httpcore.NetworkStream):
    """A connection on which no wait outlasts the deadline."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._inner, self._deadline = inner, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._deadline.within(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._deadline.within(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        inner = self._inner.start_tls(ssl_context, server_hostname, self._deadline.within(timeout))
        return _Stream(inner, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)
