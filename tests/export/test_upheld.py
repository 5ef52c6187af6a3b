from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from sayso.export.formats import FORMATS
from sayso.export.stix import stix_id
from sayso.export.upheld import upheld, without
from sayso.ledger import open_ledger
from tests.export.readings import COURIER, GUILD, READING
from tests.export.test_event_data import EVENT
from tests.export.test_every_format import contents, write

HANDED_ON = (
    "schema-org", "web-annotation", "followthemoney", "stix", "geojson", "graphml", "plover"
)  # fmt: skip


@pytest.mark.parametrize("name", HANDED_ON)
def test_what_a_person_rejected_is_not_handed_on(name: str, sampled: Path, tmp_path: Path) -> None:
    with open_ledger(sampled) as ledger:
        (id,) = ledger.rejected()
    written = b"".join(data for _, data in contents(write(FORMATS[name], sampled, tmp_path / "x")))
    assert id.encode() not in written
    assert stix_id("note", id).encode() not in written


def test_what_stands_within_a_rejected_attribution_stands_alone() -> None:
    told = replace(EVENT, attribution=COURIER.id)
    left = without(replace(READING, events=(told,)), {COURIER.id})
    assert COURIER not in left.attributions
    assert replace(GUILD, within=None) in left.attributions
    assert left.events == ()


def test_a_rejection_that_was_undone_counts_no_more(sampled: Path, tmp_path: Path) -> None:
    with open_ledger(Path(shutil.copy(sampled, tmp_path / "copy.db"))) as ledger:
        (id,) = ledger.rejected()
        assert not any(one.id == id for reading in upheld(ledger) for one in reading.attributions)
        ledger.undo("Ilse")
        assert ledger.rejected() == frozenset()
        assert any(one.id == id for reading in upheld(ledger) for one in reading.attributions)
