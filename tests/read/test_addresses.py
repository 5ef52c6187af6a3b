from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from sayso.errors import NotFound, NotText, ReadError, TooLarge
from sayso.read import Limits
from tests.read.pages import PAGE, PROSE, fail_one, read_one


class Site(BaseHTTPRequestHandler):
    agents: list[str] = []  # noqa: RUF012

    def do_GET(self) -> None:
        self.agents.append(self.headers["User-Agent"])
        if self.path in ("/moved", "/circle"):
            self.send_response(302)
            self.send_header("Location", "/page" if self.path == "/moved" else "/circle")
            self.end_headers()
            return
        answers = {
            "/page": (200, "text/html; charset=utf-8", PAGE.encode()),
            "/text": (200, "text/plain; charset=cp1252", PROSE.replace('"', "“").encode("cp1252")),
            "/image": (200, "image/png", b"\x89PNG\r\n\x1a\n"),
            "/forbidden": (403, "text/html", b""),
            "/broken": (500, "text/html", b""),
        }
        status, kind, data = answers.get(self.path, (404, "text/html", b""))
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_page_is_read_from_its_address(site: str) -> None:
    report = read_one(f"{site}/page")
    assert report.title == "Harbour opens again after the strike"
    assert report.url == report.where == f"{site}/page"
    assert Site.agents[-1].startswith("sayso/")


def test_a_redirect_is_followed_and_a_circle_is_not(site: str) -> None:
    assert read_one(f"{site}/moved").outlet == "Meridian Herald"
    assert "circles" in fail_one(f"{site}/circle").what


def test_the_declared_charset_is_used(site: str) -> None:
    assert "“We have" in read_one(f"{site}/text").text


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/none", NotFound),
        ("/forbidden", ReadError),
        ("/broken", ReadError),
        ("/image", NotText),
    ],
)
def test_what_an_address_refuses_is_one_error(site: str, path: str, kind: type) -> None:
    error = fail_one(f"{site}{path}")
    assert type(error) is kind
    assert error.where == f"{site}{path}"


def test_more_than_the_limit_is_not_fetched(site: str) -> None:
    assert isinstance(fail_one(f"{site}/page", Limits(page_bytes=500)), TooLarge)


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:9/", "http://", "http://[bad/", "https://a b/"]
)
def test_an_address_that_leads_nowhere_is_not_found(address: str) -> None:
    assert isinstance(fail_one(address, Limits(seconds=2)), NotFound)
