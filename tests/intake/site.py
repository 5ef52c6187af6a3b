"""A web site on 127.0.0.1 whose pages a test sets, and what was asked of it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from sayso.intake import Limits

#: What tests may ask of their own site: no pauses, no long waits.
NEAR = Limits(allow_private=True, pause=0.0, seconds=2.0, total_seconds=3.0, retries=0)


@dataclass
class Answer:
    """What a path answers; ``write`` sends the body its own way."""

    body: bytes | str = b""
    status: int = 200
    kind: str = "text/html; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)
    write: Callable[[BaseHTTPRequestHandler], None] | None = None
    raw: bool = False  # ``write`` sends status and headers too


@dataclass
class Site:
    url: str
    pages: dict[str, Answer]
    asked: list[tuple[str, Message]]

    def paths(self) -> list[str]:
        """What was asked for, robots.txt left out."""
        return [path for path, _ in self.asked if path != "/robots.txt"]


def moved(to: str, status: int = 302) -> Answer:
    return Answer(status=status, headers={"Location": to})


@contextmanager
def serve() -> Iterator[Site]:
    site = Site("", {}, [])

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            site.asked.append((self.path, self.headers))
            answer = site.pages.get(self.path, Answer(status=404))
            etag = answer.headers.get("ETag")
            if etag and self.headers["If-None-Match"] == etag:
                answer = Answer(status=304)
            body = answer.body.encode() if isinstance(answer.body, str) else answer.body
            self.close_connection = answer.write is not None
            if answer.write is not None and answer.raw:
                answer.write(self)
                return
            self.send_response(answer.status)
            self.send_header("Content-Type", answer.kind)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            if answer.write is None:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if answer.write is None:
                self.wfile.write(body)
            else:
                answer.write(self)

        def log_message(self, *args: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *args: object) -> None:
            """Clients of these tests leave in the middle."""

    server = Server(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    site.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
