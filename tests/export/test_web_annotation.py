from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sayso.export.formats import FORMATS
from sayso.export.upheld import upheld
from sayso.ledger import open_ledger
from tests.export.hostile import odd
from tests.export.test_every_format import write

Node = dict[str, Any]
OA, PROV = "http://www.w3.org/ns/oa#", "http://www.w3.org/ns/prov#"
# What the context of the W3C says of the words that are used; it is not fetched for a test.
STANDARD = {
    "@context": {
        "oa": OA, "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "foaf": "http://xmlns.com/foaf/0.1/", "xsd": "http://www.w3.org/2001/XMLSchema#",
        "id": "@id", "type": "@type",
        **{one: f"oa:{one}" for one in (
            "Annotation", "TextQuoteSelector", "TextPositionSelector", "SpecificResource",
            "TextualBody", "identifying", "tagging", "describing", "linking",
        )},
        **{word: {"@id": f"oa:{term}", "@type": "@id"} for word, term in (
            ("body", "hasBody"), ("target", "hasTarget"), ("source", "hasSource"),
            ("selector", "hasSelector"),
        )},
        "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
        "purpose": {"@id": "oa:hasPurpose", "@type": "@vocab"},
        "exact": "oa:exact", "prefix": "oa:prefix", "suffix": "oa:suffix", "value": "rdf:value",
        "start": {"@id": "oa:start", "@type": "xsd:nonNegativeInteger"},
        "end": {"@id": "oa:end", "@type": "xsd:nonNegativeInteger"}, "name": "foaf:name",
    }
}  # fmt: skip


def load(ledger: Path, place: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(write(FORMATS["web-annotation"], ledger, place).read_bytes())
    return found


def test_rdf_has_who_each_content_is_from(sampled: Path, tmp_path: Path) -> None:
    jsonld = pytest.importorskip("pyld").jsonld
    rdflib = pytest.importorskip("rdflib")

    def loaded(url: str, options: object) -> dict[str, object]:
        assert url == "http://www.w3.org/ns/anno.jsonld"
        return {"document": STANDARD, "documentUrl": url, "contextUrl": None, "contentType": None}

    whole = load(sampled, tmp_path / "out")
    options = {"documentLoader": loaded, "format": "application/n-quads"}
    graph = rdflib.Graph()
    graph.parse(data=jsonld.to_rdf(whole, options), format="nt")
    with open_ledger(sampled) as ledger:
        said = [one for reading in upheld(ledger) for one in reading.attributions]
    prov, oa = rdflib.Namespace(PROV), rdflib.Namespace(OA)
    for one in said:
        content = rdflib.URIRef(f"urn:sayso:content:{one.id}")
        assert graph.value(content, prov.wasQuotedFrom).endswith(one.report)
        actor = graph.value(content, prov.wasAttributedTo)
        assert actor is None if one.actor is None else actor.endswith(one.actor)
    targets = sum(len(one.source) + len(one.cue) + len(one.content) for one in said)
    assert len(list(graph.subject_objects(oa.hasSelector))) == 2 * targets
    assert next(graph.subject_objects(prov.wasDerivedFrom), None)


def test_a_content_in_three_parts_has_three_targets_with_their_words(
    hostile: Path, tmp_path: Path
) -> None:
    reading = odd()
    said = next(one for one in reading.attributions if len(one.content) == 3)
    nodes = load(hostile, tmp_path / "out")["@graph"]
    (node,) = [one for one in nodes if one["id"] == f"urn:sayso:attribution:{said.id}"]
    text = reading.report.text
    for target, span in zip(node["target"], said.content, strict=True):
        quote, position = target["selector"]
        assert (position["start"], position["end"]) == (span.start, span.end)
        around = quote["prefix"] + quote["exact"] + quote["suffix"]
        assert text.startswith(around, span.start - len(quote["prefix"]))


def test_nobody_has_no_annotation_as_a_source(hostile: Path, tmp_path: Path) -> None:
    told = next(one for one in odd().attributions if not one.source)
    ids = {one["id"] for one in load(hostile, tmp_path / "out")["@graph"]}
    assert f"urn:sayso:attribution:{told.id}#cue" in ids
    assert f"urn:sayso:attribution:{told.id}#source" not in ids
