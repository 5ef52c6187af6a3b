from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sayso.export.formats import FORMATS
from sayso.export.upheld import upheld
from sayso.ledger import open_ledger
from tests.export.test_every_format import write

Node = dict[str, Any]
FORM = FORMATS["stix"]


@pytest.fixture(scope="module")
def bundle(sampled: Path, tmp_path_factory: pytest.TempPathFactory) -> Node:
    place = write(FORM, sampled, tmp_path_factory.mktemp("stix") / "out.json")
    found: Node = json.loads(place.read_bytes())
    return found


def of_type(bundle: Node, kind: str) -> list[Node]:
    return [one for one in bundle["objects"] if one["type"] == kind]


@pytest.mark.parametrize("ledger", ["sampled", "hostile", "located"])
def test_the_library_of_stix_takes_the_bundle(
    ledger: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    stix2 = pytest.importorskip("stix2")
    path: Path = request.getfixturevalue(ledger)
    read = stix2.parse(write(FORM, path, tmp_path / "out").read_text(encoding="utf-8"))
    kinds = {one.type for one in read.objects}
    assert kinds >= {"report", "identity", "note"}


def test_every_object_is_there_once_and_so_is_what_it_leads_to(bundle: Node) -> None:
    ids = [one["id"] for one in bundle["objects"]]
    assert len(ids) == len(set(ids))
    for one in bundle["objects"]:
        led = [*one.get("object_refs", ()), one.get("source_ref"), one.get("target_ref")]
        assert {id for id in led if id} <= set(ids)


def test_every_attribution_and_assertion_is_a_note(bundle: Node, sampled: Path) -> None:
    with open_ledger(sampled) as ledger:
        found = [len(one.attributions) + len(one.assertions) for one in upheld(ledger)]
    assert len(of_type(bundle, "note")) == sum(found)


def test_both_sides_of_a_contradiction_disagree_with_the_other(bundle: Node, sampled: Path) -> None:
    with open_ledger(sampled) as ledger:
        against = {
            (one.relation.id, one.relation.reason)
            for page in ledger.every_claim() for one in page.against
        }  # fmt: skip
    opinions = of_type(bundle, "opinion")
    assert len(opinions) == 2 * len(against) > 0
    assert {one["explanation"] for one in opinions} == {reason for _, reason in against}


def test_a_place_is_one_location_that_notes_lead_to(located: Path, tmp_path: Path) -> None:
    whole = json.loads(write(FORM, located, tmp_path / "out").read_bytes())
    (place,) = of_type(whole, "location")
    (note,) = of_type(whole, "note")
    assert place["id"] in note["object_refs"]
    assert (place["latitude"], place["longitude"], place["precision"]) == (45.5, -12.25, 3000.0)
