from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sayso.export.formats import FORMATS
from sayso.export.upheld import upheld
from sayso.ledger import open_ledger
from sayso.records import Reading
from tests.export.located import PORT
from tests.export.test_every_format import write

Row = dict[str, Any]


@pytest.fixture(scope="module")
def features(sampled: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Row]:
    place = write(FORMATS["geojson"], sampled, tmp_path_factory.mktemp("geo") / "out.geojson")
    whole = json.loads(place.read_bytes())
    assert whole["type"] == "FeatureCollection"
    rows: list[Row] = whole["features"]
    return rows


@pytest.fixture(scope="module")
def readings(sampled: Path) -> dict[str, Reading]:
    with open_ledger(sampled) as ledger:
        return {one.report.id: one for one in upheld(ledger)}


def test_a_feature_has_its_longitude_first(located: Path, tmp_path: Path) -> None:
    whole = json.loads(write(FORMATS["geojson"], located, tmp_path / "out").read_bytes())
    said, happened = whole["features"]
    for one in (said, happened):
        assert one["geometry"] == {"type": "Point", "coordinates": [PORT.longitude, PORT.latitude]}
    assert [one["properties"]["place_of"] for one in (said, happened)] == ["said", "happened"]


def test_a_feature_has_an_id_of_its_own_and_the_words_that_name_its_place(
    features: list[Row], readings: dict[str, Reading]
) -> None:
    assert len({one["id"] for one in features}) == len(features)
    for one in features:
        about = one["properties"]
        text = readings[about["report"]].report.text
        words = text[about["place_start"] : about["place_end"]]
        assert about["place"].split()[0].lower() in words.lower() or about["known"]


def test_every_place_of_a_saying_or_an_event_is_a_feature_known_or_not(
    features: list[Row], readings: dict[str, Reading]
) -> None:
    places = [
        place
        for one in readings.values()
        for place in (
            *(said.setting.said_at for said in (*one.attributions, *one.assertions)),
            *(said.setting.happened_at for said in (*one.attributions, *one.assertions)),
            *(event.place for event in one.events),
        )
        if place is not None
    ]
    assert len(features) == len(places)
