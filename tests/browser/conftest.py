"""The desk in a real browser: Debian's Chromium, driven by Playwright.

Each test has its own ledger, and fails if the browser asks anything of another machine.
"""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, Request, sync_playwright

from sayso.desk import Settings, make_desk
from sayso.ledger import Ledger, open_ledger
from tests.ledger.sampled import RECONCILE, RUN, sample_readings

# The sandbox needs rights that containers do not give; the rest keeps Chromium from calling home.
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All in this folder needs a browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    named = os.environ.get("CHROMIUM")
    found = named or shutil.which("chromium") or shutil.which("google-chrome")
    assert found, "no Chromium here: apt install chromium, or name one in CHROMIUM"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=list(QUIET))
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def sampled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with the samples in it, to copy."""
    path = tmp_path_factory.mktemp("sampled") / "event.db"
    with open_ledger(path, create=True) as ledger:
        for reading in sample_readings():
            ledger.add(reading, RUN, RECONCILE)
    return path


@pytest.fixture
def serve() -> Iterator[Callable[..., str]]:
    """Serves a ledger on a free port of this machine, and gives the address."""
    running: list[tuple[uvicorn.Server, threading.Thread, Ledger]] = []

    def start(path: Path, **settings: object) -> str:
        ledger = open_ledger(path)
        desk = make_desk(ledger, Settings(**settings))  # type: ignore[arg-type]
        server = uvicorn.Server(uvicorn.Config(desk, port=0, log_level="error"))
        thread = threading.Thread(target=server.run)
        thread.start()
        while not server.started:
            assert thread.is_alive(), "the desk did not start"
            time.sleep(0.01)
        running.append((server, thread, ledger))
        (socket, *_) = server.servers[0].sockets
        return f"http://127.0.0.1:{socket.getsockname()[1]}"

    yield start
    for server, thread, ledger in running:
        server.should_exit = True
        thread.join()
        ledger.close()


@pytest.fixture
def desk(serve: Callable[..., str], sampled: Path, tmp_path: Path) -> str:
    """Address of a desk over the samples, which a test may change."""
    return serve(Path(shutil.copy(sampled, tmp_path / "event.db")), judge="Ann")


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens an address in a window of its own; nothing but this machine may be asked."""
    contexts: list[BrowserContext] = []
    strayed: list[str] = []

    def watch(request: Request) -> None:
        if not request.url.startswith(("http://127.0.0.1:", "data:", "blob:")):
            strayed.append(request.url)

    def open_(address: str, **options: object) -> Page:
        context = browser.new_context(**{"viewport": DESKTOP, **options})  # type: ignore[arg-type]
        contexts.append(context)
        context.on("request", watch)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda error: strayed.append(f"an error in a script: {error}"))
        page.on("console", lambda said: strayed.append(said.text) if said.type == "error" else None)
        page.goto(address)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert not strayed
