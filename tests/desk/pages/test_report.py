from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

import pytest
from fastapi.testclient import TestClient

from sayso.ledger import Ledger
from tests.desk.serving import state_of
from tests.ledger.quick import RUN
from tests.ledger.sampled import sample_readings
from tests.ledger.stories import story

BRIDGE = next(one for one in sample_readings() if one.report.outlet == "Open Harbour")
AT = f"/report/{BRIDGE.report.id}"


@pytest.fixture(scope="module")
def page(client: TestClient) -> str:
    return client.get(AT).text


def test_the_pieces_of_the_text_are_the_text_and_tell_where_they_stand(page: str) -> None:
    found = re.findall(r'data-start="(\d+)">([^<]*)</', page)
    assert len(found) > 50
    for start, words in found:
        at = int(start)
        assert BRIDGE.report.text.startswith(unescape(words), at)
    whole = "".join(unescape(words) for _, words in found)
    assert "".join(whole.split()) == "".join(BRIDGE.report.text.split())


def test_source_cue_and_content_of_an_attribution_bear_its_id(page: str) -> None:
    for one in BRIDGE.attributions:
        for kind, spans in (("source", one.source), ("cue", one.cue), ("content", one.content)):
            for span in spans:
                mark = rf'<mark class="[^"]*\b{kind}\b[^"]*"[^>]*data-of="[^"]*{one.id}[^"]*"'
                assert re.search(rf'{mark} data-start="{span.start}"', page), (kind, span)


def test_every_attribution_leads_from_the_text_to_the_panel_and_back(page: str) -> None:
    for one in BRIDGE.attributions:
        assert f'id="w-{one.id}" href="#a-{one.id}"' in page
        assert f'<li id="a-{one.id}"' in page
        assert f'href="#w-{one.id}"' in page


def test_marked_characters_are_where_the_address_of_the_words_leads(client: TestClient) -> None:
    text = BRIDGE.report.text
    start = text.index("bread van")
    page = client.get(f"{AT}?mark={start}-{start + 9}").text
    assert re.search(r'<mark class="here" id="mark"[^>]*>bread van<', page)


def test_marks_that_are_no_characters_are_a_wrong_address(client: TestClient) -> None:
    assert client.get(f"{AT}?mark=somewhere").status_code == 400
    assert client.get(f"{AT}?mark=9000-90000").status_code == 200


def test_layers_are_marked_only_where_they_are_asked_for(client: TestClient, page: str) -> None:
    assert 'class="place' not in page
    layered = client.get(f"{AT}?show=labels,places").text
    assert re.search(r'<mark class="[^"]*\bplace\b', layered)
    assert re.search(r'<mark class="[^"]*\blabel\b', layered)
    assert not re.search(r'<mark class="[^"]*\btime\b', layered)
    assert client.get(f"{AT}?show=verdicts").status_code == 400


def test_the_reports_own_voice_is_shown_where_it_is_asked_for(
    client: TestClient, page: str
) -> None:
    assert "The report itself" not in page
    assert "The report itself" in client.get(f"{AT}?own=true").text
    asked = BRIDGE.assertions[0].id
    assert client.get(f"{AT}?attribution={asked}").text.count("The report itself") == 1


def test_a_passage_that_others_have_leads_to_where_it_stands_there(
    client: TestClient, ledger: Ledger, page: str
) -> None:
    copies = ledger.copies_in(BRIDGE.report.id)
    assert copies
    for copy in copies:
        other = copy.left if copy.right.report == BRIDGE.report.id else copy.right
        span = f"mark={other.span.start}-{other.span.end}#mark"
        assert f"/report/{other.report}?{span}" in page
        assert client.get(f"/report/{other.report}").status_code == 200


def test_why_an_attribution_is_read_so_tells_its_words(page: str) -> None:
    assert re.search("<dt>channel</dt><dd[^>]*>interview \\(Open Harbour\\), by “[^”]+”", page)


def test_json_of_a_report_is_what_the_command_line_shows(client: TestClient) -> None:
    found = client.get(f"{AT}.json").json()
    assert found["record"] == "report"
    assert found["text"] == BRIDGE.report.text
    assert len(found["attributions"]) == len(BRIDGE.attributions)
    table = client.get(f"{AT}.csv").text.splitlines()
    assert table[0].startswith("id,report,outlet")


def test_what_is_no_report_is_a_page_that_says_so(client: TestClient) -> None:
    assert client.get("/report/0123456789abcdef").status_code == 404
    assert client.get(f"/report/{BRIDGE.attributions[0].id}").status_code == 404


def test_versions_show_which_words_went_and_which_came(
    own_desk: Callable[..., TestClient],
) -> None:
    desk = own_desk()
    ledger: Ledger = state_of(desk).ledger
    url = "https://halden.example/2031/base"
    for text in (
        "Minister Padrino said all was calm at the base.\nThe end.",
        "Minister Padrino said nothing was calm at the base.\nThe end.\nIt began again.",
    ):
        reading = story(text, url=url)
        ledger.add(reading, RUN)
    page = desk.get(f"/report/{reading.report.id}").text
    assert "<del> all</del><ins> nothing</ins>" in page
    assert "<ins>It began again.</ins>" in page
    assert "2 versions of this page" in page


def test_only_addresses_of_the_web_are_links_out(own_desk: Callable[..., TestClient]) -> None:
    desk = own_desk()
    ledger: Ledger = state_of(desk).ledger
    for url, link in (("https://a.example/b", True), ("javascript:alert(1)", False)):
        reading = story(f"Minister Ode said it of {url}.", url=url)
        ledger.add(reading, RUN)
        page = desk.get(f"/report/{reading.report.id}").text
        assert (f'href="{url}" rel="noopener noreferrer nofollow"' in page) is link
        assert 'href="javascript:' not in page


def test_a_report_without_words_is_shown(own_desk: Callable[..., TestClient]) -> None:
    desk = own_desk()
    reading = story("", outlet=None, published=None)
    state_of(desk).ledger.add(reading, RUN)
    assert "This report has no text." in desk.get(f"/report/{reading.report.id}").text


def test_what_a_person_added_is_marked_and_told_as_theirs(
    own_desk: Callable[..., TestClient],
) -> None:
    desk = own_desk()
    asked = {
        "id": BRIDGE.report.id,
        "verdict": "add",
        "change": {"cue": [[0, 4]], "content": [[5, 20]]},
    }
    made = desk.post("/v1/judge", json=asked)
    assert made.status_code == 201, made.text
    id = made.json()["target"]
    page = desk.get(AT).text
    assert f'<li id="a-{id}"' in page
    assert ": the machine did not find it" in page
    assert 'data-of="' + id in page
    (row,) = desk.get(f"{AT}.json").json()["added"]
    assert row["id"] == id
    assert desk.get(f"/attribution/{id}").status_code == 200
    assert desk.get("/judgements").status_code == 200
