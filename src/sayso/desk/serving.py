"""A desk on a port of this machine, until Ctrl-C."""

from __future__ import annotations

import errno
import ipaddress
import logging
import signal
import socket
from types import FrameType

import uvicorn
from fastapi import FastAPI

from sayso.errors import DeskError

PATIENCE = 3  # seconds that answers under way have when the desk is closed


def is_own(host: str) -> bool:
    """Whether only this machine itself reaches the address."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def bind(host: str, port: int) -> socket.socket:
    """A socket at the address; port 0 is any that is free. Raises DeskError."""
    where = f"{host}:{port}"
    if port > 65535:
        raise DeskError(where, "there is no such port", "ports are from 0 to 65535")
    try:
        told = socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM)
        family, kind, protocol, _, address = told[0]
        found = socket.socket(family, kind, protocol)
    except (OSError, UnicodeError):
        raise DeskError(where, "that is no address of this machine", _HOST) from None
    try:
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind(address)
        found.listen(2048)
    except OSError as error:
        found.close()
        raise _unbound(where, error) from None
    return found


def address_of(bound: socket.socket) -> str:
    """What a browser on this machine is to be led to: ``http://127.0.0.1:8001``."""
    host, port = bound.getsockname()[:2]
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def serve(desk: FastAPI, bound: socket.socket) -> None:
    """Answer there until SIGINT or SIGTERM."""
    config = uvicorn.Config(
        desk,
        log_level="warning",  # no line a request: addresses would tell what somebody looks for
        server_header=False,
        timeout_graceful_shutdown=PATIENCE,
    )
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        _Server(config).run(sockets=[bound])
    except KeyboardInterrupt:  # uvicorn raises what it was stopped by once more
        pass
    finally:
        signal.signal(signal.SIGTERM, before)


class _Server(uvicorn.Server):
    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Let the streams of events end, which nobody else would."""
        # Answers that are given up now are no faults; uvicorn tells a traceback for each.
        logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
        assert isinstance(self.config.app, FastAPI)
        self.config.app.state.closing = True
        super().handle_exit(sig, frame)


_HOST = "give --host one that it has; 0.0.0.0 is all of them"


def _unbound(where: str, error: OSError) -> DeskError:
    if error.errno == errno.EADDRINUSE:
        mend = "give another with --port; --port 0 takes any that is free"
        return DeskError(where, "another program uses this port", mend)
    if error.errno == errno.EACCES:
        return DeskError(where, "this port is not yours to use", "give --port one above 1023")
    if error.errno == errno.EADDRNOTAVAIL:
        return DeskError(where, "that is no address of this machine", _HOST)
    return DeskError(where, f"it cannot be served there ({error.strerror})", _HOST)
