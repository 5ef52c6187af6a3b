from __future__ import annotations

import pytest
from fastapi.testclient import TestClient


@pytest.mark.parametrize(
    "address", ["/claims", "/claims.json", "/claims.csv", "/no/such", "/-/static/desk.js"]
)
def test_every_answer_forbids_scripts_frames_and_guesses(client: TestClient, address: str) -> None:
    found = client.get(address).headers
    assert "script-src 'self';" in found["Content-Security-Policy"]
    assert "unsafe" not in found["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in found["Content-Security-Policy"]
    assert found["X-Content-Type-Options"] == "nosniff"
    assert found["Referrer-Policy"] == "same-origin"


def test_what_is_turned_away_has_them_too(client: TestClient) -> None:
    found = client.get("/claims", headers={"Host": "evil.example"})
    assert found.headers["X-Frame-Options"] == "DENY"


def test_pages_are_kept_by_nobody_and_files_by_their_content(client: TestClient) -> None:
    page = client.get("/claims")
    assert page.headers["Cache-Control"] == "private, no-store"
    style = page.text.split('rel="stylesheet" href="')[1].split('"')[0]
    assert "immutable" in client.get(style).headers["Cache-Control"]
    assert client.get(style.split("?")[0]).headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("path", ["../app.py", "..%2fapp.py", "%2e%2e/app.py", "/etc/passwd"])
def test_no_path_leads_out_of_the_static_files(client: TestClient, path: str) -> None:
    assert client.get(f"/-/static/{path}").status_code == 404


def test_a_fault_of_ours_is_one_calm_line_with_the_same_headers(own_desk) -> None:  # type: ignore[no-untyped-def]
    desk = own_desk()
    desk.app.state.ledger.claims = None
    desk._transport.raise_server_exceptions = False
    found = desk.get("/claims")
    assert found.status_code == 500
    assert found.text.startswith("Sayso failed on this page.")
    assert "Content-Security-Policy" in found.headers
