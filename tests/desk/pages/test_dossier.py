from __future__ import annotations

import pytest
from fastapi.testclient import TestClient


@pytest.fixture(scope="module")
def ids(client: TestClient) -> list[str]:
    """The contested claims."""
    return [row["id"] for row in client.get("/claims.json?contested=true").json()["rows"]]


def test_claims_stand_in_the_order_of_the_address_each_with_its_note(
    client: TestClient, ids: list[str]
) -> None:
    asked = {"claim": [ids[1], ids[0]], "above": ["the second", "the first"], "title": "Toll"}
    found = client.get("/dossier.json", params=asked).json()
    assert [(one["id"], one["note"]) for one in found["claims"]] == [
        (ids[1], "the second"),
        (ids[0], "the first"),
    ]


@pytest.mark.parametrize(
    ("change", "order"),
    [
        ("move=up-1", [1, 0]),
        ("move=down-0", [1, 0]),
        ("move=out-0", [1]),
        ("move=up-7", [0, 1]),
        ("move=nonsense", [0, 1]),
        ("add={2}", [0, 1, 2]),
    ],
)
def test_a_change_leads_to_the_address_of_what_it_makes(
    client: TestClient, ids: list[str], change: str, order: list[int]
) -> None:
    asked = f"/dossier?claim={ids[0]}&above=a&claim={ids[1]}&above=b&{change.format(*ids)}"
    found = client.get(asked)
    assert "move=" not in str(found.url)
    assert [found.url.params.get_list("claim")] == [[ids[at] for at in order]]


@pytest.mark.parametrize(
    ("form", "begins"), [("md", b"# Toll"), ("html", b"<!doctype"), ("pdf", b"%PDF")]
)
def test_a_dossier_is_a_file_to_keep(
    client: TestClient, ids: list[str], form: str, begins: bytes
) -> None:
    found = client.get(f"/dossier.{form}?title=Toll&claim={ids[0]}")
    assert found.content.lstrip().startswith(begins)
    assert found.headers["content-disposition"] == f'attachment; filename="dossier.{form}"'


def test_claims_are_found_by_their_words(client: TestClient) -> None:
    page = client.get("/dossier?find=deserters").text
    assert "26 deserters had left" in page
    assert "14 people" not in page


def test_an_id_that_is_no_claim_is_told(client: TestClient) -> None:
    found = client.get("/dossier?claim=ffffffffffffffff")
    assert found.status_code == 404
