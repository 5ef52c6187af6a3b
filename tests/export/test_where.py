from __future__ import annotations

from sayso.export.where import place_fields, tell_places
from sayso.records import Place, Setting, Span

TEXT = "They met in Quenara."
PLACE = Place(Span(12, 19), "Quenara", "own:quenara", 10.0, 20.0, 5.0, ("own:q2",), "your file")


def test_an_attribution_has_the_places_that_it_is_tied_to() -> None:
    row = place_fields(Setting(happened_at=0), (PLACE,), TEXT)
    assert row["said_at"] is None
    happened = row["happened_at"]
    assert isinstance(happened, dict)
    assert (happened["text"], happened["known"]) == ("Quenara", "own:quenara")
    assert happened["others"] == ["own:q2"]


def test_a_line_tells_both_places_apart() -> None:
    assert tell_places(Setting(said_at=0), (PLACE,), TEXT) == "said in Quenara"
    assert tell_places(Setting(happened_at=0), (PLACE,), TEXT) == "in Quenara"
    assert tell_places(Setting(), (), TEXT) == ""
