from __future__ import annotations

from collections.abc import Callable

import pytest
from argon2 import PasswordHasher
from fastapi.testclient import TestClient
from lxml import html

from sayso.desk.guard import passwords
from sayso.desk.guard.protecting import BY_ADDRESS, BY_NAME
from tests.desk.serving import state_of

OwnDesk = Callable[..., TestClient]
TOKEN = "t0ken-of-the-desk-abcdefgh"


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> PasswordHasher:
    hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "hasher", lambda: hasher)
    return hasher


@pytest.fixture
def judged(own_desk: OwnDesk, cheap: PasswordHasher) -> TestClient:
    held = {"Ann": cheap.hash("correct horse"), "Bo": cheap.hash("battery staple")}
    return own_desk(passwords=held)


def log_in(desk: TestClient, then: str = "/claims", **fields: str) -> int:
    asked = html.fromstring(desk.get("/-/login", params={"then": then}).text)
    form = {one.name: one.value or "" for one in asked.xpath("//main//form[1]//input")}
    return desk.post("/-/login", data={**form, **fields}, follow_redirects=False).status_code


def test_nobody_sees_a_page_without_logging_in(judged: TestClient) -> None:
    page = judged.get("/claims?page=2", follow_redirects=False)
    assert (page.status_code, page.headers["Location"]) == (
        303,
        "/-/login?then=%2Fclaims%3Fpage%3D2",
    )
    data = judged.get("/claims.json")
    assert (data.status_code, data.headers["WWW-Authenticate"]) == (401, "Bearer")
    assert "Log in" in judged.get("/claims").text
    assert 'href="/claims"' not in judged.get("/claims").text


def test_who_knows_the_password_comes_in_and_judges_under_that_name(judged: TestClient) -> None:
    assert log_in(judged, name="Ann", password="correct horse") == 303
    page = judged.get("/claims").text
    assert "Log out" in page
    assert "Ann" in page.split("<footer>")[1]


def test_a_wrong_password_or_name_is_answered_alike(judged: TestClient) -> None:
    assert log_in(judged, name="Ann", password="battery staple") == 403
    assert log_in(judged, name="Cy", password="correct horse") == 403
    assert judged.get("/claims.json").status_code == 401


def test_who_logs_out_is_out_with_every_copy_of_the_cookie(judged: TestClient) -> None:
    log_in(judged, name="Ann", password="correct horse")
    stolen = dict(judged.cookies)
    token = html.fromstring(judged.get("/claims").text).xpath("//footer//input[@name='token']")
    judged.post("/-/logout", data={"token": token[0].value})
    judged.cookies = stolen
    assert judged.get("/claims.json").status_code == 401


def test_a_cookie_of_another_start_is_worth_nothing(judged: TestClient, own_desk: OwnDesk) -> None:
    log_in(judged, name="Ann", password="correct horse")
    other = own_desk(passwords=state_of(judged).settings.passwords)
    other.cookies = dict(judged.cookies)
    assert other.get("/claims.json").status_code == 401


def test_the_cookie_is_out_of_reach_of_scripts_and_of_other_sites(judged: TestClient) -> None:
    told = judged.get("/-/login").headers["Set-Cookie"].lower()
    assert "httponly" in told
    assert "samesite=lax" in told


def test_a_login_without_the_token_of_its_form_is_refused(judged: TestClient) -> None:
    sent = {"name": "Ann", "password": "correct horse"}
    assert judged.post("/-/login", data=sent).status_code == 403
    assert judged.get("/claims.json").status_code == 401


def test_a_name_that_was_tried_too_often_waits_even_with_the_right_password(
    judged: TestClient,
) -> None:
    for _ in range(BY_NAME):
        assert log_in(judged, name="Ann", password="wrong horse") == 403
    assert log_in(judged, name="Ann", password="correct horse") == 429
    assert log_in(judged, name="Bo", password="battery staple") == 303


def test_an_address_that_tried_too_often_waits_whatever_it_tries(judged: TestClient) -> None:
    for number in range(BY_ADDRESS):
        assert log_in(judged, name=f"guess{number}", password="wrong horse") == 403
    assert log_in(judged, name="Bo", password="battery staple") == 429


def test_the_printed_address_lets_in_and_forgets_the_token(own_desk: OwnDesk) -> None:
    desk = own_desk(token=TOKEN)
    came = desk.get(f"/claims?page=2&token={TOKEN}", follow_redirects=False)
    assert (came.status_code, came.headers["Location"]) == (303, "/claims?page=2")
    assert desk.get("/claims.json").status_code == 200


@pytest.mark.parametrize("token", ["", "wrong", TOKEN[:-1], TOKEN + "x", "ü"])
def test_another_token_does_not(own_desk: OwnDesk, token: str) -> None:
    desk = own_desk(token=TOKEN)
    assert "Log in" in desk.get("/claims", params={"token": token}).text
    bearer = {b"Authorization": f"Bearer {token}".encode()}
    assert desk.get("/claims.json", headers=bearer).status_code == 401
    assert log_in(desk, key=token or "x") == 403


def test_a_program_sends_the_token_and_gets_no_cookie(own_desk: OwnDesk) -> None:
    desk = own_desk(token=TOKEN)
    found = desk.get("/claims.json", headers={"Authorization": f"Bearer {TOKEN}"})
    assert found.status_code == 200
    assert "Set-Cookie" not in found.headers


def test_a_password_that_is_a_proxys_neither_lets_in_nor_keeps_out(own_desk: OwnDesk) -> None:
    desk = own_desk(token=TOKEN)
    desk.headers["Authorization"] = "Basic QW5uOmhvcnNl"
    assert desk.get("/claims.json").status_code == 401
    assert desk.get(f"/claims.json?token={TOKEN}").status_code == 200


def test_tokens_cannot_be_guessed_at_will(own_desk: OwnDesk) -> None:
    desk = own_desk(token=TOKEN)
    for number in range(BY_ADDRESS):
        desk.get("/claims.json", headers={"Authorization": f"Bearer {number}"})
    right = {"Authorization": f"Bearer {TOKEN}"}
    assert desk.get("/claims.json", headers=right).status_code == 401


@pytest.mark.parametrize("path", ["//evil.example", "/\\evil.example", "https://evil.example"])
def test_a_login_leads_to_no_other_site(own_desk: OwnDesk, path: str) -> None:
    desk = own_desk(token=TOKEN)
    form = html.fromstring(desk.get("/-/login", params={"then": path}).text)
    sent = {one.name: one.value for one in form.xpath("//main//form[1]//input")}
    assert sent["then"] == "/"
    answer = desk.post(
        "/-/login", data={**sent, "then": path, "key": TOKEN}, follow_redirects=False
    )
    assert answer.headers["Location"] == "/"


def test_the_printed_address_leads_to_no_other_site(own_desk: OwnDesk) -> None:
    desk = own_desk(token=TOKEN)
    came = desk.get(f"{desk.base_url}//evil.example?token={TOKEN}", follow_redirects=False)
    assert came.headers["Location"] == "/"


def token_for(desk: TestClient, name: str, password: str) -> tuple[int, dict[str, object]]:
    answer = desk.post("/v1/login", json={"name": name, "password": password})
    return answer.status_code, answer.json()


def test_a_program_gets_a_token_for_a_password_and_judges_under_that_name(
    judged: TestClient,
) -> None:
    status, told = token_for(judged, "Ann", "correct horse")
    assert (status, told["judge"]) == (201, "Ann")
    judged.cookies.clear()
    assert judged.get("/v1/claims").status_code == 401
    judged.headers["Authorization"] = f"Bearer {told['token']}"
    (claim, *_) = judged.get("/v1/claims").json()["rows"]
    made = judged.post("/v1/judge", json={"id": claim["id"], "verdict": "accept"})
    assert (made.status_code, made.json()["judge"]) == (201, "Ann")


def test_passwords_of_programs_are_counted_with_those_of_people(judged: TestClient) -> None:
    for _ in range(BY_NAME):
        assert token_for(judged, "Ann", "wrong horse")[0] == 403
    answer = judged.post("/v1/login", json={"name": "Ann", "password": "correct horse"})
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 0
    assert log_in(judged, name="Ann", password="correct horse") == 429


def test_a_program_logs_in_only_where_there_are_passwords(own_desk: OwnDesk) -> None:
    for desk in (own_desk(), own_desk(token=TOKEN)):
        status, told = token_for(desk, "Ann", "correct horse")
        assert (status, told["what"]) == (403, "this desk knows no passwords")


def test_the_token_of_a_login_is_worth_nothing_at_another_start(
    judged: TestClient, own_desk: OwnDesk
) -> None:
    _, told = token_for(judged, "Ann", "correct horse")
    other = own_desk(passwords=state_of(judged).settings.passwords)
    bearer = {"Authorization": f"Bearer {told['token']}"}
    assert other.get("/v1/claims", headers=bearer).status_code == 401
