from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from lxml import html

from sayso.desk import Settings, make_desk
from sayso.ledger import open_ledger
from tests.desk.accounts import retelling
from tests.desk.conftest import HOME
from tests.ledger.sampled import RECONCILE, RUN


@pytest.fixture(scope="module")
def contested(client: TestClient) -> dict[str, Any]:
    """The claim that most lines put forward of those with others against them."""
    rows = client.get("/claims.json?contested=true").json()["rows"]
    found: dict[str, Any] = client.get(f"/claim/{rows[0]['id']}.json").json()
    return found


def columns(client: TestClient, id: str) -> list[Any]:
    return list(html.fromstring(client.get(f"/claim/{id}").text).find_class("several")[0])


def test_each_account_has_its_column_with_its_words_leading_to_the_report(
    client: TestClient, contested: dict[str, Any]
) -> None:
    shown = columns(client, contested["id"])
    assert len(shown) == 1 + len(contested["rivals"])
    for column in shown:
        (link,) = column.xpath("./blockquote/a/@href")
        assert link.startswith("/report/")
        assert link.endswith("#mark")
        assert column.xpath("./blockquote//mark[contains(@class, 'clash')]")


def test_a_rival_tells_why_it_clashes_and_what_the_score_is_made_of(
    client: TestClient, contested: dict[str, Any]
) -> None:
    told = columns(client, contested["id"])[1].text_content()
    surest = next(
        one for one in contested["against"] if one["claim"] == contested["rivals"][0]["id"]
    )
    assert surest["reason"].removeprefix(f"{surest['dimension']}: ") in told
    assert all(part["detail"] in told for part in surest["features"])


def test_copies_are_folded_under_the_line_that_they_come_from(client: TestClient) -> None:
    rows = client.get("/claims.json").json()["rows"]
    row = next(row for row in rows if any(line["reports"] > 1 for line in row["lines"]))
    copied = next(line for line in row["lines"] if line["reports"] > 1)
    page = html.fromstring(client.get(f"/claim/{row['id']}").text)
    folds = [one.text_content() for one in page.xpath("//details[@class='copies']/summary")]
    assert f"{copied['reports']} reports, 1 line" in folds


def test_a_proposition_and_a_relation_lead_to_their_claim(
    client: TestClient, contested: dict[str, Any]
) -> None:
    proposition = contested["stated"]["proposition"]
    for form in ("", ".json"):
        found = client.get(f"/claim/{proposition}{form}", follow_redirects=False)
        assert found.headers["location"] == f"/claim/{contested['id']}{form}"
    relation = contested["against"][0]["id"]
    assert client.get(f"/claim/{relation}.json").json()["id"] in (
        contested["id"],
        contested["against"][0]["claim"],
    )


def test_what_corroborates_a_claim_stands_under_it(client: TestClient) -> None:
    for row in client.get("/claims.json").json()["rows"]:
        others = client.get(f"/claim/{row['id']}.json").json()["others"]
        if others["corroborates"]["rows"]:
            assert "What corroborates it" in client.get(f"/claim/{row['id']}").text
            return
    pytest.fail("no claim of the samples is corroborated")


@pytest.mark.parametrize("id", ["0000000000000000", "Maril Dovane", "..%2F..%2Fetc"])
def test_what_is_no_claim_is_a_page_that_says_so(client: TestClient, id: str) -> None:
    assert client.get(f"/claim/{id}").status_code == 404


def test_a_claim_with_eighty_accounts_is_a_page_that_one_can_read(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "toll.db", create=True) as ledger:
        for number in range(80):
            ledger.add(retelling(number, number % 10), RUN, RECONCILE)
        desk = TestClient(make_desk(ledger, Settings()), base_url=HOME)
        (row,) = desk.get("/claims.json").json()["rows"]
        answer = desk.get(f"/claim/{row['id']}")
        few = desk.get(f"/claim/{row['id']}?lines=4").text
    page = html.fromstring(answer.text)
    assert "80 reports" in page.findtext(".//h1/../p[@class='about']/span")
    (side,) = page.find_class("own")
    assert len(side.xpath("./ol[@class='lines']/li")) == 5
    assert side.xpath("./details[@class='more-lines']/summary")[0].text == "5 more lines"
    assert side.xpath(".//details[@class='copies']/summary")[0].text == "8 reports, 1 line"
    assert len(answer.text) < 150_000
    assert "6 lines are not shown" in few
    assert "and 4 more" in few
