from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from sayso.desk.guard.hosts import plain_host


@pytest.mark.parametrize(
    "host", ["127.0.0.1:8001", "localhost:8001", "LOCALHOST", "[::1]:8001", "localhost.:80"]
)
def test_the_desk_answers_to_the_names_of_its_machine(client: TestClient, host: str) -> None:
    assert client.get("/claims", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example", "127.0.0.1.evil.example", "evil.example#localhost", "a@localhost", "",
     "localhost:x", "localhost/x", "192.168.1.5:8001", "localhost evil.example", "[::1"],
)  # fmt: skip
def test_a_name_that_a_stranger_leads_here_gets_no_page(client: TestClient, host: str) -> None:
    found = client.get("/claims", headers={"Host": host})
    assert found.status_code == 421
    assert "claimed" not in found.text


def test_a_name_that_was_allowed_is_answered_and_numbers_with_it(own_desk) -> None:  # type: ignore[no-untyped-def]
    desk = own_desk(hosts=("desk.example",))
    for host, status in {"desk.example": 200, "10.0.0.7:8001": 200, "b.example": 421}.items():
        assert desk.get("/claims", headers={"Host": host}).status_code == status


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:9999"},
        {"Origin": "file://127.0.0.1:8001"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "http://127.0.0.1:8001", "Sec-Fetch-Site": "cross-site"},
    ],
)
def test_a_form_of_another_sites_page_changes_nothing(
    client: TestClient, headers: dict[str, str]
) -> None:
    assert client.post("/-/logout", headers=headers).status_code == 403
    assert client.post("/-/logout", headers=headers).text.startswith("This came from a page")


def test_a_host_is_read_without_port_brackets_and_last_dot() -> None:
    assert plain_host("Desk.Example.:8001") == "desk.example"
    assert plain_host("[::1]:8001") == "::1"
