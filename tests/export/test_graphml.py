from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from sayso.export.formats import FORMATS
from sayso.export.upheld import upheld
from sayso.ledger import open_ledger
from tests.export.hostile import odd
from tests.export.test_every_format import write

FORM = FORMATS["graphml"]
NAMES = "{http://graphml.graphdrawing.org/xmlns}"


@pytest.fixture(scope="module")
def place(sampled: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(FORM, sampled, tmp_path_factory.mktemp("graphml") / "out.graphml")


def elements(place: Path, name: str) -> Iterator[ElementTree.Element]:
    return ElementTree.parse(place).iter(NAMES + name)


def test_networkx_has_every_stance_between_the_groups_of_its_actors(
    place: Path, sampled: Path
) -> None:
    networkx = pytest.importorskip("networkx")
    graph: Any = networkx.read_graphml(place, force_multigraph=True)
    edges = {key: (one, other, data) for one, other, key, data in graph.edges(keys=True, data=True)}
    with open_ledger(sampled) as ledger:
        for reading in upheld(ledger):
            known = ledger.known(one.id for one in reading.actors)
            for stance in reading.stances:
                one, other, data = edges[stance.id]
                assert (one, other) == tuple(
                    known.of.get(id, id) for id in (stance.actor, stance.target)
                )
                assert data["sign"] == stance.sign
                assert graph.nodes[one]["name"] == known.names[one][0]


def test_an_edge_of_lineage_goes_from_who_has_it_to_whom_it_is_from(
    place: Path, sampled: Path
) -> None:
    found = {one.get("id"): one for one in elements(place, "edge")}
    with open_ledger(sampled) as ledger:
        copies = list(ledger.every_copy())
    assert copies
    for copy in copies:
        edge = found[copy.reuse.id]
        assert (edge.get("source"), edge.get("target")) == (copy.taker.report, copy.giver.report)


def test_the_ends_of_every_edge_are_nodes(place: Path) -> None:
    nodes = [one.get("id") for one in elements(place, "node")]
    assert len(nodes) == len(set(nodes))
    for edge in elements(place, "edge"):
        assert {edge.get("source"), edge.get("target")} <= set(nodes)


def test_text_that_is_no_xml_comes_back_as_it_was(hostile: Path, tmp_path: Path) -> None:
    told = [one.text for one in elements(write(FORM, hostile, tmp_path / "out"), "data")]
    report = odd().report
    assert {report.title, report.outlet, report.url} <= set(told) | {None}
