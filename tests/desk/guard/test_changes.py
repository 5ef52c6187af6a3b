from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient

from tests.desk.conftest import HOME

OwnDesk = Callable[..., TestClient]
OF_THE_LOGIN = ("/-/login", "/-/logout")


def changing(desk: TestClient, *, of_programs: bool = False) -> list[str]:
    """Addresses of everything that takes more than a question: of forms, or of programs."""
    found = [
        re.sub(r"\{.*?\}", "0123456789abcdef", route.path)
        for route in routes(desk.app)
        if (route.methods or set()) - {"GET", "HEAD"}
        and route.path not in OF_THE_LOGIN
        and route.path.startswith("/v1/") == of_programs
    ]
    assert ({"/v1/judge", "/v1/undo"} if of_programs else {"/add", "/judge", "/undo"}) <= set(found)
    return found


def routes(app: object) -> list[APIRoute]:
    """All, those of routers too, whose place is the library's affair."""
    waiting, found = list(app.routes), []  # type: ignore[attr-defined]
    while waiting:
        one = waiting.pop()
        if isinstance(one, APIRoute):
            found.append(one)
        waiting += getattr(getattr(one, "original_router", None), "routes", [])
    return found


def test_a_desk_for_reading_only_takes_no_change_whatever_it_is(own_desk: OwnDesk) -> None:
    desk = own_desk(read_only=True)
    for address in changing(desk):
        answer = desk.post(address, data={"id": "0123", "verdict": "accept", "token": "x"})
        assert (address, answer.status_code) == (address, 403)
        assert "reading only" in answer.text


@pytest.mark.parametrize("headers", [{}, {"Origin": HOME, "Sec-Fetch-Site": "same-origin"}])
def test_no_change_is_taken_without_the_token_of_a_form(
    own_desk: OwnDesk, headers: dict[str, str]
) -> None:
    desk = own_desk()
    for address in changing(desk):
        sent = {"id": "0123", "verdict": "accept"}
        answer = desk.post(address, data=sent, headers=headers)
        assert (address, answer.status_code) == (address, 403)
        assert "nothing was changed" in answer.text


def test_no_change_is_taken_as_json_or_by_a_question(own_desk: OwnDesk) -> None:
    desk = own_desk()
    for address in changing(desk):
        assert desk.post(address, json={"id": "0123", "verdict": "accept"}).status_code == 403
        assert desk.get(address, params={"id": "0123"}).status_code in (200, 404, 405)
        assert desk.put(address).status_code in (403, 405)


def test_what_programs_send_is_taken_as_json_only_and_from_no_other_site(own_desk: OwnDesk) -> None:
    desk, looking = own_desk(), own_desk(read_only=True)
    sent = {"id": "0123", "verdict": "accept"}
    for address in changing(desk, of_programs=True):
        assert (address, desk.post(address, data=sent).status_code) == (address, 415)
        for told in ({"Origin": "https://elsewhere.example"}, {"Sec-Fetch-Site": "same-site"}):
            assert (address, desk.post(address, json=sent, headers=told).status_code) == (
                address,
                403,
            )
        assert desk.get(address).status_code in (404, 405)
        if address not in ("/v1/read", "/v1/login"):  # which change nothing
            assert (address, looking.post(address, json=sent).status_code) == (address, 403)
