from __future__ import annotations

import gzip
import time
from dataclasses import replace
from http.server import BaseHTTPRequestHandler

import pytest

from sayso.errors import Damaged, Forbidden, NotFound, NotText, ReadError, TooLarge
from sayso.intake import Limits
from tests.intake.pages import PAGE, PROSE, fail_one, read_one
from tests.intake.site import NEAR, Answer, Site, moved


def test_a_page_is_read_from_its_address(site: Site) -> None:
    site.pages["/page"] = Answer(PAGE)
    report = read_one(f"{site.url}/page", NEAR)
    assert report.title == "Harbour opens again after the strike"
    assert report.url == report.where == f"{site.url}/page"
    assert site.asked[-1][1]["User-Agent"].startswith("sayso/")


def test_a_redirect_is_followed_to_the_address_that_counts(site: Site) -> None:
    site.pages |= {"/old?utm=1": moved("/page"), "/page": Answer(PAGE)}
    report = read_one(f"{site.url}/old?utm=1", NEAR)
    assert report.where == f"{site.url}/old?utm=1"
    assert report.url == f"{site.url}/page"


def test_a_page_of_many_addresses_is_one_report(site: Site) -> None:
    own = PAGE.replace("<title>", '<link rel="canonical" href="/harbour"><title>')
    site.pages |= {"/harbour?from=rss": Answer(own), "/amp/harbour": Answer(own)}
    first = read_one(f"{site.url}/harbour?from=rss", NEAR)
    assert first.url == f"{site.url}/harbour"
    assert read_one(f"{site.url}/amp/harbour", NEAR).id == first.id


@pytest.mark.parametrize("own", ["https://elsewhere.example/harbour", "/", "http://[bad"])
def test_a_canonical_address_of_another_site_is_not_believed(site: Site, own: str) -> None:
    link = f'<link rel="canonical" href="{own}"><title>'
    site.pages["/page"] = Answer(PAGE.replace("<title>", link))
    assert read_one(f"{site.url}/page", NEAR).url == f"{site.url}/page"


def test_nor_is_one_in_the_front_matter_of_a_text(site: Site) -> None:
    told = f"title: Harbour\nurl: https://elsewhere.example/harbour\n\n{PROSE}"
    site.pages["/text"] = Answer(f"---\n{told}", kind="text/plain")
    assert read_one(f"{site.url}/text", NEAR).url == f"{site.url}/text"
    site.pages["/text"] = Answer(told, kind="text/plain")
    assert read_one(f"{site.url}/text", NEAR).url == f"{site.url}/text"


def test_endless_redirects_end(site: Site) -> None:
    site.pages["/circle"] = moved("/circle")
    assert "more than 5 times" in fail_one(f"{site.url}/circle", NEAR).what
    assert len(site.paths()) == 6


def test_the_declared_charset_is_used(site: Site) -> None:
    body = PROSE.replace('"', "“").encode("cp1252")
    site.pages["/text"] = Answer(body, kind="text/plain; charset=cp1252")
    assert "“We have" in read_one(f"{site.url}/text", NEAR).text


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (Answer(status=404), NotFound),
        (Answer(status=403), ReadError),
        (Answer(status=500), ReadError),
        (Answer(status=304), ReadError),
        (Answer(b"\x89PNG\r\n\x1a\n", kind="image/png"), NotText),
        (Answer(b"x", headers={"Content-Encoding": "br"}), NotText),
        (Answer(gzip.compress(PAGE.encode())[:-40], headers={"Content-Encoding": "gzip"}), Damaged),
        (Answer(b"no gzip", headers={"Content-Encoding": "gzip"}), Damaged),
    ],
)
def test_what_an_address_refuses_is_one_error(site: Site, answer: Answer, kind: type) -> None:
    site.pages["/page"] = answer
    error = fail_one(f"{site.url}/page", NEAR)
    assert type(error) is kind
    assert error.where == f"{site.url}/page"


def test_a_packed_page_is_unpacked_and_a_bomb_is_not(site: Site) -> None:
    packed = {"Content-Encoding": "gzip"}
    site.pages["/page"] = Answer(gzip.compress(PAGE.encode()), headers=packed)
    site.pages["/bomb"] = Answer(gzip.compress(bytes(30_000_000)), headers=packed)
    assert read_one(f"{site.url}/page", NEAR).outlet == "Meridian Herald"
    assert isinstance(fail_one(f"{site.url}/bomb", NEAR), TooLarge)


def test_more_than_the_limit_is_not_fetched(site: Site) -> None:
    site.pages["/page"] = Answer(PAGE)
    assert isinstance(fail_one(f"{site.url}/page", replace(NEAR, page_bytes=500)), TooLarge)


@pytest.mark.parametrize("part", ["head", "body"])
def test_a_server_that_drips_is_left(site: Site, part: str) -> None:
    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n" + (b"\r\n" if part == "body" else b""))
        for _ in range(60):
            handler.wfile.write(b"X-A: b\r\n" if part == "head" else b"<p>word ")
            handler.wfile.flush()
            time.sleep(0.05)

    site.pages["/page"] = Answer(write=drip, raw=True)
    begun = time.monotonic()
    error = fail_one(f"{site.url}/page", replace(NEAR, total_seconds=0.5))
    assert "too slow" in error.what
    assert time.monotonic() - begun < 2


def test_a_busy_server_is_asked_again(site: Site) -> None:
    def once(handler: BaseHTTPRequestHandler) -> None:
        site.pages["/page"] = Answer(PAGE)

    site.pages["/page"] = Answer(status=503, headers={"Retry-After": "0"}, write=once)
    assert read_one(f"{site.url}/page", replace(NEAR, retries=1)).outlet == "Meridian Herald"
    assert site.paths() == ["/page", "/page"]


def test_a_server_that_asks_for_a_long_wait_is_left(site: Site) -> None:
    site.pages["/page"] = Answer(status=429, headers={"Retry-After": "3600"})
    assert "429" in fail_one(f"{site.url}/page", replace(NEAR, retries=2)).what
    assert site.paths() == ["/page"]


def test_robots_txt_is_obeyed(site: Site) -> None:
    rules = "User-agent: *\nDisallow: /private/*.html$\n"
    site.pages |= {"/robots.txt": Answer(rules, kind="text/plain"), "/page": Answer(PAGE)}
    site.pages |= {"/private/a.html": Answer(PAGE), "/moved": moved("/private/a.html")}
    assert read_one(f"{site.url}/page", NEAR).outlet == "Meridian Herald"
    for path in ("/private/a.html", "/moved"):
        error = fail_one(f"{site.url}{path}", NEAR)
        assert isinstance(error, Forbidden)
        assert "robots.txt" in error.what
    assert "/private/a.html" not in site.paths()


def test_where_robots_txt_fails_nothing_is_read(site: Site) -> None:
    site.pages |= {"/robots.txt": Answer(status=503), "/page": Answer(PAGE)}
    assert "robots.txt" in fail_one(f"{site.url}/page", NEAR).what
    assert site.paths() == []


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:9/",
        "http://",
        "http://[bad/",
        "https://a b/",
        "http://a..b/",
        "http://x:y/",
    ],
)
def test_an_address_that_leads_nowhere_is_not_found(address: str) -> None:
    assert isinstance(fail_one(address, NEAR), NotFound)


def test_unless_allowed_this_machine_is_not_asked(site: Site) -> None:
    site.pages["/page"] = Answer(PAGE)
    port = site.url.rpartition(":")[2]
    for host in ("127.0.0.1", "localhost", "2130706433", "[::ffff:127.0.0.1]", "0.0.0.0"):
        error = fail_one(f"http://{host}:{port}/page", Limits(pause=0.0))
        assert isinstance(error, Forbidden), host
        assert "--allow-private" in error.mend
    assert site.asked == []


@pytest.mark.parametrize("written", ["{}", "{}/", "me:secret@{}"])
def test_the_proxy_of_the_environment_is_used(
    site: Site, monkeypatch: pytest.MonkeyPatch, written: str
) -> None:
    host = site.url.removeprefix("http://")
    monkeypatch.setenv("http_proxy", "http://" + written.format(host))
    monkeypatch.setenv("no_proxy", "")
    site.pages["http://news.example.invalid/page"] = Answer(PAGE)
    assert read_one("http://news.example.invalid/page", NEAR).outlet == "Meridian Herald"
    assert ("me:" in written) == bool(site.asked[-1][1]["Proxy-Authorization"])
    error = fail_one("http://10.0.0.1/page", replace(NEAR, allow_private=False))
    assert isinstance(error, Forbidden)


@pytest.mark.parametrize("to", ["file:///etc/hostname", "ftp://a.example/", "gopher://x/"])
def test_a_redirect_out_of_the_web_is_refused(site: Site, to: str) -> None:
    site.pages["/page"] = moved(to)
    assert isinstance(fail_one(f"{site.url}/page", NEAR), Forbidden)
