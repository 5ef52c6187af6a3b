from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from lxml import html

from sayso.desk import Settings, make_desk
from sayso.errors import ReadError
from sayso.ledger import open_ledger
from tests.desk.conftest import HOME
from tests.ledger.quick import RUN
from tests.ledger.stories import story


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[TestClient]:
    with open_ledger(tmp_path / "bridge.db", create=True) as ledger:
        yield TestClient(make_desk(ledger, Settings()), base_url=HOME)


def test_the_first_page_counts_what_there_is(client: TestClient) -> None:
    page = html.fromstring(client.get("/").text)
    numbers = {
        row.find("dt").text_content(): row.find("dd").text_content()
        for row in page.find_class("numbers")[0]
    }
    assert numbers["reports"] == "8"
    assert int(numbers["independent lines"]) < 8  # one carries the wire's story
    assert int(numbers["contested claims"]) > 2


def test_the_first_page_tells_who_speaks_what_it_is_called_and_when(client: TestClient) -> None:
    told = client.get("/index.json").json()
    assert "Maril Dovane" in [one["name"] for one in told["speakers"]]
    assert told["called"][0]["name"] == "coup"
    assert sum(day["reports"] for day in told["days"]) <= told["reports"]
    assert all(one["taking"] <= one["reports"] for one in told["takers"])


def test_five_disputes_at_most_are_on_the_first_page(client: TestClient) -> None:
    page = html.fromstring(client.get("/").text)
    assert 0 < len(page.find_class("dispute")) <= 5


def test_an_empty_ledger_says_how_to_begin_and_not_where_it_lies(
    empty: TestClient, tmp_path: Path
) -> None:
    page = empty.get("/").text
    assert "sayso add bridge.db reports/" in page
    assert 'href="/add"' in page
    assert str(tmp_path) not in page
    assert empty.get("/accounts").status_code == 200


def test_one_report_without_a_day_is_a_page(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "one.db", create=True) as ledger:
        ledger.add(story(published=None), RUN)
        page = TestClient(make_desk(ledger, Settings()), base_url=HOME).get("/").text
    assert "No report has a day." in page
    assert "with one report there is one account" in page


def test_what_could_not_be_read_is_told_with_its_reason(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "bad.db", create=True) as ledger:
        ledger.fail(ReadError("page.html", "it is <b>torn</b>", "send it again"))
        page = TestClient(make_desk(ledger, Settings()), base_url=HOME).get("/").text
    assert "it is &lt;b&gt;torn&lt;/b&gt;; send it again" in page
