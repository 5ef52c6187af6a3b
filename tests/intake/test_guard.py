from __future__ import annotations

import socket
from dataclasses import replace
from typing import Any

import pytest

from sayso.errors import Forbidden
from sayso.intake.web.guard import is_public, public_addresses
from tests.intake.pages import PAGE, fail_one, read_one
from tests.intake.site import NEAR, Answer, Site, moved


@pytest.mark.parametrize(
    "number",
    [
        "127.0.0.1", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254",
        "100.64.0.1", "224.0.0.1", "::1", "::", "fe80::1%eth0", "fd00::1", "ff02::1",
        "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "::ffff:10.0.0.1",
    ],
)  # fmt: skip
def test_private_addresses_are_known_in_every_dress(number: str) -> None:
    assert not is_public(number)


@pytest.mark.parametrize("number", ["93.184.216.34", "2606:2800:220:1::1", "::ffff:8.8.8.8"])
def test_public_addresses_are_public(number: str) -> None:
    assert is_public(number)


def resolve_to(monkeypatch: pytest.MonkeyPatch, *numbers: str) -> list[str]:
    """Names are resolved to these numbers in turn, the last one again and again."""
    asked: list[str] = []

    def resolve(host: str, port: int, *args: object, **named: object) -> list[Any]:
        asked.append(host)
        number = numbers[min(len(asked), len(numbers)) - 1]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, port))]

    monkeypatch.setattr("sayso.intake.web.guard.getaddrinfo", resolve)
    return asked


def test_a_name_that_resolves_to_a_private_address_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    resolve_to(monkeypatch, "10.0.0.7")
    error = fail_one("http://news.example/page", replace(NEAR, allow_private=False))
    assert isinstance(error, Forbidden)
    assert "10.0.0.7" in error.what


def test_the_address_that_was_checked_is_the_one_that_is_asked(
    monkeypatch: pytest.MonkeyPatch, site: Site
) -> None:
    """A name that changes between check and connection (DNS rebinding) gains nothing."""
    site.pages["/page"] = Answer(PAGE)
    port = site.url.rpartition(":")[2]
    asked = resolve_to(monkeypatch, "127.0.0.1", "203.0.113.1")
    assert read_one(f"http://news.example:{port}/page", NEAR).outlet == "Meridian Herald"
    assert asked == ["news.example"]  # once for the connection that robots.txt and page share
    assert site.asked[-1][1]["Host"] == f"news.example:{port}"


def test_a_redirect_into_a_private_network_is_refused(
    monkeypatch: pytest.MonkeyPatch, site: Site
) -> None:
    port = int(site.url.rpartition(":")[2])
    site.pages["/page"] = moved("http://intranet.example/secret")
    site.pages["/robots.txt"] = Answer(kind="text/plain")
    numbers = {"news.example": "127.0.0.1", "intranet.example": "192.168.0.5"}

    def resolve(host: str, *args: object, **named: object) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (numbers[host], port))]

    monkeypatch.setattr("sayso.intake.web.guard.getaddrinfo", resolve)
    allowed = {"127.0.0.1": True}
    monkeypatch.setattr(
        "sayso.intake.web.guard.is_public", lambda number: allowed.get(number, False)
    )
    error = fail_one(f"http://news.example:{port}/page", replace(NEAR, allow_private=False))
    assert isinstance(error, Forbidden)
    assert "intranet.example (192.168.0.5)" in error.what


def test_one_public_address_among_private_ones_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    def resolve(host: str, port: int, *args: object, **named: object) -> list[Any]:
        return [(2, 1, 6, "", (number, port)) for number in ("10.0.0.1", "93.184.216.34")]

    monkeypatch.setattr("sayso.intake.web.guard.getaddrinfo", resolve)
    assert public_addresses("a.example", 80, allow_private=False) == ["93.184.216.34"]
