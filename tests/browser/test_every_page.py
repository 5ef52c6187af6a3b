"""What holds of every page that a newcomer can reach from the first one."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urljoin, urlsplit

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from lxml import html
from playwright.sync_api import Page

from tests.browser.conftest import DESKTOP, PHONE

Visit = Callable[..., Page]


def kind(path: str) -> str:
    """Pages of one kind are alike: one of them is looked at."""
    return re.sub(r"^/(\w+)/[^/]+$", r"/\1/", path)


def pages_of(desk: str) -> list[str]:
    """One address of every kind of page that links lead to."""
    waiting, known = [f"{desk}/"], {"/": f"{desk}/"}
    while waiting:
        here = waiting.pop(0)
        for link in html.fromstring(httpx.get(here).text).xpath("//a/@href"):
            address = urljoin(here, link).split("#")[0]
            path = urlsplit(address).path
            data = path.startswith("/v1/") or path.endswith((".json", ".csv"))
            if data or not address.startswith(desk):
                continue
            if kind(path) not in known:
                known[kind(path)] = address
                waiting.append(address)
    return list(known.values())


def test_no_page_is_a_dead_end_or_a_fault(desk: str) -> None:
    faults = {address: httpx.get(address).status_code for address in pages_of(desk)}
    assert set(faults.values()) == {200}, faults


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_nobody_is_kept_out(desk: str, visit: Visit, viewport: dict[str, int], scheme: str) -> None:
    page = visit(f"{desk}/", viewport=viewport, color_scheme=scheme)
    found = {}
    for address in pages_of(desk):
        page.goto(address)
        serious = [
            f"{one['id']}: {one['nodes'][0]['html']}"
            for one in Axe().run(page).response["violations"]
            if one["impact"] in ("serious", "critical")
        ]
        if serious:
            found[address] = serious
    assert not found


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_no_page_is_wider_than_its_window(
    desk: str, visit: Visit, viewport: dict[str, int]
) -> None:
    page = visit(f"{desk}/", viewport=viewport)
    wider = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    over = {}
    for address in pages_of(desk):
        page.goto(address)
        over[address] = page.evaluate(wider)
    assert set(over.values()) == {0}, over


def test_every_page_has_one_heading_a_title_and_a_language(desk: str, visit: Visit) -> None:
    page = visit(f"{desk}/")
    for address in pages_of(desk):
        page.goto(address)
        assert page.locator("h1").count() == 1, address
        assert page.title().endswith("Sayso"), address
        assert page.locator("html[lang]").count() == 1
