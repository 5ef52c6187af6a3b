from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sayso.export.formats import FORMATS
from tests.export.hostile import odd
from tests.export.test_every_format import write

Node = dict[str, Any]


def graph(place: Path) -> list[Node]:
    nodes: list[Node] = json.loads(place.read_bytes())["@graph"]
    return nodes


@pytest.fixture(scope="module")
def nodes(sampled: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Node]:
    place = tmp_path_factory.mktemp("schema") / "out.json"
    return graph(write(FORMATS["schema-org"], sampled, place))


def of_type(nodes: list[Node], kind: str) -> list[Node]:
    return [node for node in nodes if node["@type"] == kind]


def test_readers_of_json_ld_find_schema_org_terms_without_a_network(
    sampled: Path, tmp_path: Path
) -> None:
    jsonld = pytest.importorskip("pyld").jsonld
    whole = json.loads(write(FORMATS["schema-org"], sampled, tmp_path / "out").read_bytes())
    expanded = jsonld.expand(whole, {"documentLoader": None})
    assert len(expanded) == len(whole["@graph"])
    used = {key for node in expanded for key in node if not key.startswith("@")}
    assert {key.rpartition("/")[0] for key in used} == {"https://schema.org"}
    assert {key.rpartition("/")[2] for key in used} >= {"firstAppearance", "spokenByCharacter"}


def test_no_node_is_a_verdict(nodes: list[Node]) -> None:
    assert not any("Review" in word for node in nodes for word in (*node, node["@type"]))


def test_what_a_node_leads_to_is_in_the_graph(nodes: list[Node]) -> None:
    there = {node["@id"] for node in nodes}
    for node in nodes:
        for value in node.values():
            for one in value if isinstance(value, list) else [value]:
                if isinstance(one, dict) and "@id" in one:
                    assert one["@id"].partition("#")[0] in there


def test_a_claim_first_appeared_before_it_appeared_elsewhere(nodes: list[Node]) -> None:
    day = {node["@id"]: node.get("datePublished", "9999")[:10] for node in nodes}
    repeated = [one for one in of_type(nodes, "Claim") if len(one["appearance"]) > 1]
    assert repeated
    for claim in repeated:
        days = [day[one["@id"]] for one in claim["appearance"]]
        assert day[claim["firstAppearance"]["@id"]] == min(days)


def test_a_quotation_leads_to_each_stretch_of_its_words(hostile: Path, tmp_path: Path) -> None:
    nodes = graph(write(FORMATS["schema-org"], hostile, tmp_path / "out"))
    reading = odd()
    said = next(one for one in reading.attributions if len(one.content) == 3)
    (node,) = [one for one in of_type(nodes, "Quotation") if one["@id"].endswith(said.id)]
    (article,) = [
        one for one in of_type(nodes, "NewsArticle") if one["articleBody"] == reading.report.text
    ]
    parts = [one["@id"].rpartition("#char=")[2].split(",") for one in node["isBasedOn"]]
    words = [article["articleBody"][int(start) : int(end)] for start, end in parts]
    assert " … ".join(words) == node["text"]
