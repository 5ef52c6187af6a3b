from __future__ import annotations

import csv
import io
import re

from fastapi.testclient import TestClient

from sayso.terms import ChannelKind

ABRASK = "/actor/Lunet%20Abrask"


def test_actors_come_with_how_much_they_say_those_that_say_most_first(client: TestClient) -> None:
    said = [row["attributions"] for row in client.get("/actors.json").json()["rows"]]
    assert said[0] > 1
    assert said == sorted(said, reverse=True)
    assert "Maril Dovane" in client.get("/actors").text


def test_actors_of_one_kind_are_shown_where_it_is_asked_for(client: TestClient) -> None:
    rows = client.get("/actors.json?kind=armed_force").json()["rows"]
    assert rows
    assert {row["kind"] for row in rows} == {"armed_force"}
    assert client.get("/actors?kind=angels").status_code == 400


def test_a_part_of_a_name_finds_who_bears_it(client: TestClient) -> None:
    rows = client.get("/actors.json?name=abrask").json()["rows"]
    assert [row["name"] for row in rows] == ["Lunet Abrask"]
    assert "Nobody here is called" in client.get("/actors?name=Zzyzx").text


def test_pages_of_actors_follow_one_another_without_doubles(client: TestClient) -> None:
    first, second = (client.get(f"/actors.json?page={n}").json() for n in (1, 2))
    assert not {row["id"] for row in first["rows"]} & {row["id"] for row in second["rows"]}


def test_both_places_of_a_conflict_of_offices_are_cited(client: TestClient) -> None:
    page = client.get(ABRASK).text
    (clash,) = re.findall(r'<div class="clashing.*?</div>', page, re.DOTALL)
    assert len(re.findall(r'href="/report/[0-9a-f]{16}\?mark=\d+-\d+#mark"', clash)) == 2


def test_what_somebody_said_is_shown_latest_or_earliest_first(client: TestClient) -> None:
    late, early = (
        _table(client, f"{ABRASK}.csv?order={order}") for order in ("latest", "earliest")
    )
    assert late[0]["when"] == max(row["when"] for row in late)
    assert early[0]["when"] == min(row["when"] for row in early if row["when"])


def test_what_came_by_one_channel_is_all_that_its_filter_leaves(client: TestClient) -> None:
    every = _table(client, f"{ABRASK}.csv")
    rows = _table(client, f"{ABRASK}.csv?channel=interview")
    assert rows
    assert rows == [row for row in every if "interview" in row["how"]]
    untold = _table(client, f"{ABRASK}.csv?channel=untold")
    channels = [kind.value.replace("_", " ") for kind in ChannelKind]
    assert untold == [row for row in every if not any(name in row["how"] for name in channels)]


def test_days_and_channels_count_each_saying_once(client: TestClient) -> None:
    found = client.get(f"{ABRASK}.json").json()
    assert sum(row["attributions"] for row in found["days"]) == found["said_in_all"]


def test_an_actors_page_tells_what_it_is_called_and_by_whom(client: TestClient) -> None:
    found = client.get("/actor/Maril%20Dovane.json").json()
    assert {"label": "usurper", "user": "Lunet Abrask"}.items() <= _label(found, "usurper").items()
    assert "doubting" in client.get("/actor/Maril%20Dovane").text


def test_stances_of_a_page_are_of_the_actor_or_to_it(client: TestClient) -> None:
    found = client.get("/actor/Maril%20Dovane.json").json()
    assert found["stances"]
    assert all(found["id"] in (row["actor_id"], row["target_id"]) for row in found["stances"])


def test_a_name_of_several_leads_to_the_list_of_them(client: TestClient) -> None:
    found = client.get("/actor/official", follow_redirects=False)
    assert found.status_code == 302
    assert found.headers["location"] == "/actors?name=official"


def test_nobody_is_a_page_that_says_so(client: TestClient) -> None:
    assert client.get("/actor/Nobody%20Ofthisname").status_code == 404
    assert client.get("/actor/" + "x" * 300).status_code == 404


def test_the_pages_address_has_room_for_a_name_with_a_slash(client: TestClient) -> None:
    assert client.get("/actor/Corvane%20Wire%2FPell%20Aubrin").status_code == 200


def _label(found: dict[str, list[dict[str, object]]], key: str) -> dict[str, object]:
    return next(row for row in found["labels"] if row["label"] == key)


def _table(client: TestClient, address: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(client.get(address).text)))
